from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.atlas import Atlas
from geodata.dataset import read_dataset
from geodata.errors import ViewError
from geodata.facts import Facts, load_facts
from geodata.model import (
    CellStatus,
    Confidence,
    Language,
    Level,
    PartialDate,
    Scope,
    Status,
)
from geodata.place import place
from layers.address import check_view, parse_link, parse_view
from layers.address.checks import with_likely_months
from layers.canonical import canonical
from layers.catalogue import catalogue
from layers.events import count_by_region, likely_months, shown_events
from layers.interval import interval_of, month_of
from layers.picture.event_index import build_event_index, listed_events
from layers.picture.resolve import resolve, shown_and_listed
from layers.spec import table_of
from layers.tables import EvidenceKind, LayerTable
from layers.view import Lines, View
from layers.view.parameters import read_parameters
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.levels import COUNTY, PREFECTURE, PROVINCE
from tests.terms import MODALITIES, Kind, Modality
from tests.views import LAYER_IDS, view_with

BY_COUNTY = view_with(level=COUNTY)
AREAS = ("630000", "630200", "540000", "650000", "650100", "CN", "110000", "460000")


def build(layer_id: str, facts: Facts, view: View = BY_COUNTY) -> pd.DataFrame:
    return table_of(catalogue(facts)[layer_id], facts, view).frame


def test_hidden_at_first(facts: Facts) -> None:
    """Leads, context and low confidence are hidden until asked for; drafts always."""
    opening = shown_events(view_with(), facts)
    assert {event.scope for event in opening} == {Scope.CORE}
    assert all(facts.dataset.confidence(e.event_id) is not Confidence.LOW for e in opening)
    everything = view_with(scope=tuple(Scope), low_confidence=True)
    assert shown_events(everything, facts) == facts.dataset.events


def test_drafts_and_withdrawn_events_are_never_shown(tmp_path: Path) -> None:
    """Whatever a view asks for, only published events are in a picture."""
    events = [
        event_row("DRAFT", status="draft"),
        event_row("GONE", status="withdrawn", status_reason="wrong place"),
        event_row("KEPT"),
    ]
    claims = [claim_row(each["event_id"], event_id=each["event_id"]) for each in events]
    facts = load_facts(write_dataset(tmp_path, events, [source_row()], claims))
    shown = shown_events(view_with(scope=tuple(Scope), low_confidence=True), facts)
    assert [(event.event_id, event.status) for event in shown] == [("KEPT", Status.PUBLISHED)]


def test_no_event_is_no_record_and_never_zero(facts: Facts) -> None:
    """A region without a documented event has no value at all."""
    frame = build("documented_events", facts)
    silent = frame[frame["n_events"] == 0]
    assert len(silent) > 2800
    assert set(silent["status"]) == {CellStatus.NO_RECORD}
    assert silent["value"].isna().all()
    assert (frame["value"].dropna() >= 1).all()


def test_events_count_where_their_source_places_them(facts: Facts) -> None:
    """A prefecture-wide event is not counted in counties; a county's counts in its prefecture."""
    shown = shown_events(view_with(), facts)
    counties = count_by_region(shown, facts, COUNTY)
    prefectures = count_by_region(shown, facts, PREFECTURE)
    assert {e.event_id for e in counties["630202"]} == {"QH-IRIS-011"}
    assert {e.event_id for e in prefectures["630200"]} == {
        "QH-IRIS-010",
        "QH-IRIS-011",
        "QH-IRIS-012",
        "QH-IRIS-020",
    }
    assert "QH-IRIS-000" in {e.event_id for e in count_by_region(shown, facts, PROVINCE)["630000"]}


def test_published_range_stands_at_its_own_level_only(facts: Facts) -> None:
    """Qinghai has a range; none of its prefectures and counties has one."""
    provinces = build("published_range", facts, view_with(level=PROVINCE))
    assert tuple(provinces.loc["630000", ["low", "high"]]) == (1_248_075, 1_452_035)
    assert provinces["value"].isna().all()
    for level in (PREFECTURE, COUNTY):
        frame = build("published_range", facts, view_with(level=level))
        parts = frame.loc[[code for code in frame.index if code.startswith("63")]]
        assert set(parts["status"]) == {CellStatus.NO_RECORD}
        assert parts[["low", "value", "high"]].isna().all(axis=None)


