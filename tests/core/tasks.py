"""A job that takes as long as a test wants."""

import time
from pathlib import Path

from django_tasks import task


@task()
def wait_for(folder: str) -> str:
    """Says that it began, and ends when it is told to."""
    path = Path(folder)
    with (path / "began").open("a") as began:
        began.write("x")
    while not (path / "go").exists():
        time.sleep(0.01)
    return "done"
