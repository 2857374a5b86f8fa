"""Every number of every page is one of the view model, and its source is one click away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from dashboard.atlas import Atlas
from dashboard.compare import compare_page
from dashboard.data.model import data_page
from dashboard.evidence.model import (
    Asked,
    differences,
    source_card,
    source_rows,
    unlisted_events,
)
from dashboard.map.model import event_rows, map_tables
from dashboard.region.model import Profile, profile_of_view
from dashboard.region.panel import barred_codes
from dashboard.region.related import name_lines, related_regions
from dashboard.shared.citation import base_cites, claim_cites
from dashboard.shared.estimates import estimate_lines, group_lines, measured, share_lines
from geodata.facts import Facts
from geodata.model import Scope
from layers.address import parse_link
from layers.estimate.bounds import HYPOTHETICAL, what_if
from layers.estimate.methods import METHODS
from layers.estimate.range_bars import capped, range_bars
from layers.estimate.refutations import published_total, refutations
from layers.estimate.reports import ReportedCount
from layers.estimate.scenario_cases import scenario_cases
from layers.estimate.sensitivity import swings
from layers.estimate.words import scenario_words
from layers.events import shown_counted
from layers.interval import month_number
from layers.tables import EvidenceKind
from layers.view import MOST_COMPARED, View
from layers.wording import bounds_words
from tests.browser.walk import Seen, spoken, walk
from tests.conftest import Server, Visit, open_tables
from tests.views import read_view, view_with

Held = Callable[[str], set[str]]
"""``held(key) -> numbers`` that the view model holds for one unit."""

PANEL = {
    "tr[data-row]": "data-row",
    "tr[data-event-row]": "data-event-row",
    "details.event": "data-event",
    ".estimate": "",
    ".names-of tr": "",
    ".region tr": "",
    ".region section li": "",
    ".region section": "",
    ".region header li": "",
    ".region header": "",
    "details.fold": "",
    ".region caption": "",
    "figure.locator": "",
}


def whole(page: Page, address: str) -> Page:
    """Open a page and wait until all of it is there."""
    page.goto(address)
    page.wait_for_selector("[data-ready], .st-key-pages, .methods", timeout=60_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(500)
    return page


def judge(
    seen: list[Seen],
    held: Mapping[str, Held],
    unsourced: Mapping[str, str] = {},
) -> None:
    """Assert that every number is held by the view model of its unit and reaches a source.

    Parameters
    ----------
    seen : list of Seen
        What the page shows.
    held : mapping of str to Held
        What the view model holds, by kind of unit.
    unsourced : mapping of str to str
        Kinds of unit that need no way to a source, each with the reason.
    """
    assert seen
    for each in seen:
        assert each.at in held, f"no view model is named for {each.said!r} in {each.at}"
        missing = spoken(each.said) - held[each.at](each.key)
        assert not missing, f"{missing} of {each.said!r} ({each.at} {each.key}) is not told"
        nothing = each.said.endswith("(0)")
        assert each.reaches or nothing or each.at in unsourced, (
            f"{each.said!r} in {each.at} has no source"
        )


def bar_numbers(code: str, view: View, facts: Facts) -> set[str]:
    """Return what range bars, scenarios, refutations and the order of assumptions hold."""
    own = measured(code, view, facts)
    assume = capped(own.assume)
    level = facts.regions.level(code)
    inside = published_total(assume, own.events, code, facts)
    told: list[object] = [refutations(assume, own.events, code, facts), assume.cap_words()]
    if level.rank and inside is not None and inside.region != code:
        for case in scenario_cases(assume, own.events, code, level, facts):
            words = [scenario_words(case.method, *case.ranges[code])] if case.ranges else []
            told.append((case.title, case.assumption, case.refuted, case.holds, words))
        told += [
            (each.title, bounds_words(each.low, each.high))
            for each in swings(code, assume, own.events, facts)
        ]
    bars = range_bars(own, barred_codes(code, facts), facts)
    data = facts.dataset
    named = {name for row in bars.rows for name in row.claims}
    rests = claim_cites((name, data.source[data.claim[name].source_id]) for name in sorted(named))
    rows = [(row.words, row.note) for row in bars.rows]
    told += [rests, base_cites((row.base for row in bars.rows), facts)]
    return spoken(told, bars.assumption, bars.total, bars.order, rows)


def profile_numbers(view: View, facts: Facts) -> dict[str, Held]:
    """Return what the panel of a region holds, unit by unit."""
    code = view.map.region or view.map.area
    profile: Profile = profile_of_view(view, facts)
    events = {card.event.event_id: spoken(card) for card in (*profile.here, *profile.wider)}
    lines = spoken(list(estimate_lines(code, view, facts)))
    bars = bar_numbers(code, view, facts)
    shares = spoken(list(share_lines(code, view, facts)))
    near = related_regions(code, view, facts)
    figures = spoken(profile.published, profile.population, profile.groups, profile.no_residents)
    counts = spoken(profile.here_count, profile.wider_count, len(near.roots), len(near.parts))
    names = spoken(list(name_lines(code, facts)), profile.names)
    boundaries = facts.regions.boundaries
    return {
        "details.event": events.__getitem__,
        ".estimate": lambda _: lines,
        ".names-of tr": lambda _: names,
        ".region tr": lambda _: figures | shares | bars | spoken(near.parts),
        ".region section li": lambda _: (
            spoken(list(group_lines(code, view, facts)), near.roots, near.building) | bars
        ),
        ".region section": lambda _: (
            counts | shares | bars | spoken(profile.unknown, profile.no_residents)
        ),
        ".region header": lambda _: spoken(profile.code, profile.title),
        ".region header li": lambda _: names,
        "details.fold": lambda _: counts | spoken(len(list(name_lines(code, facts)))),
        "figure.locator": lambda _: spoken(boundaries.provider, boundaries.vintage),
    }


BY_ITSELF = {
    ".region header": "the code of the region",
    ".names-of tr": "the source of a spelling stands in its row, in words where it has no address",
    "figure.locator": "the source of the outlines, which stands there in words",
}

MAPS: list[dict[str, str]] = [
    {"region": "630200"},
    {"layer": "collected_bounds", "region": "630000"},
    {"layer": "even_spread", "region": "630200"},
    {"area": "540000", "level": "county", "layer": "documented_events"},
    {"area": "650100", "level": "county", "measure": "iris_people", "region": "650100"},
]


@pytest.mark.parametrize("params", MAPS)
def test_the_map_its_panel_and_its_tables(
    visit: Visit, server: Server, atlas: Atlas, params: dict[str, str]
) -> None:
    """Legend, chips, strip, panel and both tables."""
    page = whole(visit.page, f"{server.url}/?{urlencode(params)}")
    open_tables(page)
    expect(page.locator("tr[data-row]").first).to_be_visible()
    view, problems = read_view(params, atlas.facts)
    assert not problems
    facts = atlas.facts
    picture = atlas.picture(view)
    table = map_tables(picture, view, facts)
    rows = {row.code: spoken(row) for row in table.rows}
    events = {row.event_id: spoken(row) for row in event_rows(view, facts)}
    drawn = spoken(picture.payload, picture.hash[:12], len(events), YEARS)
    drawn |= spoken([len(each) for each in shown_counted(view, facts, view.map.level).values()])
    held = {
        **profile_numbers(view, facts),
        "tr[data-row]": rows.__getitem__,
        "tr[data-event-row]": events.__getitem__,
        ".region caption": lambda _: spoken(table.title, table.unit),
        ".atlas": lambda _: drawn,
    }
    seen = walk(page, {**PANEL, ".atlas-scale": "", ".atlas": ""})
    assert {"tr[data-row]", "details.event", ".atlas"} <= {each.at for each in seen}
    judge(
        [each for each in seen if each.at != ".atlas-scale"],
        held,
        {
            **BY_ITSELF,
            ".atlas": "the picture names its sources in words, as it does on paper",
            ".region caption": "the unit; every row below it has its source",
        },
    )
    for legend in page.locator(".atlas-legend").all():
        assert "Source: " in legend.inner_text() or params.get("layer") == "documented_events"
    assert "Sources: " in page.locator(".atlas-sources").inner_text()
    assert visit.errors == []


YEARS = [str(year) for year in range(1990, 2031)]
"""The ticks of the strip of time."""


@pytest.mark.parametrize(
    "params",
    [
        {"region": "630000"},
        {"region": "630200"},
        {"area": "630000", "level": "county", "region": "632621"},
        {"area": "650000", "region": "650100", "measure": "iris_people", "per_person": "1"},
        {"area": "630000", "level": "county", "region": "632722"},
        {"area": "CN"},
    ],
)
def test_the_page_of_a_region(
    visit: Visit, server: Server, facts: Facts, params: dict[str, str]
) -> None:
    """Profile, parts, roots, names and the small map."""
    page = whole(visit.page, f"{server.url}/region?{urlencode(params)}")
    view, _ = read_view(params, facts)
    judge(walk(page, PANEL), profile_numbers(view, facts), BY_ITSELF)


@pytest.mark.parametrize(
    "query",
    [
        "compare=650100~630200~630000&measure=iris_scans&level=county",
        "compare=630000~540000~650000&per_person=1",
        "compare=CN~630202&layer=documented_events",
        "compare=630100~630200~632200~632300~632500~632600~632700~632800&level=county",
    ],
)
def test_the_comparison(visit: Visit, server: Server, facts: Facts, query: str) -> None:
    """Every section, each scale, and the table that holds all numbers once more."""
    page = whole(visit.page, f"{server.url}/compare?{query}")
    view = parse_link(f"?{query}", facts).strict()
    told = spoken(compare_page(view, facts), view.assume.base_year, LEAD, MOST_COMPARED)
    units = {
        "tr": "",
        ".line": "",
        ".tiles > li": "",
        ".axis": "",
        ".legend": "",
        "section": "",
        "[data-testid=stMarkdown]": "",
    }
    judge(
        walk(page, units),
        {unit: lambda _: told for unit in units},
        {
            ".axis": "the scale of the numbers beside it",
            ".legend": "the classes of a map whose source stands below it",
            "tr": "rows of a section that its heading leads to",
            "[data-testid=stMarkdown]": "how many regions the page can hold",
        },
    )
    folded = page.locator(".twin tbody tr")
    assert folded.count() > 10
    assert folded.locator("a[href^='#compare-']").count() == page.locator("tr.heading").count()


LEAD = ["100", "2000", "2010", "2020"]
"""Numbers of the sentences above a section: a rate's hundred, and the censuses."""


