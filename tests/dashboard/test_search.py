"""The search: every word counts, what is hidden says why, and what is changed can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.shared.hidden_events import hiding, widened
from dashboard.shared.search import found_markup
from dashboard.shared.search_model import Found, search, view_of_event
from dashboard.shared.search_terms import Terms, event_index, words_of
from geodata.facts import Facts
from geodata.model import Confidence, Event, PartialDate, Scope, Status
from layers.address import params_of
from layers.events import EVERY_EVENT, chosen_events, region_of, shown_events
from layers.view import View
from tests.dashboard.stubs import without_browser
from tests.dashboard.test_app import panel, run
from tests.terms import Kind, Modality
from tests.views import view_with

EVERYTHING = replace(view_with(), events=EVERY_EVENT)
NARROW = view_with(
    modality=(Modality.FACE,),
    kind=(Kind.HEALTH_CHECK,),
    vendor=("Super Red",),
    scope=(Scope.LEAD,),
    during=(PartialDate(1999, 1), PartialDate(1999, 2)),
)


@pytest.fixture(autouse=True)
def component(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the browser's parts of a page stand: they draw nothing here."""
    without_browser(monkeypatch)


def published(facts: Facts) -> list[Event]:
    return [event for event in facts.dataset.events if event.status is Status.PUBLISHED]


def found(text: str, facts: Facts, view: View = EVERYTHING) -> list[Found]:
    return [each for group in search(text, view, facts) for each in group.found]


def events(text: str, facts: Facts, view: View = EVERYTHING) -> set[str]:
    return {each.view.map.event for each in found(text, facts, view)} - {""}


def within(event: Event, code: str, facts: Facts) -> bool:
    region = region_of(event, facts)
    return region == code or (region != "" and code in facts.regions.ancestors(region))


@pytest.mark.parametrize(
    ("text", "code", "modality"),
    [
        ("Qinghai DNA", "630000", Modality.DNA),
        ("dna QINGHAI", "630000", Modality.DNA),
        ("Haidong iris", "630200", Modality.IRIS),
        ("iris Tsoshar", "630200", Modality.IRIS),
        ("海东 iris", "630200", Modality.IRIS),
        ("མཚོ་ཤར iris", "630200", Modality.IRIS),
    ],
)
def test_a_place_and_a_technology_find_the_events_of_both(
    facts: Facts, text: str, code: str, modality: Modality
) -> None:
    """In any order and script; no region comes that is only spelled like one of the words."""
    hits = [facts.dataset.event[name] for name in events(text, facts)]
    here = [event for event in published(facts) if within(event, code, facts)]
    assert any(modality in event.modality for event in hits)
    assert {event.event_id for event in hits} <= {event.event_id for event in here}
    assert all(
        each.view.map.event or each.view.events.vendor or each.source for each in found(text, facts)
    )


@pytest.mark.parametrize("feature", ["vendor", "source", "kind", "date"])
def test_an_event_is_found_by_all_that_is_known_of_it(facts: Facts, feature: str) -> None:
    """With a word of its place beside one of its vendor, source, kind or year."""
    data = facts.dataset
    checked = 0
    for event in published(facts):
        region = region_of(event, facts)
        claims = data.claims_of.get(event.event_id, ())
        words = {
            "vendor": " ".join(data.vendors_of(event.event_id)),
            "source": " ".join(data.source[each.source_id].publisher for each in claims[:1]),
            "kind": event.kind.label,
            "date": "" if event.start is None else str(event.start.first.year),
        }[feature]
        if not words or not region:
            continue
        text = f"{facts.gazetteer.names(region)[0].text} {words}"
        assert event in [data.event[name] for name in _every_event(text, facts)], text
        checked += 1
    assert checked


def _every_event(text: str, facts: Facts) -> list[str]:
    return [entry.key for entry in event_index(facts) if entry.every.hold(words_of(text))]


def test_every_word_must_match(facts: Facts) -> None:
    """A word that nothing of a hit has leaves it out."""
    assert events("Haidong iris", facts)
    assert not found("Haidong iris Atlantis", facts)
    assert not any(each.view.map.region == "460000" for each in found("Qinghai Hainan", facts))


