"""Every address that Heyy can have, in whatever mode: what `config.urls` holds in the demo too."""

import importlib
import importlib.util

from django.test import override_settings

from heyy.config import urls

HAS = importlib.util.find_spec("heyy.demo.urls") is not None
with override_settings(DEMO=HAS, DEBUG=True):
    urlpatterns = importlib.reload(urls).urlpatterns
importlib.reload(urls)
