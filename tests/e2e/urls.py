"""The addresses of demo mode; in test mode they are not wired."""

from django.urls import include, path

from tests.demo.urls import urlpatterns as demo

urlpatterns = [*demo, path("stijl/", include("heyy.ui.urls"))]