def test_a_retelling_is_no_second_range(facts: Facts) -> None:
    """The newspaper's 1.2 to 1.4 million people do not stand beside what they retell."""
    frame = build("published_range", facts, view_with(level=PROVINCE, low_confidence=True))
    assert frame.loc["630000", "n_events"] == 1


def test_census_shares(facts: Facts) -> None:
    """Qinghai's prefectures carry the printed shares, with what rounding leaves open."""
    frame = build("non_han_share", facts, view_with(level=PREFECTURE))
    haidong = frame.loc["630200"]
    assert haidong["value"] == pytest.approx(100 * 640_081 / 1_358_471, abs=0.01)
    assert haidong["low"] <= haidong["value"] <= haidong["high"]


@pytest.mark.parametrize("layer_id", LAYER_IDS)
@pytest.mark.parametrize("level", [PROVINCE, PREFECTURE, COUNTY])
def test_every_region_has_a_value_or_a_reason(facts: Facts, layer_id: str, level: Level) -> None:
    """Each layer answers for every region of a level, in order, with a note where it is silent."""
    frame = build(layer_id, facts, view_with(level=level))
    assert tuple(frame.index) == facts.regions.codes(level)
    silent = frame[frame["value"].isna() & frame["low"].isna()]
    assert (silent["note"].str.len() > 0).all()


