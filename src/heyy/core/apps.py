from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "heyy.core"
    label = "core"