def evidence_numbers(facts: Facts) -> dict[str, Held]:
    """Return what the page of evidence holds, unit by unit."""
    apart = {
        each.event.event_id: spoken(each, len(each.claims))
        for scope in (Scope.LEAD, Scope.CONTEXT)
        for each in unlisted_events(scope, view_with(), facts)
    }
    differ = {each.name: spoken(each) for each in differences(facts)}
    rows = source_rows(Asked(), facts)
    return {
        ".evidence tr": lambda _: spoken(rows),
        ".evidence": lambda _: spoken(len(rows)),
        ".difference": differ.__getitem__,
        ".differences": lambda _: spoken(len(differ)),
        "details.event": lambda key: apart.get(key, set()),
        "details.apart": lambda _: {
            str(len(unlisted_events(scope, view_with(), facts))) for scope in Scope
        },
    }


EVIDENCE = {
    ".evidence tr": "",
    ".evidence": "",
    ".difference": "data-difference",
    ".differences": "",
    "details.event": "data-event",
    ".source-card": "data-source",
    "details.apart": "",
}


def test_the_evidence(visit: Visit, server: Server, facts: Facts) -> None:
    """Sources, disagreements, leads and context."""
    page = whole(visit.page, f"{server.url}/evidence")
    seen = walk(page, EVIDENCE)
    judge(seen, evidence_numbers(facts))
    assert {".evidence tr", ".difference", "details.event"} <= {each.at for each in seen}


