"""A real job worker, to be stopped or killed."""

from heyy.core.worker import run_worker


def main() -> None:
    run_worker()
