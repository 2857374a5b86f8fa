"""The words around a map: title, what it shows in a sentence, sources."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Level, PartialDate
from layers.events import region_of
from layers.mapspec import FORMAT, Part
from layers.naming import area_name, display_name
from layers.resolve.marks import shown_and_listed
from layers.resolve.roster import is_marked
from layers.span import month_number
from layers.spec import LayerSpec
from layers.view import COUNTRY, EventFilter, View
from layers.wording import lowered, plural

__all__ = ["build_frame"]

_SUBTITLES = {
    Level.PROVINCE: _(
        "{title}, by province. Outlined: where police collection of biometric data is documented."
    ),
    Level.PREFECTURE: _(
        "{title}, by prefecture. Outlined: where police collection of biometric data is documented."
    ),
    Level.COUNTY: _(
        "{title}, by county. Outlined: where police collection of biometric data is documented."
    ),
}
_SENTENCES = {
    Level.PROVINCE: _("Map of {area}: {title} by province ({unit})."),
    Level.PREFECTURE: _("Map of {area}: {title} by prefecture ({unit})."),
    Level.COUNTY: _("Map of {area}: {title} by county ({unit})."),
}


def _subtitle(view: View, spec: LayerSpec) -> str:
    years = spec.year_words(view)
    title = f"{spec.title}, {years}" if years else spec.title
    return _SUBTITLES[view.level].format(title=title)


def _sentence(view: View, spec: LayerSpec, fill: Part, facts: Facts) -> str:
    """Say what the map shows, from its data, for those who do not see it."""
    classes = "; ".join(
        f"{each['label']}: {each['count']}" for each in fill.data["classes"] if each["count"]
    )
    events, regions, wider = _placed(view.events, view.area, facts)
    said = (
        _SENTENCES[view.level].format(
            area=area_name(facts, view.area),
            title=lowered(spec.title),
            unit=fill.data["layer"]["unit"],
        ),
        _("Number of regions per class: {classes}.").format(classes=classes),
        _("{events} in {regions}, {others} known only for a province or the whole country.").format(
            events=plural(events, "documented event"),
            regions=plural(regions, "region"),
            others=plural(wider, "event"),
        ),
        ""
        if view.time is None
        else _("These are numbers of all dates together; the map stands at {month}.").format(
            month=view.time.words
        ),
    )
    return " ".join(each for each in said if each)


@lru_cache(maxsize=64)
def _placed(chosen: EventFilter, area: str, facts: Facts) -> tuple[int, int, int]:
    """Count the shown events on the map, the regions that hold them, and the others."""
    codes = [region_of(event, facts) for event in shown_and_listed(chosen, area, facts)]
    marked = [code for code in codes if is_marked(code, facts)]
    return len(marked), len(set(marked)), len(codes) - len(marked)


def build_frame(view: View, facts: Facts, spec: LayerSpec, fill: Part) -> Part:
    """Return title, sentence, sources, selection, moment, camera and interface words."""
    boundaries = facts.regions.boundaries
    meta = facts.dataset.metadata
    camera = view.camera
    return Part(
        {
            "format": FORMAT,
            "language": view.language.value,
            "title": _("Documented biometric collection: {area}").format(
                area=area_name(facts, view.area)
            ),
            "subtitle": _subtitle(view, spec),
            "sentence": _sentence(view, spec, fill, facts),
            "selection": view.region or None,
            "highlight": [
                {"code": code, "level": facts.regions.level(code).value}
                for code in view.highlight
                if code != COUNTRY
            ],
            "named": {
                code: display_name(facts, code, view.language)
                for code in sorted({view.region, *view.highlight} - {"", COUNTRY})
            },
            "during": None
            if view.during is None
            else [month_number(month.first) for month in view.during],
            "moment": None if view.time is None else month_number(view.time.first),
            "lines": view.lines.value,
            "camera": None
            if camera is None
            else {"lat": camera.latitude, "lon": camera.longitude, "zoom": camera.zoom},
            "attribution": [
                _("Events: {title}, version {version}").format(
                    title=meta.title, version=meta.version
                ),
                f"{spec.title}: {fill.data['layer']['source']}",
                _("{citation}; display endorses no claim").format(citation=boundaries.citation),
                _("Lakes, rivers, neighbours: Natural Earth"),
            ],
            "data_version": meta.version,
            "data_date": PartialDate.parse(meta.created).words if meta.created else "",
            "fingerprint": facts.fingerprint[:12],
            "query": f"?{urlencode(replace(view, event='').to_params())}",
            "licence": meta.licence,
            "options": {"labels": True, "marks": True, "ranges": True, "context": True},
        }
    )