def test_each_sort_of_source(visit: Visit, server: Server, facts: Facts) -> None:
    """One with statements, one that repeats another, and one that nothing rests on."""
    rows = source_rows(Asked(), facts)
    bare = next(row.source.source_id for row in rows if not row.claims + row.context + row.leads)
    for name in ("CL-QINGHAI-2022", "THREAD-DW-2022", bare):
        page = whole(visit.page, f"{server.url}/evidence?source={name}")
        card = source_card(name, view_with(), facts)
        events = [*card.checked, *card.context, *card.leads]
        told = spoken(card, len(card.checked), len(card.context), len(card.leads))
        own = {each.event.event_id: spoken(each, len(each.claims)) for each in events}
        held = evidence_numbers(facts)
        apart = held["details.event"]
        held["details.event"] = lambda key, own=own, apart=apart: own.get(key, set()) | apart(key)
        held[".source-card"] = lambda _, told=told: told
        judge(walk(page, EVIDENCE), held)


def test_the_page_of_data(visit: Visit, server: Server, facts: Facts) -> None:
    """Counts of what the files hold, and the citation."""
    page = whole(visit.page, f"{server.url}/data?region=630200")
    view = view_with(region="630200")
    told = spoken(data_page(view, facts))
    units = {"[data-testid=stCode]": "", "[data-testid=stMarkdown]": "", ".region p": ""}
    judge(
        walk(page, units),
        {unit: lambda _: told for unit in units},
        {
            "[data-testid=stCode]": "it is the citation itself",
            "[data-testid=stMarkdown]": "the version of the data set itself",
        },
    )