@settings(max_examples=40)
@given(
    layer=st.sampled_from(LAYER_IDS),
    level=st.sampled_from([PROVINCE, PREFECTURE, COUNTY]),
    area=st.sampled_from(AREAS),
    modality=st.sets(st.sampled_from(MODALITIES), max_size=2),
    low=st.booleans(),
    language=st.sampled_from(Language),
)
def test_any_view_gives_a_whole_picture(
    atlas: Atlas,
    layer: str,
    level: Level,
    area: str,
    modality: set[Modality],
    low: bool,
    language: Language,
) -> None:
    """Every view of the catalogue resolves, equally twice, and its parts fit together."""
    view = view_with(
        layer=layer,
        level=level,
        area=area,
        modality=tuple(m for m in MODALITIES if m in modality),
        low_confidence=low,
        language=language,
    )
    if not atlas.facts.regions.codes(level, area):
        with pytest.raises(ViewError):
            resolve(view, atlas.facts, atlas.assets.id_of)
        return
    spec = resolve(view, atlas.facts, atlas.assets.id_of)
    assert spec.hash == resolve(view, atlas.facts, atlas.assets.id_of).hash
    regions, symbology, events = spec.regions.data, spec.symbology.data, spec.events.data
    units = len(regions["regions"])
    values, event_index = spec.values.data, spec.event_index.data
    assert len(symbology["class_of"]) == len(values["of"]) == units
    assert max(values["of"]) + 1 == len(values["texts"]) == len(set(map(tuple, values["texts"])))
    assert sum(each["count"] for each in symbology["classes"]) == units
    assert [unit["code"] for unit in regions["regions"]] == list(
        atlas.facts.regions.codes(level, area)
    )
    listed = len(event_index["place"])
    assert {len(event_index[column]) for column in event_index["each"]} == {listed}
    assert len(spec.details.data["events"]) == listed
    assert len(events["shown"]) == -(-listed // 4)
    shown = {event.event_id for event in shown_and_listed(view.events, view.map.area, atlas.facts)}
    held = spec.payload["details"]["data"]["events"]
    assert {event["id"] for event in held} == shown
    hidden = {
        event.event_id
        for event in atlas.facts.dataset.events
        if event not in shown_events(view, atlas.facts)
    }
    text = canonical(spec.payload)
    assert not [event_id for event_id in hidden if f'"{event_id}"' in text]


def test_the_legend_counts_what_is_drawn(atlas: Atlas) -> None:
    """Urumqi's legend counts its own iris event, not those of Xinjiang or the country."""
    payload = atlas.picture(view_with(area="650100", level=COUNTY)).payload
    event_index = payload["event_index"]["data"]
    marked = [
        event_index["inks"][ink]["id"]
        for place, inks in zip(event_index["place"], event_index["ink"], strict=True)
        if event_index["places"][place]["marked"]
        for ink in inks
    ]
    assert marked == ["iris"]
    assert not all(place["marked"] for place in event_index["places"])


def test_only_a_named_site_is_a_point(tmp_path: Path) -> None:
    """Coordinates of anything wider stay off the map: its unit is drawn."""
    place = {"region": "630202", "latitude": "36.48", "longitude": "102.4"}
    write_dataset(
        tmp_path,
        events=[
            event_row("E-1", precision="county", level_reported="county", **place),
            event_row("E-2", precision="township", level_reported="township", **place),
            event_row("E-3", precision="site", level_reported="site", **place),
        ],
        sources=[source_row()],
        claims=[claim_row(f"C-{n}", event_id=f"E-{n}") for n in (1, 2, 3)],
    )
    facts = load_facts(tmp_path)
    event_index = build_event_index("630000", Language.EN, Lines.MODALITY, facts).data
    points = [event_index["places"][place]["at"] for place in event_index["place"]]
    assert points == [None, None, [102.4, 36.48]]


@pytest.mark.parametrize("lines", Lines)
def test_lines_tell_apart_what_was_asked(atlas: Atlas, lines: Lines) -> None:
    """Every event has a line, its own sorts and no other, whatever the lines tell apart."""
    spec = atlas.picture(view_with(area="CN", lines=lines))
    event_index, data = spec.event_index.data, atlas.facts.dataset
    names = [ink["id"] for ink in event_index["inks"]]
    assert len(names) == len(set(names))
    for event, inks in zip(listed_events("CN", atlas.facts), event_index["ink"], strict=True):
        told = {
            Lines.MODALITY: {each.value for each in event.modality},
            Lines.KIND: {event.kind.value},
            Lines.VENDOR: set(data.vendors_of(event.event_id)) or {""},
        }[lines]
        assert {names[ink] for ink in inks} == told


@pytest.mark.parametrize(
    "view",
    [
        view_with(area="CN", kind=(Kind.PROCUREMENT,)),
        view_with(area="CN", vendor=("Super Red",)),
        view_with(area="CN", vendor=("Super Red", "Thermo Fisher"), kind=(Kind.PROCUREMENT,)),
    ],
)
def test_filters_keep_what_they_name(facts: Facts, view: View) -> None:
    """Kinds and vendors choose events; several values of one filter widen it."""
    found = shown_events(view, facts)
    everything = shown_events(view_with(area="CN"), facts)
    assert found
    assert len(found) < len(everything)
    for event in everything:
        named = set(facts.dataset.vendors_of(event.event_id))
        fits = (not view.events.kind or event.kind in view.events.kind) and (
            not view.events.vendor or bool(named & set(view.events.vendor))
        )
        assert (event in found) == fits


def test_only_what_changes_is_sent(atlas: Atlas) -> None:
    """A change of layer leaves regions and events; a change of filter leaves regions."""
    opening, density = (
        atlas.picture(view_with(layer=each)) for each in list(catalogue(atlas.facts))[:2]
    )
    for name in ("regions", "event_index", "details", "events"):
        assert opening.parts[name].id == density.parts[name].id
    assert opening.symbology.id != density.symbology.id
    filtered = atlas.picture(view_with().choose(modality=(Modality.DNA,)))
    for name in ("regions", "symbology", "values", "event_index", "details"):
        assert filtered.parts[name].id == opening.parts[name].id
    assert filtered.events.id != opening.events.id
    assert len(str(filtered.message(inside=()))) < 10_000


def months(begin: str, end: str) -> tuple[PartialDate, PartialDate]:
    return PartialDate.parse(begin), PartialDate.parse(end)


@given(st.integers(24180, 24280), st.integers(0, 60), st.sampled_from([(), (Modality.DNA,)]))
@settings(max_examples=40)
def test_a_window_of_time_keeps_what_may_meet_it(
    facts: Facts, first: int, length: int, modality: tuple[Modality, ...]
) -> None:
    """An event is in a window exactly if its span meets it; one without a date never is."""
    view = view_with(area="CN", modality=modality, scope=tuple(Scope), low_confidence=True)
    window = view.choose(during=(month_of(first), month_of(first + length)))
    shown = {event.event_id for event in shown_events(window, facts)}
    for event in shown_events(view, facts):
        span = interval_of(event)
        meets = span is not None and any(
            (span.earliest is None or span.earliest <= month)
            and (span.latest is None or month <= span.latest)
            for month in range(first, first + length + 1)
        )
        assert (event.event_id in shown) == meets


def test_a_window_keeps_the_strip_of_time_and_stays_out_of_files(atlas: Atlas) -> None:
    """A mounted map also learns of what the window hides, for its bars; a file never does."""
    whole = atlas.picture(view_with())
    cut = atlas.picture(view_with(during=months("2019-01", "2019-02")))
    assert cut.events.data["timeline"] == whole.events.data["shown"]
    assert cut.events.data["shown"] != whole.events.data["shown"]
    assert "timeline" not in whole.events.data
    payload = cut.payload
    assert "timeline" not in payload["events"]["data"]
    titles = {each["title"] for each in payload["details"]["data"]["events"]}
    assert titles < {each["title"] for each in whole.payload["details"]["data"]["events"]}


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("modality=dna", "DNA"),
        ("kind=procurement&vendor=Super Red", "purchase or tender; vendor named: Super Red"),
        ("during=2018-01.2019-06", "possibly under way in January 2018–June 2019"),
        ("low=1", "also of low confidence"),
        ("scope=", "none"),
    ],
)
def test_a_picture_names_the_filters_of_its_events(atlas: Atlas, link: str, told: str) -> None:
    """Without it a few outlines read as all that is documented."""
    header = atlas.picture(parse_link(link, atlas.facts).strict()).header.data
    assert header["subtitle"].endswith(f" Events shown: {told}.")
    assert f" (shown: {told})" in header["attribution"][0]
    usual = atlas.picture(view_with()).header.data
    assert "(shown" not in usual["subtitle"] + usual["attribution"][0]


