"""The addresses of demo mode; in test mode they are not wired."""

from django.urls import include, path

from heyy.config.urls import urlpatterns as everything

urlpatterns = [*everything, path("demo/", include("heyy.demo.urls"))]
