"""Imported by the server that processes are forked from: Django, loaded once."""

import django

django.setup()