@pytest.mark.parametrize("level", [PROVINCE, PREFECTURE, COUNTY])
def test_only_what_is_checked_and_of_the_subject_is_called_documented(
    atlas: Atlas, level: Level
) -> None:
    """A lead is not documented yet, and context may be a charity or the decision of a vendor."""
    view = view_with(area="CN", level=level)
    assert "documented events" in atlas.picture(view).header.data["subtitle"]
    for scope in ((Scope.LEAD,), (Scope.CORE, Scope.CONTEXT)):
        said = atlas.picture(view.choose(scope=scope)).header.data["subtitle"]
        assert "documented events" not in said
        assert Scope(scope[-1]).label in said


def test_the_sentence_says_that_it_holds_for_all_dates(atlas: Atlas) -> None:
    """Those who hear the map at a month are not told its numbers as those of the month."""
    view = view_with(layer="documented_events")
    assert "all dates" not in atlas.picture(view).header.data["sentence"]
    said = atlas.picture(view.choose(time=PartialDate.parse("2019-06"))).header.data["sentence"]
    assert said.endswith("numbers of all dates together; the map shows June 2019.")


def test_highlights_are_part_of_the_picture_and_an_open_event_is_not(atlas: Atlas) -> None:
    """Outlined regions are drawn, also in files; which event is open changes no picture."""
    lit = atlas.picture(view_with(highlight=("630200", "632700")))
    assert lit.payload["header"]["highlight"] == [
        {"code": "630200", "level": "prefecture"},
        {"code": "632700", "level": "prefecture"},
    ]
    assert lit.hash != atlas.picture(view_with()).hash
    assert atlas.picture(view_with(event="QH-IRIS-011")).hash == atlas.picture(view_with()).hash


@pytest.mark.parametrize(
    ("view", "where"),
    [
        (view_with(event="QH-IRIS-999"), "event"),
        (view_with(highlight=("630200", "1")), "highlight"),
        (view_with(layer="nothing"), "layer"),
        (view_with(area="999999"), "area"),
        (view_with(region="1"), "region"),
        (view_with(vendor=("Nobody",)), "vendor"),
        (view_with(area="630202", level=PREFECTURE), "level"),
    ],
)
def test_impossible_views_are_refused(atlas: Atlas, view: View, where: str) -> None:
    """A view that the facts cannot answer is refused with the choice that is wrong."""
    with pytest.raises(ViewError) as refusal:
        atlas.picture(view)
    assert refusal.value.where == where


