"""What the content promises itself: references that exist, and figures that add up."""

from heyy.demo.content import activity_texts, question_texts, read
from heyy.meet4learn.enums import ActivityForm, OutcomeKind, PartnerPart
from heyy.organisations.enums import Sector


def test_activities_name_known_partners_themes_forms_and_sectors() -> None:
    partners = {row["slug"] for row in read("partners")}
    themes = {row["slug"] for row in read("themes")}
    texts = activity_texts()

    assert {slug for text in texts for slug, _ in text.partners} <= partners
    assert {part for text in texts for _, part in text.partners} <= set(PartnerPart.values)
    assert {theme for text in texts for theme in text.themes} <= themes
    assert {text.form for text in texts} == set(ActivityForm.values)
    assert {sector for text in texts for sector in text.sectors} <= set(Sector.values)


def test_titles_and_summaries_fit_their_fields() -> None:
    assert [text.slug for text in activity_texts() if len(text.title) > 120 or len(text.summary) > 200] == []
    assert [text.text for text in question_texts() if not 10 <= len(text.text) <= 400] == []


def test_questions_have_known_themes_sectors_and_outcomes() -> None:
    themes = {row["slug"] for row in read("themes")}

    assert {theme for text in question_texts() for theme in text.themes} <= themes
    assert {text.sector for text in question_texts()} <= set(Sector.values)
    assert {text.answer_kind for text in question_texts()} <= {"", *OutcomeKind.values}


def test_every_link_from_a_question_to_an_activity_finds_exactly_one_question() -> None:
    slugs = {text.slug for text in activity_texts()}
    links = read("grew-from")
    beginnings = [beginning for group in links.values() for beginning in group]
    texts = [text.text for text in question_texts()]

    assert set(links) <= slugs
    assert [begin for begin in beginnings if sum(text.startswith(begin) for text in texts) != 1] == []


def test_workplaces_add_up_to_twelve_hundred() -> None:
    workplaces = read("workplaces")
    schools = sum(row["people"] for group in workplaces["schools"].values() for row in group)
    partners = sum(row["people"] for row in workplaces["partners"])

    assert (schools, partners, schools + partners) == (952, 247, 1199)


def test_evidence_lines_occur_once() -> None:
    lines = [line for kinds in read("evidence").values() for lines in kinds.values() for line in lines]

    assert (len(lines), len(set(lines))) == (448, 448)
