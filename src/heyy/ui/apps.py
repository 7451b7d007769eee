from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "heyy.ui"
    label = "ui"
