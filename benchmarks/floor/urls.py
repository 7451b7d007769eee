from django.urls import path

from benchmarks.floor import views

urlpatterns = [
    path("", views.activities, name="activities"),
    path("mine/", views.mine, name="mine"),
    path("<slug:slug>/", views.activity, name="activity"),
    path("<slug:slug>/register/", views.register, name="register"),
]
