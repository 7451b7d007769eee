from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "heyy.home"
    label = "home"
