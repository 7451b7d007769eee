"""Every component, with and without each of its arguments."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator

from tests.ui.files import COTTON
from tests.ui.rendering import render


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As you sign.")
    story = forms.CharField(label="Story", required=False, widget=forms.Textarea)
    audience = forms.ChoiceField(label="Audience", choices=[("team", "Team")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed")
    secret = forms.CharField(required=False, widget=forms.HiddenInput)
    moment = forms.SplitDateTimeField(label="Moment", required=False)


PEOPLE = [
    SimpleNamespace(pk=12, initials="AJ", full_name="Anouk Janssen"),
    SimpleNamespace(pk=1205, initials="BH", full_name="Bram Hendriks"),
]


def _context() -> dict[str, Any]:
    return {
        "day": datetime(2020, 3, 12, 14, 30, tzinfo=UTC),
        "form": SampleForm(),
        "wrong": SampleForm({"name": ""}),
        "links": [
            SimpleNamespace(label="All", url="?", current=True, count=3),
            SimpleNamespace(label="Few", url="?few", current=False),
        ],
        "options": [("a", "Apple"), ("b", "Berry")],
        "page": Paginator(range(30), 10).page(2),
        "people": PEOPLE,
        "steps": ["Ask", "Meet", "Do"],
        "target": 8.0,
        "values": [1.0, None, 4.0],
    }


@dataclass(frozen=True)
class Sample:
    """A component as it is with the least, and what each argument adds to it."""

    least: str
    shows: str
    adds: dict[str, tuple[str, str]] = field(default_factory=dict)
    inside: str = ""


SAMPLES = {
    "breadcrumbs": Sample(
        "", '<nav class="crumbs" aria-label="You are here"><ol class="plain-list">', inside="<c-crumb>Here</c-crumb>"
    ),
    "button": Sample(
        "",
        '<button class="button" type="submit">Go</button>',
        {
            "href": ('href="/x"', '<a class="button" href="/x">Go</a>'),
            "variant": ('variant="danger"', 'data-variant="danger"'),
            "size": ('size="small"', 'data-size="small"'),
            "icon": ('icon="check"', "icons.svg#check"),
            "type": ('type="button"', 'type="button"'),
            "wide": ("wide", 'class="button wide"'),
        },
        "Go",
    ),
    "card": Sample(
        "",
        '<article class="card"><p>Body</p></article>',
        {
            "title": ('title="A & B"', '<h3 class="title">A &amp; B</h3>'),
            "href": ('title="T" href="/x"', 'data-link><h3 class="title"><a href="/x">T</a></h3>'),
            "level": ('title="T" level="2"', '<h2 class="title">T</h2>'),
            "day": (':day="day"', '<span class="day">12</span>'),
            "pillar": ('pillar="kairos"', 'data-pillar="kairos"'),
            "shape": ('shape="bubble"', 'data-shape="bubble"'),
            "top": ('top="x"', '<div class="top cluster">x</div>'),
            "foot": ('foot="x"', '<div class="foot cluster">x</div>'),
        },
        "<p>Body</p>",
    ),
    "crumb": Sample(
        "",
        '<li><span aria-current="page">Here</span></li>',
        {"href": ('href="/x"', '<li><a href="/x">Here</a></li>')},
        "Here",
    ),
    "date_block": Sample(
        ':day="day"',
        '<span class="weekday">Thu</span><span class="day">12</span><span class="month">Mar</span>',
        {"day": (':day="day"', 'class="date-block" aria-hidden="true"')},
    ),
    "empty": Sample(
        "",
        "<p>Nobody yet.</p>",
        {
            "title": ('title="Empty"', '<p class="title">Empty</p>'),
            "icon": ('icon="coffee"', "icons.svg#coffee"),
            "actions": ('actions="x"', '<div class="actions">x</div>'),
        },
        "Nobody yet.",
    ),
    "error_summary": Sample(
        "", "", {"form": (':form="wrong"', '<li><a href="#id_audience_0">Audience: This field is required.</a></li>')}
    ),
    "face": Sample(
        "",
        '<span class="face" data-tone="0" aria-hidden="true"></span>',
        {
            "initials": ('initials="AJ"', ">AJ<"),
            "key": ('key="1.205"', 'data-tone="5"'),
            "name": ('name="Anouk"', 'role="img" title="Anouk"'),
            "photo": ('photo="/a.jpg"', '<img src="/a.jpg" alt="">'),
            "size": ('size="large"', 'data-size="large"'),
        },
    ),
    "faces": Sample(
        ':people="people"',
        'title="Bram Hendriks"',
        {
            "people": (':people="people"', 'data-tone="5"'),
            "more": ('more="7"', '<span class="more">+7</span>'),
            "size": ('size="small"', 'data-size="small"'),
        },
    ),
    "facet": Sample(
        "",
        '<option value="">Everything</option>',
        {
            "name": ('name="theme"', '<select id="facet-theme" name="theme">'),
            "label": ('label="Theme"', ">Theme</label>"),
            "options": (':options="options"', '<option value="b">Berry</option>'),
            "value": (':options="options" value="b"', '<option value="b" selected>Berry</option>'),
            "any": ('any="All themes"', '<option value="">All themes</option>'),
        },
    ),
    "facet_links": Sample(
        ':links="links"',
        '<a href="?few">Few</a>',
        {
            "label": ('label="Forms"', '<nav aria-label="Forms">'),
            "links": (':links="links"', '<a href="?" aria-current="true">All <span>3</span></a>'),
        },
    ),
    "facets": Sample(
        "",
        '<form class="facets" method="get" role="search" data-live>',
        {
            "action": ('action="/agenda"', 'action="/agenda"'),
            "label": ('label="Choose"', 'aria-label="Choose"'),
            "clear": ('clear="?"', 'href="?"'),
        },
    ),
    "field": Sample(
        ':field="form.name"',
        '<div class="help" id="id_name_helptext">As you sign.</div>',
        {
            "field": (':field="form.name"', 'aria-describedby="id_name_helptext"'),
            "label": ('label="Your name"', ">Your name</label>"),
            "help": ('help="In full."', ">In full.</div>"),
            "layout": (':field="form.audience" layout="row"', '<div class="choices" data-row>'),
            "size": ('size="short"', 'data-size="short"'),
            "unlabeled": ("unlabeled", '<label for="id_name" class="hush">'),
        },
    ),
    "fields": Sample(
        ':form="form"',
        'name="story"',
        {
            "form": (':form="form"', 'name="name"'),
            "unlabeled": ("unlabeled", '<label for="id_name" class="hush">'),
        },
    ),
    "form": Sample(
        "",
        'name="csrfmiddlewaretoken"',
        {
            "action": ('action="/x"', 'action="/x"'),
            "form": (':form="wrong"', 'class="error-summary"'),
            "once": ('once="no"', "novalidate"),
        },
    ),
    "hero": Sample(
        "",
        '<section class="hero"><div class="wrap"><h1></h1></div></section>',
        {
            "title": ('title="Hey"', "<h1>Hey</h1>"),
            "lead": ('lead="More"', '<p class="lead">More</p>'),
            "heading": ('heading="You"', "<h1>You</h1>"),
            "art": ("art", '<section class="hero" data-art>'),
        },
    ),
    "icon": Sample(
        'name="coffee"',
        '<svg class="icon" aria-hidden="true"><use href="/static/ui/icons.svg#coffee"></use></svg>',
        {
            "name": ('name="check"', "icons.svg#check"),
            "label": ('label="Coffee"', 'role="img" aria-label="Coffee"'),
            "size": ('size="large"', 'data-size="large"'),
        },
    ),
    "language_switch": Sample("", 'class="plain"', {"variant": ('variant="button"', 'class="button"')}),
    "meter": Sample(
        "",
        "<p>0 of 100</p>",
        {
            "value": ('value="5"', 'width="5%"'),
            "max": ('value="5" max="20"', 'width="25%"'),
            "label": ('label="Places"', '<span class="label">Places</span>'),
        },
    ),
    "moment": Sample(
        "",
        "<li><p>Asked.</p></li>",
        {
            "at": (':at="day"', '<time datetime="2020-03-12T15:30+01:00">Thu 12 March 2020, 15:30</time>'),
            "now": ("now", "<li data-now>"),
        },
        "<p>Asked.</p>",
    ),
    "more": Sample(
        "",
        '<details class="more-less">',
        {"summary": ('summary="Why?"', "<summary>Why?"), "open": ("open", '<details class="more-less" open>')},
    ),
    "notice": Sample(
        "",
        '<div class="notice" data-variant="info">',
        {
            "variant": ('variant="warning"', 'data-variant="warn"'),
            "title": ('title="Done"', '<p class="title">Done</p>'),
            "live": ('variant="error" live', 'role="alert"'),
        },
        "News",
    ),
    "once": Sample("", '<input type="hidden" name="once" value="', {"value": ('value="kept"', 'value="kept"')}),
    "pagination": Sample(
        ':page="page"',
        "<span>Page 2 of 3</span>",
        {
            "page": (':page="page"', 'rel="prev" href="?q=ik&amp;page=1"'),
            "name": ('name="blad"', 'rel="next" href="?q=ik&amp;blad=3"'),
        },
    ),
    "person_card": Sample(
        "",
        '<h3 class="name"></h3>',
        {
            "name": ('name="Anouk"', '<h3 class="name">Anouk</h3>'),
            "initials": ('initials="AJ"', ">AJ<"),
            "key": ('key="4"', 'data-tone="4"'),
            "href": ('name="Anouk" href="/x"', '<a href="/x">Anouk</a>'),
            "school": ('school="Niekée"', '<p class="from">Niekée</p>'),
            "photo": ('photo="/a.jpg"', 'src="/a.jpg"'),
            "actions": ('actions="x"', '<div class="actions">x</div>'),
            "level": ('level="2"', '<h2 class="name">'),
        },
    ),
    "row": Sample("", "<dt></dt><dd>Here</dd>", {"label": ('label="Where"', "<dt>Where</dt>")}, "Here"),
    "rows": Sample("", '<dl class="rows">'),
    "skip_link": Sample("", '<a class="skip" href="#content">Skip to', {"to": ('to="list"', 'href="#list"')}),
    "spark": Sample(
        ':values="values"',
        '<polyline points="0,23 100,2"></polyline><path class="last" d="M100,2h.001">',
        {
            "values": (':values="values"', "<polyline"),
            "target": (':target="target"', '<path class="target" d="M0 2H100">'),
            "title": ('title="Growth"', "<title>Growth</title>"),
            "desc": ('desc="From 1 to 4"', "<desc>From 1 to 4</desc>"),
        },
    ),
    "stat": Sample(
        "",
        '<p class="value"></p>',
        {
            "value": ('value="204"', '<p class="value">204'),
            "unit": ('unit="%"', '<span class="unit"> %</span>'),
            "label": ('label="People"', '<p class="label">People</p>'),
            "of": ('of="Goal: 250"', '<p class="of">Goal: 250</p>'),
            "trend": ('trend="More"', '<p class="of">More</p>'),
            "pillar": ('pillar="results"', 'data-pillar="results"'),
        },
    ),
    "steps": Sample(
        ':steps="steps" :at="2"',
        '<li data-done>Ask<span class="hush"> (done)</span></li><li aria-current="step">Meet</li><li>Do</li>',
        {
            "steps": (':steps="steps"', "<li>Do</li>"),
            "at": (':at="3"', '<li aria-current="step">Do</li>'),
            "label": ('label="Way"', 'aria-label="Way"'),
        },
    ),
    "tab": Sample(
        "",
        '<li><a href="">People</a></li>',
        {
            "href": ('href="/x"', 'href="/x"'),
            "current": ("current", 'aria-current="page"'),
            "icon": ('icon="mail"', "icons.svg#mail"),
            "count": ('count="3"', "(3)"),
        },
        "People",
    ),
    "table": Sample(
        "",
        '<div class="table" tabindex="0" role="region"',
        {
            "caption": ('caption="Means"', "<caption>Means</caption>"),
            "quiet": ("quiet", '<caption class="hush">'),
        },
    ),
    "tabs": Sample("", '<ul class="tabs">', {"label": ('label="Parts"', '<nav aria-label="Parts">')}),
    "tag": Sample(
        "",
        '<span class="tag">New</span>',
        {
            "variant": ('variant="sun"', 'data-variant="sun"'),
            "pillar": ('pillar="kairos"', 'data-pillar="kairos"'),
            "icon": ('icon="seat"', "icons.svg#seat"),
        },
        "New",
    ),
    "timeline": Sample("", '<ol class="timeline">', {"label": ('label="Story"', 'aria-label="Story"')}),
}
ARGUMENTS = [(name, argument) for name, sample in SAMPLES.items() for argument in sample.adds]


def _component(name: str, arguments: str, inside: str) -> str:
    tag = name.replace("_", "-")
    return render(f"<c-{tag} {arguments}>{inside}</c-{tag}>", address="/?q=ik", **_context())


def _declared(name: str) -> set[str]:
    match = re.search(r"<c-vars(.*?)/>", (COTTON / f"{name}.html").read_text())
    return {found.lstrip(":") for found in re.findall(r'(:?\w+)="', match[1])} if match else set()


def test_every_component_has_a_sample() -> None:
    assert sorted(SAMPLES) == sorted(path.stem for path in COTTON.glob("*.html"))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_argument_has_a_sample_and_stands_in_the_opening_comment(name: str) -> None:
    source = (COTTON / f"{name}.html").read_text()
    assert source.startswith("{% comment %}")
    comment = source.split("{% endcomment %}")[0]
    assert set(SAMPLES[name].adds) == _declared(name)
    assert [argument for argument in sorted(_declared(name)) if not re.search(rf"\b{argument}\b", comment)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_component_stands_with_the_least(name: str) -> None:
    sample = SAMPLES[name]
    html = _component(name, sample.least, sample.inside)
    assert sample.shows in html
    assert "None" not in html


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_component_shows_what_an_argument_adds(name: str, argument: str) -> None:
    sample = SAMPLES[name]
    written, shows = sample.adds[argument]
    assert shows in _component(name, f"{sample.least} {written}", sample.inside)
    if written not in sample.least and argument != "once":  # `once` takes something away
        assert shows not in _component(name, sample.least, sample.inside)


@pytest.mark.parametrize("name", ["button", "card", "empty", "meter", "notice", "rows", "tag"])
def test_component_passes_other_attributes_on(name: str) -> None:
    assert 'id="here" data-x="1"' in _component(name, 'id="here" data-x="1"', "x")


def test_words_of_a_page_do_not_leak_into_a_component_that_has_none() -> None:
    html = render("<c-card><p>x</p></c-card>", title="Secret", href="/secret", top="Secret", foot="Secret")
    assert html == '<article class="card"><p>x</p></article>'


def test_what_people_write_is_escaped_once() -> None:
    html = render('<c-card title="{{ text }}" /><c-card :title="text" />', text="<b>Tom & Co</b>")
    assert html.count("&lt;b&gt;Tom &amp; Co&lt;/b&gt;") == 2
    assert "<b>" not in html


def test_field_says_which_are_optional() -> None:
    html = _component("field", ':field="form.story"', "")
    assert 'Story <span class="aside">(optional)</span></label>' in html
    assert "(optional)" not in _component("field", ':field="form.name"', "")


def test_field_with_an_error_points_to_it() -> None:
    html = _component("field", ':field="wrong.name"', "")
    assert '<p class="errors" id="id_name_error"><span class="hush">Error:</span> This field is required.</p>' in html
    assert 'aria-invalid="true" aria-describedby="id_name_helptext id_name_error"' in html


def test_help_of_the_page_is_escaped_and_pointed_to() -> None:
    html = render('<c-field :field="form.story" :help="words" />', form=SampleForm(), words="<b>Short</b>")
    assert '<div class="help" id="id_story_helptext">&lt;b&gt;Short&lt;/b&gt;</div>' in html
    assert 'aria-describedby="id_story_helptext"' in html


def test_choices_stand_in_a_fieldset_with_a_legend_and_their_error() -> None:
    html = _component("field", ':field="wrong.audience"', "")
    assert '<fieldset id="id_audience" aria-describedby="id_audience_error"><legend>Audience</legend>' in html
    assert '<label class="choice" for="id_audience_0"><input type="radio"' in html


def test_choices_can_be_large() -> None:
    html = _component("field", ':field="form.audience" layout="boxed"', "")
    assert '<div class="choices" data-boxed>' in html


def test_a_checkbox_stands_before_its_words() -> None:
    html = _component("field", ':field="form.agreed"', "")
    assert '<label class="choice" for="id_agreed"><input type="checkbox" name="agreed" required id="id_agreed">' in html


def test_a_hidden_field_is_only_itself() -> None:
    html = _component("field", ':field="form.secret"', "")
    assert html == '<input type="hidden" name="secret" id="id_secret">'


def test_a_field_of_two_inputs_has_one_legend() -> None:
    html = _component("field", ':field="form.moment"', "")
    assert "<legend>Moment" in html
    assert html.count("<input") == 2


def test_errors_that_belong_to_no_field_stand_in_the_summary_without_link() -> None:
    form = SampleForm({"name": "x", "audience": "team", "agreed": "on"})
    form.add_error(None, "The activity is full.")
    assert "<li>The activity is full.</li>" in render('<c-error-summary :form="form" />', form=form)


def test_form_carries_a_new_key_each_time_unless_told_not_to() -> None:
    keys = re.findall(r'name="once" value="([\w-]+)"', render("<c-form></c-form><c-form></c-form>"))
    assert len(set(keys)) == 2
    assert 'name="once"' not in render('<c-form once="no"></c-form>')


def test_meter_says_it_in_the_words_given() -> None:
    assert "<p>6 of 24 free</p>" in render('<c-meter value="18" max="24">6 of 24 free</c-meter>')


def test_a_spark_without_figures_draws_nothing() -> None:
    assert render('<c-spark :values="values" title="x" />', values=[None, None]) == ""


def test_pagination_of_one_page_is_nothing() -> None:
    assert render('<c-pagination :page="page" />', page=Paginator([1], 10).page(1)) == ""


def test_dates_without_a_clock_have_no_clock() -> None:
    html = render('<c-moment :at="day">Met.</c-moment>', day=date(2020, 3, 12), language="nl")
    assert html == '<li><time datetime="2020-03-12">do 12 maart 2020</time>Met.</li>'
