"""The words around a map: title, what it shows in a sentence, sources."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import PartialDate, Scope
from geodata.workspace import once_per_atlas
from layers.address import address_of
from layers.events import region_of
from layers.interval import month_number
from layers.naming import area_name, display_name
from layers.picture.event_index import is_marked
from layers.picture.mapspec import FORMAT, Part
from layers.picture.marks import shown_and_listed
from layers.spec import LayerSpec
from layers.view import EventFilter, View
from layers.wording import DASH, from_left, lowered, plural

__all__ = ["build_header", "chosen_words", "left_out_words"]

_LEFT_OUT = {
    Scope.LEAD: _("unverified leads"),
    Scope.CONTEXT: _("related programmes"),
}


def _subtitle(view: View, spec: LayerSpec, facts: Facts) -> str:
    years = spec.year_words(view)
    title = f"{spec.title}, {years}" if years else spec.title
    if not _placed(view.events, view.map.area, facts)[0]:
        words = _("{title}, by {level}. None of the events shown has a place on this map.")
    elif view.events.scope == (Scope.CORE,):
        words = _("{title}, by {level}. Outlined: documented events.")
    else:
        # Where leads or context are shown, an outline need not be one of police collection.
        words = _("{title}, by {level}. Outlined: events shown.")
    said = words.format(title=title, level=view.map.level.label)
    chosen = chosen_words(view)
    shown = _("Events shown: {chosen}.").format(chosen=chosen)
    return f"{said} {shown}" if chosen else said


def chosen_words(view: View) -> str:
    """Return which events a view shows, where it is not the usual ones; else ``""``.

    Parameters
    ----------
    view : View
        The choices.

    Examples
    --------
    >>> from geodata.model import Level
    >>> from layers.view import MapView
    >>> region = Level("region", "region", "regions", 1)
    >>> usual = View(MapView("documented_events", region, "ALL"))
    >>> chosen_words(usual.choose(vendor=("Super Red",), low_confidence=True))
    'vendor named: Super Red; also of low confidence'
    >>> chosen_words(usual)
    ''
    """
    chosen = view.events
    window = chosen.during and from_left(f"{chosen.during[0].words}{DASH}{chosen.during[1].words}")
    scope = ", ".join(each.label for each in chosen.scope) or _("none")
    named = (
        ", ".join(each.label for each in chosen.modality),
        ", ".join(each.label for each in chosen.kind),
        chosen.vendor and _("vendor named: {names}").format(names=", ".join(chosen.vendor)),
        window and _("possibly under way in {window}").format(window=window),
        "" if chosen.scope == (Scope.CORE,) else scope,
        _("also of low confidence") if chosen.low_confidence else "",
    )
    return "; ".join(each for each in named if each)


def _events_source(view: View, facts: Facts) -> str:
    meta = facts.dataset.metadata
    said = _("Events: {title}, version {version}").format(title=meta.title, version=meta.version)
    chosen = chosen_words(view)
    if chosen:
        said = _("{events} (shown: {chosen})").format(events=said, chosen=chosen)
    left_out = left_out_words(view)
    if not left_out:
        return said
    return _("{events}; not shown: {left_out}").format(events=said, left_out=left_out)


def left_out_words(view: View) -> str:
    """Return which kinds of events a view leaves out, as the opening view leaves out most.

    Examples
    --------
    >>> from geodata.model import Level
    >>> from layers.view import MapView
    >>> region = Level("region", "region", "regions", 1)
    >>> left_out_words(View(MapView("documented_events", region, "ALL")))
    'unverified leads, related programmes, low confidence'
    """
    named = [words for scope, words in _LEFT_OUT.items() if scope not in view.events.scope]
    return ", ".join([*named, *([] if view.events.low_confidence else [_("low confidence")])])


def _sentence(view: View, spec: LayerSpec, symbology: Part, facts: Facts) -> str:
    """Say what the map shows, from its data, for those who do not see it."""
    classes = "; ".join(
        f"{each['label']}: {each['count']}" for each in symbology.data["classes"] if each["count"]
    )
    events, places, wider = _placed(view.events, view.map.area, facts)
    said = (
        _("Map of {area}: {title} by {level} ({unit}).").format(
            level=view.map.level.label,
            area=area_name(facts, view.map.area),
            title=lowered(spec.title),
            unit=symbology.data["layer"]["unit"],
        ),
        _("Number of regions per class: {classes}.").format(classes=classes) if classes else "",
        _("{events} in {places}, {others} known only for a province or the whole country.").format(
            events=plural(events, "documented event"),
            places=plural(places, "place"),
            others=plural(wider, "event"),
        ),
        ""
        if view.map.time is None
        else _("These are numbers of all dates together; the map shows {month}.").format(
            month=view.map.time.words
        ),
    )
    return " ".join(each for each in said if each)


@once_per_atlas(maxsize=64)
def _placed(chosen: EventFilter, area: str, facts: Facts) -> tuple[int, int, int]:
    """Count the shown events on the map, the places that hold them, and the others."""
    codes = [region_of(event, facts) for event in shown_and_listed(chosen, area, facts)]
    marked = [code for code in codes if is_marked(code, facts)]
    return len(marked), len(set(marked)), len(codes) - len(marked)


def build_header(view: View, facts: Facts, spec: LayerSpec, symbology: Part) -> Part:
    """Return title, sentence, sources, selection, moment, camera and interface words."""
    boundaries = facts.regions.boundaries
    meta = facts.dataset.metadata
    camera = view.map.camera
    return Part(
        {
            "format": FORMAT,
            "language": view.map.language.value,
            "title": _("Documented biometric collection: {area}").format(
                area=area_name(facts, view.map.area)
            ),
            "subtitle": _subtitle(view, spec, facts),
            "sentence": _sentence(view, spec, symbology, facts),
            "selection": view.map.region or None,
            "highlight": [
                {"code": code, "level": facts.regions.level(code).value}
                for code in view.map.highlight
                if code != facts.geography.root
            ],
            "named": {
                code: display_name(facts, code, view.map.language)
                for code in sorted(
                    {view.map.region, *view.map.highlight} - {"", facts.geography.root}
                )
            },
            "during": None
            if view.events.during is None
            else [month_number(month.first) for month in view.events.during],
            "moment": None if view.map.time is None else month_number(view.map.time.first),
            "lines": view.map.lines.value,
            "camera": None
            if camera is None
            else {"lat": camera.latitude, "lon": camera.longitude, "zoom": camera.zoom},
            "attribution": [
                _events_source(view, facts),
                f"{spec.title}: {symbology.data['layer']['source']}",
                _("{citation}; display endorses no claim").format(citation=boundaries.citation),
                _("Lakes, rivers, neighbours: Natural Earth"),
            ],
            "data_version": meta.version,
            "data_date": PartialDate.parse(meta.created).words if meta.created else "",
            "fingerprint": facts.fingerprint[:12],
            "query": address_of(view.choose(event=""), facts),
            "licence": meta.licence,
            "options": {"labels": True, "marks": True, "ranges": True, "context": True},
        }
    )
