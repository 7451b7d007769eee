"""The results, and where each figure comes from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from heyy.core import clock
from heyy.core.requests import person_of
from heyy.indicators.enums import Measure
from heyy.indicators.exports import table_as_csv
from heyy.indicators.queries.figure import FigurePage, figure_page
from heyy.indicators.queries.results import results_page


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    return render(request, "indicators/results.html", {"page": results_page(now=clock.now())})


@require_safe
def figure(request: HttpRequest, measure: str) -> HttpResponse:
    page = _page(request, measure)
    return render(request, "indicators/figure.html", {"page": page, "choices": _choices(page)})


@require_safe
def figure_csv(request: HttpRequest, measure: str) -> HttpResponse:
    """One table of the page as a file; `table` names which, the first one without."""
    page = _page(request, measure)
    wanted = request.GET.get("table", page.tables[0].key)
    table = next((table for table in [page.card.table, *page.tables] if table.key == wanted), None)
    if table is None:
        raise Http404
    response = HttpResponse(table_as_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="heyy-{measure}-{table.key}.csv"'
    return response


def known_measure(text: str) -> Measure:
    try:
        return Measure(text)
    except ValueError:
        raise Http404 from None


def _page(request: HttpRequest, measure: str) -> FigurePage:
    """A school year that has no rows of its own here is a 404, like a measure nobody counts."""
    year = request.GET.get("year", "")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Http404
    page = figure_page(known_measure(measure), person_of(request), year=int(year) if year else None, now=clock.now())
    if page is None:
        raise Http404
    return page


def _choices(page: FigurePage) -> list[dict[str, object]]:
    here = reverse("indicators:figure", args=[page.card.measure])
    return [
        {
            "label": period.label,
            "url": f"{here}?year={period.year}#rows" if period.year else f"{here}#rows",
            "current": period == page.period,
        }
        for period in page.periods
    ]
