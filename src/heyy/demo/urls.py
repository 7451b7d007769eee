from django.urls import path

from heyy.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.sign_ins, name="sign_ins"),
    path("als/<slug:code>/", views.sign_in, name="sign_in"),
    path("post/", views.post, name="post"),
]
