#!/usr/bin/env python
"""Django's own commands, for developers. Operators use `heyy`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heyy.config.settings")
os.environ.setdefault("HEYY_MODE", "demo")
execute_from_command_line(sys.argv)
