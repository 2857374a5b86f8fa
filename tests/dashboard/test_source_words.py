"""Words of sources: quotation marks, hedges, speakers, and how each source was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from markupsafe import Markup

from dashboard.cli.check_report import check_lines
from dashboard.compare import compare_page
from dashboard.evidence.listing import rows_markup, source_card_markup
from dashboard.evidence.model import Asked, source_card, source_rows
from dashboard.region.model import region_profile
from dashboard.shared.citation import Footnotes
from dashboard.shared.claim_cards import claim_card
from dashboard.shared.claims import claim_markup
from dashboard.shared.estimates import estimate_lines, share_lines
from geodata.facts import Facts, load_facts
from layers.export import claim_table, region_table, source_table
from layers.export.citations import bibtex, csl_json, items, ris
from layers.picture.event_index import event_details, source_details
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.views import view_with

VIEW = view_with(area="630000", layer="published_range")
OPENED = "“"
SUMMARY = "police came to all villages"
QUOTE = "may have taken between roughly 300 and 500 scans"
HEDGES = ("may", "roughly")

RANGE = {
    "field": "quantity",
    "quantity_kind": "estimate_range",
    "unit": "iris_scans",
    "low": "300",
    "high": "500",
    "base": "2200",
    "base_kind": "resident",
    "share_low_printed": "13",
    "value_as_printed": "roughly 300 and 500 scans",
    "quote": QUOTE,
    "hedge": "; ".join(HEDGES),
}
JUDGEMENT = {
    "field": "judgement",
    "speaker": "A researcher",
    "value_as_printed": "it might spread",
    "hedge": "might",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """One event with a hedged range, a summary, a judgement, and a source that was dated."""
    sources = [
        source_row(),
        source_row(
            "S-2",
            url="https://example.org/other",
            read_as="excerpt",
            how_read="first page of a copy",
            accessed="2026-11-14",
            archive_url="https://archive.example.org/1",
            archive_holds_content="yes",
            sha256="ab" * 32,
        ),
        source_row("S-3", url="https://example.org/third", read_as="not_read"),
    ]
    claims = [
        claim_row(**RANGE),
        claim_row("C-2", source_id="S-2", value_as_printed=SUMMARY),
        claim_row("C-3", source_id="S-3", **JUDGEMENT),
    ]
    folder = tmp_path_factory.mktemp("told")
    return load_facts(write_dataset(folder, [event_row()], sources, claims))


def every_claim(facts: Facts) -> Iterator[tuple[str, str]]:
    for claim in facts.dataset.claims:
        yield claim.claim_id, str(claim_markup(claim_card(claim, facts)))


def test_only_printed_words_stand_in_quotation_marks(told: Facts) -> None:
    """A value that its quote holds is quoted; a summary is called one."""
    panel = dict(every_claim(told))
    assert (
        Markup("printed: “{}”").format(Markup("<bdi>roughly 300 and 500 scans</bdi>"))
        in panel["C-1"]
    )
    assert "in short" in panel["C-2"]
    assert SUMMARY in panel["C-2"]
    assert OPENED not in panel["C-2"]


def test_no_summary_of_the_bundled_data_set_is_quoted(facts: Facts) -> None:
    """Whatever the panel prints in quotation marks is printed by the source."""
    for claim in facts.dataset.claims:
        card = claim_card(claim, facts)
        assert not (card.printed and card.short)
        if card.printed and claim.quote:
            plain = "".join(filter(str.isalnum, card.printed.casefold()))
            assert plain in "".join(filter(str.isalnum, claim.quote.casefold())), claim.claim_id


def test_the_page_gets_summary_and_print_apart(told: Facts) -> None:
    """What the exported page quotes is what the panel quotes."""
    [event] = told.dataset.events
    said = [each for source in event_details(event, told, hash) for each in source["says"]]
    assert [(each["printed"], each["short"]) for each in said] == [
        ("roughly 300 and 500 scans", ""),
        ("", SUMMARY),
        ("", "it might spread"),
    ]
    assert [each["speaker"] for each in said] == ["", "", "A researcher"]
    assert all(word in said[0]["said"] for word in HEDGES)
    assert "might" in said[2]["about"]


def test_a_judgement_names_its_speaker_and_is_no_count(told: Facts) -> None:
    """It stands as a judgement of somebody, and raises no number."""
    panel = dict(every_claim(told))["C-3"]
    assert "A researcher" in panel
    assert "not a count" in panel
    assert len(region_profile("630200", view_with(), told).published) == 1


def panel_lines(facts: Facts) -> str:
    return " ".join(
        f"{line.said} {line.sentence}" for line in estimate_lines("630200", view_with(), facts)
    )


def compared(facts: Facts) -> str:
    page = compare_page(view_with(compared=("630200", "630100")), facts)
    return " ".join(
        note
        for section in page.sections
        for row in section.rows
        for line in row.lines
        for note in line.notes
    )


WHERE: dict[str, Callable[[Facts], str]] = {
    "figure": lambda facts: region_profile("630200", view_with(), facts).published[0].value,
    "share": lambda facts: region_profile("630200", view_with(), facts).published[0].note,
    "estimates": panel_lines,
    "on every base": lambda facts: str(list(share_lines("630200", view_with(), facts))),
    "compared": compared,
    "panel": lambda facts: dict(every_claim(facts))["C-1"],
    "claims": lambda facts: str(claim_table(VIEW, facts).set_index("claim_id").hedge["C-1"]),
    "shown": lambda facts: str(claim_table(VIEW, facts).set_index("claim_id").said["C-1"]),
    "regions": lambda facts: str(region_table(VIEW, facts).set_index("code").hedge["630200"]),
    "note": lambda facts: str(region_table(VIEW, facts).set_index("code").note["630200"]),
    "bounds": lambda facts: str(
        region_table(view_with(layer="collected_bounds"), facts).set_index("code").hedge["630200"]
    ),
    "check": lambda facts: "\n".join(check_lines(facts)[0]),
}


@pytest.mark.parametrize("place", WHERE)
def test_a_hedge_stands_wherever_the_number_is(told: Facts, place: str) -> None:
    """Panel, region, comparison, tables and check keep the words that weaken a number."""
    said = WHERE[place](told)
    assert all(word in said for word in HEDGES), said


def test_tables_say_whether_a_value_is_printed(told: Facts) -> None:
    """A reader of the file can tell words of the source from a summary."""
    table = claim_table(VIEW, told).set_index("claim_id")
    assert dict(table.value_wording) == {"C-1": "printed", "C-2": "summary", "C-3": "summary"}
    assert table.speaker["C-3"] == "A researcher"


SAID = {
    "S-1": ("read whole", "not recorded", "day of reading", "archived copy", "checksum"),
    "S-2": ("first page of a copy", "14 November 2026", "https://archive.example.org/1", "abab"),
    "S-3": ("not read", "not recorded", "archived copy"),
}


def reading_places(name: str, facts: Facts) -> Iterator[str]:
    source = facts.dataset.source[name]
    cited = Footnotes(facts.dataset)
    cited.document(name)
    [entry] = cited.chapter().entries
    yield entry.notes[0]
    yield str(source_details(source)["read"])
    table = source_table(VIEW, facts).set_index("source_id")
    yield str(table.reading[name])
    [item] = [each for each in items(VIEW, facts) if each["id"] == name]
    for write in (bibtex, ris, csl_json):
        yield write([item])


@pytest.mark.parametrize("name", SAID)
def test_each_source_says_how_it_was_read(told: Facts, name: str) -> None:
    """Footnotes, page, tables and citations tell it, and name what is not recorded."""
    for place in reading_places(name, told):
        for words in SAID[name]:
            assert words in place.lower() or words in place, (words, place)


def test_a_source_that_was_not_read_misses_no_day(told: Facts) -> None:
    """Nobody can have read it on a day, so no day is called missing."""
    for place in reading_places("S-3", told):
        assert "day of reading" not in place


def test_the_evidence_page_leaves_no_gap(told: Facts) -> None:
    """The list names the day or its absence; the card says how the source was read."""
    rows = str(rows_markup(source_rows(Asked(), told), Asked(), "", {}))
    assert "day not recorded" in rows
    assert "14 November 2026" in rows
    card = str(source_card_markup(source_card("S-2", view_with(), told), view_with(), told))
    assert "first page of a copy" in card
