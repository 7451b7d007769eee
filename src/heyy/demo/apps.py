from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "heyy.demo"
    label = "demo"
