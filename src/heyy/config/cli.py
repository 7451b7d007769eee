"""`heyy`: what an operator types. Each command says in a sentence what it did or what is wrong."""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from heyy.config.environment import Environment, EnvironmentProblem
from heyy.config.start import problems_told, start_django

Command = Callable[[Environment, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        environment = start_django()
        with problems_told():
            return command(environment, options)
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="heyy", description=__doc__, epilog="Variables: see docs/operator-guide.md")
    add = partial(_add_command, parser.add_subparsers(metavar="command", required=True))
    serve = add("serve", _serve, "serve the web application")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--with-worker", action="store_true", help="run one job worker beside it, ended together")
    serve.add_argument("--prepare", action="store_true", help="first migrate; in demo mode also fill an empty database")
    add("worker", _worker, "run the jobs: mails, reminders, sealing the audit trail")
    add("migrate", _migrate, "bring the database and the static files up to date")
    demo = add("demo", _demo, "load the demo centre into an empty database")
    demo.add_argument("--fresh", action="store_true", help="empty the database first; everything in it is lost")
    demo.add_argument("--size", default="small", help="how many people it has (default: %(default)s)")
    schools = add("import-schools", _import_schools, "read a list of schools or boards")
    schools.add_argument("file", type=Path)
    schools.add_argument("--dry-run", action="store_true", help="only tell what would happen")
    administrator = add("create-administrator", _create_administrator, "make somebody administrator; prints a link")
    administrator.add_argument("email")
    add("backup", _backup, "write database and files to one archive").add_argument("file", type=Path)
    add("restore", _restore, "fill an empty installation from an archive").add_argument("file", type=Path)
    add("check", _check, "tell whether this installation is healthy; exits with 1 when it is not")
    return parser


def _add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    command: Command,
    sentence: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=sentence, description=sentence)
    parser.set_defaults(command=command)
    return parser


def _serve(environment: Environment, options: argparse.Namespace) -> int:
    from heyy.config.prepare import need_prepared, prepare
    from heyy.config.serve import serve

    if options.prepare:
        prepare()
        if environment.mode == "demo":
            _load_demo_when_empty()
    else:
        need_prepared()
    return serve(
        host=options.host,
        port=environment.port,
        with_worker=options.with_worker,
        say=lambda: print(_welcome(environment), flush=True),
    )


def _welcome(environment: Environment) -> str:
    if environment.mode != "demo":
        return f"Heyy serves {environment.site_url} on port {environment.port}."
    from django.urls import reverse

    return (
        f"\nHeyy is open: {environment.site_url}/\n"
        f"Sign in as teacher, maker, broker, funder ...: {environment.site_url}{reverse('demo:sign_ins')}\n"
        "Ctrl-C ends it.\n"
    )


def _worker(environment: Environment, options: argparse.Namespace) -> int:
    from heyy.config.prepare import need_prepared
    from heyy.core.worker import run_worker

    need_prepared()
    run_worker()
    return 0


def _migrate(environment: Environment, options: argparse.Namespace) -> int:
    from heyy.config.prepare import prepare

    prepare()
    print("Database and static files are up to date.")
    return 0


def _demo(environment: Environment, options: argparse.Namespace) -> int:
    from django.core.management import call_command

    from heyy.config.prepare import prepare

    if environment.mode == "production":
        raise EnvironmentProblem("the demo centre does not load in production. Set HEYY_MODE=demo.")
    prepare()
    if options.fresh:
        call_command("flush", verbosity=0, interactive=False)
    if not _load_demo_when_empty(options.size):
        raise EnvironmentProblem(
            "this database already holds people. To lose them all and start anew: heyy demo --fresh"
        )
    return 0


def _load_demo_when_empty(size: str = "small") -> bool:
    from heyy.config.progress import Progress
    from heyy.core import clock
    from heyy.people.models import Person

    if Person.objects.exists():
        return False
    from heyy.demo.load import load_demo

    with Progress("Loading the demo centre") as progress:
        load_demo(size=size, today=clock.today(), progress=progress)
    return True


def _import_schools(environment: Environment, options: argparse.Namespace) -> int:
    from django.utils import translation

    from heyy.core import clock
    from heyy.organisations.actions.school_import import import_schools

    with translation.override("en"):
        report = import_schools(path=options.file, dry_run=options.dry_run, actor=None, now=clock.now())
        print("\n".join(report.summary_lines()))
    return 1 if report.problems else 0


def _create_administrator(environment: Environment, options: argparse.Namespace) -> int:
    from heyy.core import clock
    from heyy.people.actions.administrators import create_administrator
    from heyy.people.sign_in import password_link

    person, is_new = create_administrator(email=options.email, now=clock.now())
    print(f"{person.email} is {'now' if is_new else 'already'} administrator. Choose a password within 3 days:")
    print(password_link(person))
    return 0


def _backup(environment: Environment, options: argparse.Namespace) -> int:
    from heyy.config.backup import back_up

    print(back_up(options.file))
    return 0


def _restore(environment: Environment, options: argparse.Namespace) -> int:
    from heyy.config.prepare import prepare
    from heyy.config.restore import restore

    prepare()
    print(restore(options.file))
    return 0


def _check(environment: Environment, options: argparse.Namespace) -> int:
    from heyy.config.check import check

    return check(environment)
