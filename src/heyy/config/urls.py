"""Every address of Heyy."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from heyy.home.views.mine import language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("heyy.home.urls")),
    path("", include("heyy.people.urls")),
    path("", include("heyy.meet4learn.urls")),
    path("resultaten/", include("heyy.indicators.urls")),
    path("account/", include("allauth.urls")),
    path("taal/", language, name="set_language"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("heyy.demo.urls")))
if settings.DEMO or settings.DEBUG:
    urlpatterns.append(path("stijl/", include("heyy.ui.urls")))
