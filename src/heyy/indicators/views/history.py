"""Entering a value from before the system by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heyy.core import clock
from heyy.core.errors import RuleBroken
from heyy.indicators.actions.definitions import save_history_value
from heyy.indicators.forms import HistoryValueForm
from heyy.indicators.models import Figure
from heyy.indicators.policies import INDICATOR
from heyy.indicators.views.results import known_measure


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter_value(request: HttpRequest, measure: str) -> HttpResponse:
    figure = Figure.objects.filter(measure=known_measure(measure)).first()
    if figure is None:
        raise Http404
    INDICATOR.check(request.user, "enter_value", figure)
    form = HistoryValueForm(request.POST or None)
    if form.is_valid():
        try:
            save_history_value(figure=figure, **form.cleaned_data, actor=request.user, now=clock.now())
        except RuleBroken as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The value is saved. It stands with the others, marked as entered by hand."))
            return redirect("indicators:figure", measure)
    return render(request, "indicators/enter_value.html", {"form": form, "figure": figure})
