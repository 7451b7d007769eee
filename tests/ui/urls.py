"""The addresses of Heyy and the style page, which production does not show."""

from django.urls import include, path

from heyy.config.urls import urlpatterns as heyy_urls

urlpatterns = [*heyy_urls, path("stijl/", include("heyy.ui.urls"))]
