from django.urls import path

from heyy.ui import views

app_name = "ui"
urlpatterns = [path("", views.style, name="style")]