def test_two_names_of_one_region_and_its_whole_find_it(facts: Facts) -> None:
    """A county is found by its name and that of a wider region, in any language."""
    for text in ("Minhe Haidong", "Tsoshar Minhe", "Minhe Qinghai"):
        assert "630222" in {each.view.map.region for each in found(text, facts)}, text


def test_words_match_from_their_beginning() -> None:
    """Inside a word only scripts without spaces match, where no word begins."""
    terms = Terms.of(["Gold nation", "海东市"])
    assert terms.holds("gold")
    assert terms.holds("nat")
    assert terms.holds("goldnation")
    assert not terms.holds("dna")
    assert terms.holds("东市")


def test_similar_spellings_come_only_where_nothing_else_is_found(facts: Facts) -> None:
    """What is found for certain is never mixed with guesses."""
    assert all("Spelled similarly" in each.words for each in found("Hidong", facts))
    assert not any("Spelled similarly" in each.words for each in found("Haidong", facts))


def test_every_hidden_event_says_what_hides_it(facts: Facts) -> None:
    """Each choice that hides is named alone, and turning all of them shows the event."""
    seen = set()
    for view in (view_with(), NARROW):
        chosen = view.events
        for event in published(facts):
            reasons = hiding(event, chosen, facts)
            assert bool(reasons) == (event not in shown_events(view, facts))
            assert all(each.reason and each.remedy for each in reasons)
            after = widened(event, chosen, facts)
            assert event in chosen_events(after, facts)
            unchanged = set(EVERY_EVENT.__dataclass_fields__) - {each.choice for each in reasons}
            assert all(getattr(after, name) == getattr(chosen, name) for name in unchanged)
            seen |= {each.choice for each in reasons}
    assert seen == set(EVERY_EVENT.__dataclass_fields__)


def test_hits_say_that_they_are_hidden(facts: Facts) -> None:
    """Those on the map come first; the others name what hides them."""
    for text in ("Super Red", "lead", "iris"):
        hits = [each for each in found(text, facts, view_with()) if each.view.map.event]
        hidden = [bool(each.hidden) for each in hits]
        assert hidden == sorted(hidden)
        for each in hits:
            shown = facts.dataset.event[each.view.map.event] in shown_events(view_with(), facts)
            assert shown is not bool(each.hidden)
        assert str(found_markup(search(text, view_with(), facts), facts)).count("Hidden:") == sum(
            hidden
        )


def _hidden_event(facts: Facts) -> Event:
    return next(
        event
        for event in published(facts)
        if facts.dataset.confidence(event.event_id) is Confidence.LOW and event.scope is Scope.LEAD
    )


def test_following_a_hidden_event_says_what_was_changed_and_can_be_undone(facts: Facts) -> None:
    """The notice names each filter that was changed; one click brings all of them back."""
    app = run(modality="face")
    event = _hidden_event(facts)
    before = view_with(modality=(Modality.FACE,))
    after = view_of_event(event, before, facts)
    app.query_params.update(params_of(after, facts))
    del app.query_params["modality"]
    app.run()
    told = app.info[0].value.replace("\\", "")
    for each in hiding(event, before.events, facts):
        assert each.remedy in told
    assert f'data-event="{event.event_id}" open' in panel(app)
    app.button(key="undo-followed").click().run()
    assert app.query_params["modality"] == "face"
    assert not {"scope", "low", "event"} & set(app.query_params)
    assert not app.info


def test_nothing_is_said_where_nothing_was_changed(facts: Facts) -> None:
    """An event that was on the map already, or filters that a reader turned, bring no notice."""
    app = run()
    event = shown_events(view_with(), facts)[0]
    app.query_params.update(params_of(view_of_event(event, view_with(), facts), facts))
    app.run()
    assert not app.info
    app.query_params.update(params_of(view_with(scope=tuple(Scope)), facts))
    app.run()
    assert not app.info