def test_the_methods(visit: Visit, server: Server, facts: Facts) -> None:
    """Worked examples are those of the data; each method names its source."""
    page = whole(visit.page, f"{server.url}/limits")
    seen = walk(page, {".methods section": "", "[data-testid=stMarkdown]": ""})
    examples = spoken([each.example(facts) for each in METHODS], [each.parts for each in METHODS])
    shown = set().union(*(spoken(each.said) for each in seen if each.at == ".methods section"))
    assert examples <= shown
    for section in page.locator(".methods section:has(dl)").all():
        assert "Source" in section.locator("dt").all_inner_texts()
    for each in seen:
        if each.said.startswith("It gives no iris count"):
            assert each.reaches


def test_what_one_more_document_would_tell(visit: Visit, server: Server, facts: Facts) -> None:
    """Bounds before and after are those of the method, and name what they rest on."""
    page = whole(visit.page, f"{server.url}/?area=630200&level=county")
    page.get_by_text("Test a hypothetical report").click()
    table = page.locator(".hypothetical").first
    expect(table).to_be_visible(timeout=30_000)
    view = parse_link("?area=630200&level=county", facts).strict()
    report = ReportedCount(
        HYPOTHETICAL,
        "630200",
        Fraction(40_000),
        None,
        month_number(date(2019, 6, 30)),
        EvidenceKind.DOCUMENTED,
    )
    assume = measured("630200", view, facts).assume
    found = what_if(report, assume, view.events, facts)
    seen = [each for each in walk(page, {".hypothetical": "", "body": ""}) if each.at != "body"]
    shown = {number for each in seen for number in spoken(each.said)}
    bounds = [
        bounds_words(one.low, one.high) for each in found for one in (each.before, each.after)
    ]
    assert spoken(bounds) <= shown
    assert page.locator(".hypothetical a[href]").count()
