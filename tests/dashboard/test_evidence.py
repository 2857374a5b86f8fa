"""The pages of evidence, of one region and of limits: what they say is what the facts hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas, open_atlas
from dashboard.evidence.listing import apart_markup, differences_markup, source_card_markup
from dashboard.evidence.model import (
    Asked,
    asked_of,
    differences,
    source_card,
    source_rows,
    unlisted_events,
)
from dashboard.methods.prose import headings
from dashboard.region.related import related_regions
from dashboard.server.app import SCRIPT
from geodata.facts import Facts, load_facts
from geodata.model import ReadAs, Reliability, Scope, SourceKind
from tests.builders import (
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)
from tests.dashboard.pages import go_to
from tests.dashboard.stubs import without_browser
from tests.views import read_view, view_with


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the browser's parts of a page stand: they draw nothing here."""
    without_browser(monkeypatch)


@pytest.fixture
def other_data(tmp_path: Path, atlas: Atlas) -> Iterator[Path]:
    """A folder for a data set that this process shows for the length of a test."""
    yield tmp_path / "data"
    open_atlas()


def run(page: str, **params: str) -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.run()
    for name, value in params.items():
        app.query_params[name] = value
    go_to(app, page)
    assert not app.exception, [each.value for each in app.exception]
    assert not app.error, [each.value for each in app.error]
    return app


def text_of(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_every_claim_stands_under_its_source_and_nowhere_else(facts: Facts) -> None:
    """Each claim on a published event is told once, by the source that makes it."""
    told = {}
    for row in source_rows(Asked(), facts):
        card = source_card(row.source.source_id, view_with(), facts)
        for found in (*card.checked, *card.context, *card.leads):
            for claim in found.claims:
                assert claim.source == row.source
                key = (row.source.source_id, found.event.event_id)
                told[key] = told.get(key, 0) + 1
    expected: dict[tuple[str, str], int] = {}
    for claim in facts.dataset.claims:
        key = (claim.source_id, claim.event_id)
        expected[key] = expected.get(key, 0) + 1
    assert told == expected


def test_roots_and_lineage_are_those_of_the_data_set(facts: Facts) -> None:
    """What a source repeats, and what repeats it, follow from the data alone."""
    for row in source_rows(Asked(), facts):
        origin = facts.dataset.origin_of(row.source.source_id)
        card = source_card(row.source.source_id, view_with(), facts)
        assert row.roots == origin[-1:]
        assert (card.source, *card.repeats) == origin
        assert all(each.parent_source_id == card.source.source_id for each in card.repeated_by)
    thread = source_card("THREAD-DW-2022", view_with(), facts)
    assert [each.source_id for each in thread.repeats] == ["CL-QINGHAI-2022"]


def test_leads_and_context_are_in_no_count(facts: Facts) -> None:
    """Leads and context stand apart, and the number of statements leaves them out."""
    scope = {event.event_id: event.scope for event in facts.dataset.events}
    for each in (Scope.LEAD, Scope.CONTEXT):
        listed = {told.event.event_id for told in unlisted_events(each, view_with(), facts)}
        assert listed == {name for name, found in scope.items() if found is each}
    for row in source_rows(Asked(), facts):
        own = [each for each in facts.dataset.claims if each.source_id == row.source.source_id]
        found = Counter(scope[each.event_id] for each in own)
        assert (row.claims, row.context, row.leads) == (
            found[Scope.CORE],
            found[Scope.CONTEXT],
            found[Scope.LEAD],
        )


def test_all_disagreements_stand_with_all_their_versions(facts: Facts) -> None:
    """Every disagreement, every version in its own words."""
    found = differences(facts)
    assert len(found) == len(facts.dataset.discrepancies) > 0
    markup = differences_markup(found, view_with(), facts)
    assert sum(len(each.told.versions) for each in found) == len(facts.dataset.versions)
    for each in found:
        for said, _teller in each.told.versions:
            assert str(markup).count(str(type(markup)("{}").format(said))) >= 1


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (Asked(text="302"), "RFA"),
        (Asked(text="citizen qinghai"), "CL-QINGHAI-2022"),
        (Asked(text="虹膜"), "BITTERWINTER"),
    ],
)
def test_search_finds_statements_and_places(asked: Asked, wanted: str, facts: Facts) -> None:
    """Numbers, several words at once, and other scripts are found."""
    assert any(row.source.source_id.startswith(wanted) for row in source_rows(asked, facts))


