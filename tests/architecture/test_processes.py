import json
import subprocess
import sys

HEAVY = ["numpy", "scipy", "pandas", "altair", "typst", "statsmodels", "ortools", "rustworkx"]

LOADED_BY_WEB = """
import json, sys
import heyy.config.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_the_web_process_stays_light() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED_BY_WEB], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout)

    assert "django" in loaded
    assert [name for name in HEAVY if name in loaded] == []
