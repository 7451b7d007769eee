"""The web process. It stays light: numbers are crunched in jobs, never imported here."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heyy.config.settings")
application = get_wsgi_application()
