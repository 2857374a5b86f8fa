"""What the panel says of a region: checked against the facts, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.region.model import Profile, region_profile
from dashboard.region.panel import profile_markup
from dashboard.region.related import related_regions
from dashboard.shared.estimates import estimate_lines
from geodata.facts import Facts, load_facts
from geodata.model import CellStatus, PartialDate, Scope
from layers.estimate.published import build_published_ranges
from layers.events import build_event_counts as events_layer
from layers.events import shown_events
from layers.view import View
from layers.view.assumptions import Measure
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.levels import PROVINCE
from tests.terms import Kind
from tests.views import view_with

EVERYTHING = view_with(scope=tuple(Scope), low_confidence=True)


def profile(code: str, facts: Facts, view: View | None = None) -> Profile:
    return region_profile(code, view or view_with(), facts)


def test_qinghai_shows_both_shares(facts: Facts) -> None:
    """The printed 25.6 % stands beside 24.61 %, and says that it does not follow."""
    figure, *others = profile("630000", facts).published
    assert all("only" in other.note for other in others)
    assert "1,248,075–1,452,035 iris scans" in figure.value
    assert "25.6" in figure.note
    assert "24.61" in figure.note
    assert "does not follow" in figure.note
    assert figure.source.startswith("Citizen Lab")


def test_no_prefecture_of_qinghai_gets_a_number(facts: Facts) -> None:
    """The province's range is in no prefecture's panel as its own; the panel says so."""
    for code in facts.regions.codes(facts.regions.level("630200"), "630000"):
        told = profile(code, facts)
        assert all("only" in figure.note for figure in told.published)
        assert any("are not broken down" in sentence for sentence in told.unknown)


def test_a_count_that_a_filter_hides_is_not_called_unknown(tmp_path: Path) -> None:
    """“Is not known” stands where no source gives a count, not where the filters hide it."""
    events = [
        event_row("E-0", kind="campaign_estimate", region="630000", level_reported="province")
        | {"precision": "province"},
        event_row("E-1", kind="campaign_total"),
    ]
    claims = [
        claim_row(f"C-{n}", event_id=f"E-{n}", field="quantity", value_as_printed="9")
        | {"low": "9", "high": "9", "unit": "iris_scans", "quantity_kind": "reported_count"}
        for n in (0, 1)
    ]
    facts = load_facts(write_dataset(tmp_path, events, [source_row()], claims))
    hiding = view_with(kind=(Kind.CAMPAIGN_ESTIMATE,))
    (about,) = (each for each in profile("630200", facts, hiding).unknown if "iris" in each)
    assert about.startswith("Nothing that the filters show gives a number for all of ")
    (about,) = (each for each in profile("630100", facts, hiding).unknown if "iris" in each)
    assert "are not broken down" in about


def test_a_township_count_is_not_the_countys(facts: Facts) -> None:
    """302 samples of one station are told as such, and the county stays unknown."""
    told = profile("632621", facts)
    (figure,) = told.published
    assert figure.value == "302 DNA samples so far"
    assert figure.note.startswith("For one township")
    assert any(
        "Nothing that the filters show gives a number for all of" in each for each in told.unknown
    )


def test_urumqi_count_keeps_who_said_it(facts: Facts) -> None:
    """300,000 people is Citizen Lab's, as told by a thread; it is 13.64 % of the printed base."""
    (figure,) = profile("650100", facts).published
    assert figure.value.startswith("300,000 people")
    assert figure.source.startswith("Citizen Lab, as reported by")
    assert "13.64" in figure.note


@pytest.mark.parametrize("code", ["650100", "540100", "652901", "410000"])
def test_other_programmes_do_not_fill_a_gap(facts: Facts, code: str) -> None:
    """Examinations, children and nation-wide context never stand in for a missing count."""
    told = profile(code, facts, EVERYTHING)
    assert not any("Mainland China" in each or "Xinjiang" in each for each in told.unknown)


def test_a_number_that_is_shown_is_not_called_unknown(facts: Facts) -> None:
    """The Tibet AR has a printed range of DNA and none of iris."""
    view = view_with(measure=Measure.DNA_SAMPLES)
    assert any("919,282" in line.said for line in estimate_lines("540000", view, facts))
    told = [each for each in region_profile("540000", view, facts).unknown if "number for" in each]
    assert not any("DNA" in each for each in told)


def test_an_aim_is_no_number_of_the_country(facts: Facts) -> None:
    """What authorities sought to collect is no count, with other programmes shown or not."""
    view = view_with(scope=(Scope.CORE, Scope.CONTEXT), measure=Measure.DNA_PEOPLE)
    assert not any("35,000,000" in line.said for line in estimate_lines("CN", view, facts))


def test_leads_are_no_published_figures(facts: Facts) -> None:
    """A lead's half a million in an unnamed city is not the Tibet AR's number."""
    values = [figure.value for figure in profile("540000", facts, EVERYTHING).published]
    assert any("919,282–1,206,962 DNA samples" in value for value in values)
    assert not any("500,000" in value for value in values)


