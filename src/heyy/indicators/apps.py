from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "heyy.indicators"
    label = "indicators"
