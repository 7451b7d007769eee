import re
from datetime import datetime, timedelta
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from heyy.ui.contrast import STYLESHEET, measured
from heyy.ui.style_form import StyleForm

WRONG = {"name": "", "email": "anouk@", "day": "31-02", "places": "0", "feeling": "4"}
SPRITE = STYLESHEET.with_name("icons.svg")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The living style page: every component in its states, and every pair of colours as measured."""
    start = timezone.now().replace(hour=14, minute=30) + timedelta(days=9)
    return render(
        request,
        "ui/style.html",
        {
            "form": StyleForm(auto_id="id_%s"),
            "wrong_form": StyleForm(WRONG, auto_id="wrong_%s"),
            "icons": re.findall(r'symbol id="([\w-]+)"', SPRITE.read_text()),
            "pairs": {"light": measured("light"), "dark": measured("dark")},
            "start": start,
            "end": start + timedelta(hours=2, minutes=30),
            "moments": [start - timedelta(days=days) for days in (40, 31, 12)],
            **_samples(start),
        },
    )


def _samples(start: datetime) -> dict[str, object]:
    names = ["Anouk Janssen", "Bram van den Heuvel", "Chantal Peeters", "Dries Cox", "Els Wolters", "Fleur Smeets"]
    people = [
        SimpleNamespace(pk=number, full_name=name, initials=name[0] + name.rsplit(" ", 1)[-1][0])
        for number, name in enumerate(names, 12)
    ]
    return {
        "people": people,
        "few": people[:3],
        "history": [42.0, 63.0, None, 118.0, 151.0, 204.0],
        "steps": ["Vraag", "Mensen", "Plan", "Klaar"],
        "links": [
            SimpleNamespace(label=label, url=f"?vorm={label}", current=label == "Atelier", count=count)
            for label, count in (("Alles", 31), ("Atelier", 12), ("Bendecafé", 4), ("Lesbezoek", 15))
        ],
        "options": [("play", "Spelend leren"), ("talk", "Het goede gesprek"), ("data", "Werken met data")],
        "page": Paginator(range(60), 20).page(2),
        "months": [start + timedelta(days=30 * number) for number in range(4)],
    }
