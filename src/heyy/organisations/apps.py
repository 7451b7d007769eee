from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "heyy.organisations"
    label = "organisations"
