from django.apps import AppConfig


class Meet4learnConfig(AppConfig):
    name = "heyy.meet4learn"
    label = "meet4learn"