def row(**change: object) -> pd.DataFrame:
    cells = {
        "value": 1.0,
        "low": 1.0,
        "high": 1.0,
        "status": CellStatus.REPORTED,
        "n_events": 1,
        "n_roots": 1,
        "source": "",
        "note": "",
    } | change
    return pd.DataFrame([cells], index=["630000"])


@pytest.mark.parametrize(
    "frame",
    [
        row(status=CellStatus.NO_RECORD),
        row(value=float("nan"), low=float("nan"), high=float("nan")),
        row(low=2.0),
        row(high=0.5),
        pd.concat([row(), row()]),
        row().rename(columns={"note": "remark"}),
    ],
)
def test_a_table_keeps_its_promises(frame: pd.DataFrame) -> None:
    """A table with a number for a silent region, or in the wrong order, cannot be made."""
    with pytest.raises(ValueError, match="x:"):
        LayerTable("x", PROVINCE, EvidenceKind.DOCUMENTED, "events", frame)


@pytest.mark.parametrize(
    ("link", "table"),
    [
        ("layer=collected_bounds", "Tabulation on the 2020 China Population Census"),
        ("layer=documentation_by_non_han", "Qinghai Statistical Yearbook 2022"),
        ("layer=even_spread", "Tabulation on the 2020 China Population Census"),
        ("layer=even_spread&weight=non_han", "Qinghai Statistical Yearbook 2022"),
    ],
)
def test_what_rests_on_events_and_a_census_credits_both(
    atlas: Atlas, link: str, table: str
) -> None:
    """No statistical office says how much was collected."""
    view = parse_link(link, atlas.facts).strict()
    picture = atlas.picture(view)
    source = picture.symbology.data["layer"]["source"]
    assert source.startswith("Police biometric collection in China, version ")
    assert table in source
    plain = atlas.picture(view_with()).symbology.data["layer"]["source"]
    assert not plain.startswith("Police")


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        ({"time": "2999-12"}, ["time"]),
        ({"time": "0019-03"}, ["time"]),
        ({"during": "0019-03.2020-06"}, ["during"]),
        ({"during": "0019-03.2999-12"}, ["during", "during"]),
        ({"time": "2020-06", "during": "2019-01.2021-12"}, []),
    ],
)
def test_a_month_that_nobody_means_is_the_nearest(
    facts: Facts, choices: dict[str, str], names: list[str]
) -> None:
    """It is refused where a picture is made, and exchanged with a notice where a link is read."""
    chosen, unread = read_parameters(choices)
    assert not unread
    asked, view = view_with(**chosen), parse_view(choices, facts).view
    problems = parse_view(choices, facts).moved
    assert [problem.where for problem in problems] == names
    assert (view == asked) is not bool(names)
    check_view(view, facts)
    if names:
        with pytest.raises(ViewError) as refused:
            check_view(asked, facts)
        assert refused.value.where == names[0]
    first, last = likely_months(facts) or (None, None)
    if "time" in names:
        assert view.map.time == (last if choices["time"].startswith("2") else first)


def test_the_nearest_month_is_never_an_unlikely_one(facts: Facts, tmp_path: Path) -> None:
    """Of dates that nobody meant none is proposed; without a date there is no month."""
    for dates, expected in (({"start": "2019-03", "end": "9999-12"}, "2019-03"), ({}, "")):
        event = event_row(**({"start": "", "date_precision": "unknown"} | dates))
        event["date_precision"] = "month" if dates else "unknown"
        folder = write_dataset(tmp_path / (expected or "none"), [event])
        data = read_dataset(folder)
        assert data.events
        odd = replace(facts, dataset=data, placements=place(data.events, facts.regions))
        view, [problem] = with_likely_months(view_with(time=PartialDate(2999, 12)), odd)
        assert problem.where == "time"
        assert str(view.map.time or "") == expected