def test_filters_leave_only_what_they_name(facts: Facts) -> None:
    """Kind, way of reading and grade narrow the list, alone and together."""
    every = source_rows(Asked(), facts)
    for kind in SourceKind:
        kept = source_rows(Asked(sort=kind), facts)
        assert {row.source for row in kept} == {
            row.source for row in every if row.source.kind is kind
        }
    both = source_rows(Asked(read=ReadAs.EXCERPT, grade=Reliability.A), facts)
    assert both
    assert all(
        row.source.read_as is ReadAs.EXCERPT and row.source.reliability is Reliability.A
        for row in both
    )


def test_an_address_is_understood_as_far_as_it_makes_sense(facts: Facts) -> None:
    """What makes no sense is named, and the rest holds."""
    given = {"source": "NOBODY", "sort": "gossip", "q": "iris", "grade": "A", "area": "650100"}
    asked, problems = asked_of(given, facts)
    assert asked == Asked(text="iris", grade=Reliability.A)
    assert {problem.where for problem in problems} == {"source", "sort"}
    view, others = read_view(given, facts)
    assert view.map.area == "650100"
    assert not others
    assert asked_of(asked.to_params(), facts)[0] == asked


def test_evidence_opens_and_names_what_is_wrong(atlas: Atlas) -> None:
    """A source is told in full; an unknown one opens the list with a message."""
    app = run("evidence", source="CL-QINGHAI-2022", region="630200")
    text = text_of(app)
    assert "It repeats no other source here: it is an original source." in text
    assert "none recorded" in text
    assert "25.6" in text
    assert not app.warning
    app = run("evidence", source="<script>", sort="gossip")
    [told] = app.warning
    assert "**Source:**" in told.value
    assert "**Kind:**" in told.value
    every = len(source_rows(Asked(), atlas.facts))
    assert f"{every} of {every} sources" in text_of(app)
    assert "Use fewer words" in text_of(run("evidence", q="zzzzzz"))


def test_a_search_is_kept_in_the_address(atlas: Atlas) -> None:
    """Search and filters write to the address beside the view, which stays."""
    app = run("evidence", region="630200")
    app.text_input(key="asked-text").set_value("iris").run()
    app.selectbox(key="asked-grade").set_value(Reliability.A).run()
    found = {name: app.query_params[name] for name in app.query_params}
    assert found == {"q": "iris", "grade": "A", "region": "630200"}


def test_the_order_of_sources_is_kept_in_the_address(atlas: Atlas) -> None:
    """Search and filters keep it; one that makes no sense is the usual."""
    app = run("evidence", region="630200", order_sources="-published")
    app.text_input(key="asked-text").set_value("iris").run()
    assert app.query_params["order_sources"] == "-published"
    assert 'data-head="order_sources-published" aria-sort="descending"' in text_of(app)
    app = run("evidence", order_sources="-galaxy")
    assert 'data-head="order_sources-statements" aria-sort="descending"' in text_of(app)
    assert not app.warning


@pytest.mark.parametrize(
    "params",
    [
        {"region": "630200"},
        {"region": "110101", "area": "110000", "level": "county"},
        {"area": "CN"},
        {"region": "540000", "area": "540000", "lang": "bo"},
        {"region": "999999"},
        {"layer": "even_spread", "region": "630200"},
    ],
)
def test_a_region_is_told_with_what_is_not_known(atlas: Atlas, params: dict[str, str]) -> None:
    """Every kind of region has a page that says what is not known."""
    text = text_of(run("region", **params))
    assert "Data gaps" in text
    assert "Show on the map" in text


