from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "heyy.people"
    label = "people"
