"""Fills an installation with every sort of value that a backup must keep: python -m tests.config.filling"""

from datetime import date, timedelta
from decimal import Decimal

from heyy.config.start import start_django


def fill() -> None:
    from django.contrib.sessions.models import Session
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    from heyy.core import clock
    from heyy.core.actions.audit import record, seal_entries
    from heyy.core.actions.search import index_texts
    from heyy.core.jobs import seal_audit
    from heyy.indicators.enums import Measure
    from heyy.indicators.models import Figure, HistoryValue, Indicator
    from heyy.organisations.models import Theme
    from tests.factories.meet4learn import ActivityFactory, QuestionFactory
    from tests.factories.people import PersonFactory

    now = clock.now()
    person = PersonFactory(first_name="Renée", last_name='d’Hondt 漢字 \\ "x" {{y}} %s')
    question = QuestionFactory(asker=person, text="Eerste regel\r\nTweede\tregel \N{GRINNING FACE}")
    question.themes.add(Theme.objects.create(slug="rekenen", name_nl="Rekenen", name_en="Maths"))
    record(
        actor=person, verb="ask", thing=question, now=now, words=12, share=0.25, tags=["één", None, {"b": 1, "a": 2}]
    )
    record(actor=None, verb="open", thing=ActivityFactory(), now=now + timedelta(microseconds=1))
    seal_entries()
    index_texts(kind="question", texts=[(question.pk, question.text)])
    seal_audit.enqueue()
    indicator = Indicator.objects.create(code="1", position=1, title_nl="Eén", title_en="One", text_nl="", text_en="")
    figure = Figure.objects.create(indicator=indicator, measure=Measure.values[0], position=1, target=Decimal("12.5"))
    HistoryValue.objects.create(figure=figure, on=date(2018, 2, 28), value=Decimal("0.1"))
    Session.objects.create(session_key="a-key-to-somebodys-account", session_data="", expire_date=now)
    PersonFactory().delete()
    default_storage.save("faces/one.svg", ContentFile(b"<svg/>"))
    default_storage.save("empty.bin", ContentFile(b""))


if __name__ == "__main__":
    start_django()
    fill()
