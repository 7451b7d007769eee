"""Makes .venv and installs one hash-pinned list into it: python3 tools/install.py core | dev."""

from __future__ import annotations  # so that an older Python reaches the sentence that refuses it

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

sys.path.insert(0, str(ROOT / "src"))


def main(name: str) -> None:
    if sys.version_info < OLDEST:
        sys.exit(f"Heyy needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12")
    if not (PYTHON.exists() and run([PYTHON, "-m", "pip", "--version"])):
        make_venv()
    install(ROOT / "requirements" / f"{name}.txt")
    for other in {"core", name}:
        (VENV / f"{other}.stamp").touch()


def make_venv() -> None:
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"Python cannot make .venv. On Debian: apt-get install python3-venv\n{done.stdout}{done.stderr}")


def install(pinned: Path) -> None:
    """With uv when it works here, else with pip; both refuse a file whose hash is not in the list."""
    from heyy.config.progress import Progress

    packages = len(re.findall(r"^\S+==", pinned.read_text(), re.MULTILINE))
    project = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    with Progress(f"Installing {packages} packages") as progress:
        if uv := working_uv():
            done = run([*uv, "--require-hashes", "--requirement", pinned]) and run([*uv, *project])
            if done:
                return
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install"]
        wanted = [*pip, "--no-deps", "--require-hashes", "--requirement", pinned]
        if not follow(wanted, packages, progress) or not run([*pip, *project, "--quiet", "--no-index"], loud=True):
            sys.exit("Installing failed; the lines above say why. Run the same command again when that is mended.")


def working_uv() -> list[str] | None:
    uv = shutil.which("uv")
    if uv and run([uv, "--version"]):
        return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    return None


def run(command: Sequence[object], *, loud: bool = False) -> bool:
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode and loud:
        print(done.stdout, done.stderr, file=sys.stderr)
    return done.returncode == 0


def follow(command: Sequence[object], packages: int, progress: Callable[[str, float], None]) -> bool:
    """Runs pip and shows the package it is at; its own words only when it fails."""
    said: list[str] = []
    words = [str(part) for part in command]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if line.startswith("Collecting "):
                at = sum(row.startswith("Collecting ") for row in said)
                progress(re.split(r"[=@ ]+", line)[1], 0.7 * at / packages)
            elif line.startswith("Installing collected packages"):
                progress("unpacking", 0.7)
    if pip.returncode:
        print("".join(said[-15:]), file=sys.stderr)
    return pip.returncode == 0


if __name__ == "__main__":
    os.chdir(ROOT)
    if sys.argv[1:] not in (["core"], ["dev"]):
        sys.exit(__doc__)
    main(sys.argv[1])