def test_around_a_region_are_its_wholes_and_parts(facts: Facts) -> None:
    """Haidong lies in Qinghai and has six parts; the country has provinces."""
    near = related_regions("630200", view_with(), facts)
    assert [each.code for each in near.wholes] == ["CN", "630000"]
    assert len(near.parts) == 6
    assert {each.publisher for each in near.roots} == {"Bitter Winter"}
    assert {each.publisher for each in near.building} == {"Citizen Lab"}
    assert len(related_regions("CN", view_with(), facts).parts) == 31
    assert related_regions("630202", view_with(), facts).parts == ()


def test_the_limits_page_has_all_chapters(atlas: Atlas) -> None:
    """Claims, methods, safety, changes of the data, and what was withdrawn."""
    app = run("limits")
    told = "".join(each.value for each in app.markdown)
    for page in ("limits", "harm", "data-changes"):
        for heading in headings(page):
            assert heading in told
    assert "No event of this data set has been withdrawn." in text_of(app)


def test_the_changes_of_the_data_begin_with_its_version(facts: Facts) -> None:
    """Who updates the data says what changed."""
    changes = (SCRIPT.parent / "text/data-changes.md").read_text(encoding="utf-8")
    newest = changes.partition("**")[2].partition("**")[0]
    assert newest == facts.dataset.metadata.version


def test_a_source_tells_what_it_builds_on_and_what_builds_on_it(facts: Facts) -> None:
    """Both ends of the relation stand on the pages of the sources."""
    later = source_card("CL-QINGHAI-2022", view_with(), facts)
    earlier = source_card("BITTERWINTER-EYES-ZH", view_with(), facts)
    assert later.builds_on == (earlier.source,)
    assert later.source in earlier.built_on_by
    assert earlier.source.title in str(source_card_markup(later, view_with(), facts))
    assert later.source.title in str(source_card_markup(earlier, view_with(), facts))


def test_empty_and_hidden(other_data: Path) -> None:
    """Drafts stand nowhere, withdrawn events only with their reason; without rows pages open."""
    write_dataset(other_data)
    open_atlas(other_data)
    assert "No source holds all of these words" in text_of(run("evidence"))
    assert "Data gaps" in text_of(run("region"))
    write_dataset(
        other_data,
        events=[
            event_row("E-1"),
            event_row("E-2", status="draft", title="DRAFTED"),
            event_row("E-3", status="withdrawn", status_reason="GONEBECAUSE", title="GONETITLE"),
        ],
        sources=[source_row("S-1"), source_row("S-2", publisher="DRAFTPUBLISHER")],
        claims=[
            claim_row("C-1"),
            claim_row("C-2", event_id="E-2", source_id="S-2", value_as_printed="DRAFTCLAIM"),
            claim_row("C-3", event_id="E-3", value_as_printed="GONECLAIM"),
        ],
        discrepancies=[discrepancy_row(event_ids="E-2")],
        versions=[version_row("V-1"), version_row("V-2", said="DRAFTVERSION")],
    )
    open_atlas(other_data)
    shown = "".join(
        text_of(each)
        for each in (run("evidence"), run("evidence", source="S-1"), run("region", region="630200"))
    )
    assert "A publisher" in shown
    for word in ("DRAFT", "GONE"):
        assert word not in shown
    limits = text_of(run("limits"))
    assert "GONEBECAUSE" in limits
    assert "DRAFT" not in limits


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Markup in any word of a source or a claim is escaped."""
    bad = "<img src=x onerror=alert(1)>{{7*7}}"
    facts = load_facts(
        write_dataset(
            tmp_path / "data",
            events=[event_row(title=bad)],
            sources=[source_row(publisher=bad, title=bad, author=bad, note=bad)],
            claims=[claim_row(value_as_printed=bad, quote=bad, locator=bad, note=bad)],
            discrepancies=[discrepancy_row(topic=bad, treatment=bad)],
            versions=[version_row(said=bad), version_row("V-2", claim_id="C-1", said=bad)],
        )
    )
    markup = source_card_markup(source_card("S-1", view_with(), facts), view_with(), facts)
    markup += differences_markup(differences(facts), view_with(), facts)
    markup += apart_markup(
        bad, bad, unlisted_events(Scope.CORE, view_with(), facts), view_with(), facts
    )
    assert "<img" not in markup
    assert "{{7*7}}" in markup