def test_han_rows_carry_no_share_of_others(facts: Facts) -> None:
    """The printed share is that of minorities: it stands on their row alone."""
    rows = {(each.what, each.year): each.value for each in profile("540100", facts).groups}
    assert rows["Han", "2020"] == "233,116"
    assert rows["Non-Han, all groups", "2020"] == "634,775 (73.14 %)"


def test_a_redrawn_unit_says_why_it_has_no_figure(facts: Facts) -> None:
    """Xiaoshan was redrawn after the census: the panel gives the reason."""
    told = profile("330109", facts)
    assert "Redrawn after the census" in told.no_residents
    assert "Redrawn after the census" in profile_markup(told)


def test_every_number_of_an_event_has_its_source(facts: Facts) -> None:
    """Each claim in a panel names publisher and title, and links only web addresses."""
    for code in ("630000", "630200", "540000", "650000", "650100"):
        for card in profile(code, facts, EVERYTHING).here:
            assert card.claims, card.event.event_id
            for claim in card.claims:
                assert claim.source.publisher
                assert claim.source.title


def test_silence_is_not_zero(facts: Facts) -> None:
    """A region without an event says that this does not mean that nothing happened."""
    told = profile("632500", facts)
    assert not told.here
    assert any("does not mean that nothing happened" in each for each in told.unknown)
    assert " 0 " not in " ".join(told.unknown)


def test_what_filters_hide_is_not_called_undocumented(facts: Facts) -> None:
    """Henan has events of other programmes, hidden at first; a kind of record hides the rest."""
    for code, view in (
        ("410000", view_with()),
        ("630200", view_with(kind=(Kind.HEALTH_CHECK,))),
        ("630200", view_with(during=(PartialDate.parse("2001-01"), PartialDate.parse("2001-02")))),
    ):
        told = region_profile(code, view, facts)
        assert told.here_count == 0
        assert told.silence.endswith("others are hidden.")
        assert any(each.startswith(told.silence) for each in told.unknown)
        level = facts.regions.level(code)
        note = events_layer(facts, view.choose(level=level)).frame.loc[code, "note"]
        assert note == told.silence
    assert region_profile("632723", view_with(), facts).silence == "No event is documented here."


def test_no_statement_about_sources_outlives_a_filter(facts: Facts) -> None:
    """Qinghai's range is published, whatever a filter hides; the country has it as a part."""
    view = view_with(kind=(Kind.PROCUREMENT,))
    told = [*region_profile("630000", view, facts).unknown]
    told += [line.sentence for line in estimate_lines("630000", view, facts)]
    told += [line.sentence for line in estimate_lines("CN", view_with(), facts)]
    told += list(build_published_ranges(facts, view.choose(level=PROVINCE)).frame["note"])
    about = [each for each in told if "number" in each or "count" in each or "range" in each]
    assert len(about) > 3
    for each in about:
        assert "that the filters show" in each or "census" in each.lower()
    assert "provinces are not added up" in " ".join(told)


def test_two_ranges_for_one_region_are_never_merged(tmp_path: Path) -> None:
    """Two modalities with ranges of their own leave the layer without a number, both told.

    Neither is “no record”, and two ranges of one event are no two events.
    """
    events = [event_row("E-1"), event_row("E-2", modality="dna")]
    claims = [
        claim_row(
            f"C-{number}",
            event_id=f"E-{number}",
            field="quantity",
            low="10",
            high="20",
            unit=unit,
            quantity_kind="estimate_range",
        )
        for number, unit in ((1, "iris_scans"), (2, "dna_samples"))
    ]
    claims.append({**claims[0], "claim_id": "C-3", "unit": "people"})
    facts = load_facts(write_dataset(tmp_path, events, [source_row()], claims))
    row = build_published_ranges(facts, view_with()).frame.loc["630200"]
    assert row[["low", "value", "high"]].isna().all()
    assert (row["status"], row["n_events"]) == (CellStatus.NOT_COMPARABLE, 2)
    for words in ("iris scans", "DNA samples", "people"):
        assert words in row["note"]


def test_disagreements_stand_on_their_event(facts: Facts) -> None:
    """Each version, who tells it and what is shown stand on the event's card and in its HTML."""
    profile = region_profile("630202", view_with(), facts)
    [card] = [card for card in profile.here if card.event.event_id == "QH-IRIS-011"]
    [dispute] = card.disputes
    assert [teller for _, teller in dispute.versions] == [
        "Bitter Winter",
        "Bitter Winter, reprinted by tasrhr.org",
        "GSTF",
    ]
    html = str(profile_markup(profile))
    assert f"Sources differ: <bdi>{dispute.topic}</bdi>" in html
    assert dispute.treatment in html


def test_the_country_counts_the_events_of_all_its_parts(facts: Facts) -> None:
    """“Here and in its parts” holds for the widest region as for any other."""
    profile = region_profile("CN", view_with(), facts)
    shown = tuple(shown_events(view_with(), facts))
    assert profile.here_count == len(shown)
    (sheet,) = (
        each for each in related_regions("630000", view_with(), facts).wholes if each.code == "CN"
    )
    assert sheet.events == len(shown)
    assert related_regions("CN", view_with(), facts).roots
