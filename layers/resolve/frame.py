"""The words around a map: title, what it shows in a sentence, sources."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.model import Level
from layers.events import region_of
from layers.mapspec import FORMAT, Part
from layers.naming import area_name
from layers.resolve.marks import shown_and_listed
from layers.resolve.roster import is_marked
from layers.span import month_number
from layers.spec import LayerSpec
from layers.view import View
from layers.web.words import WORDS
from layers.wording import plural

__all__ = ["build_frame"]

_BY_LEVEL = {
    Level.PROVINCE: "by province",
    Level.PREFECTURE: "by prefecture",
    Level.COUNTY: "by county",
    Level.COUNTRY: "",
}


def _subtitle(view: View, spec: LayerSpec) -> str:
    years = spec.year_words(view)
    year = f", {years}" if years else ""
    shown = f"{spec.title}{year}, {_BY_LEVEL[view.level]}."
    return f"{shown} Outlined: where police collection of biometric data is documented."


def _sentence(view: View, spec: LayerSpec, fill: Part, facts: Facts) -> str:
    """Say what the map shows, from its data, for those who do not see it."""
    classes = "; ".join(
        f"{each['label']}: {each['count']}" for each in fill.data["classes"] if each["count"]
    )
    codes = [region_of(event, facts) for event in shown_and_listed(view, facts)]
    marked = [code for code in codes if is_marked(code, facts)]
    return (
        f"Map of {area_name(facts, view.area)}: {spec.title.lower()} {_BY_LEVEL[view.level]}"
        f" ({spec.unit}). Number of regions per class: {classes}. "
        f"{plural(len(marked), 'documented event')} in {plural(len(set(marked)), 'region')}, "
        f"{plural(len(codes) - len(marked), 'event')} known only for a province or the whole "
        "country."
    )


def build_frame(view: View, facts: Facts, spec: LayerSpec, fill: Part) -> Part:
    """Return title, sentence, sources, selection, moment, camera and interface words."""
    boundaries = facts.regions.boundaries
    meta = facts.dataset.metadata
    camera = view.camera
    return Part(
        {
            "format": FORMAT,
            "language": view.language.value,
            "title": f"Documented biometric collection: {area_name(facts, view.area)}",
            "subtitle": _subtitle(view, spec),
            "sentence": _sentence(view, spec, fill, facts),
            "selection": view.region or None,
            "moment": None if view.time is None else month_number(view.time.first),
            "lines": view.lines.value,
            "camera": None
            if camera is None
            else {"lat": camera.latitude, "lon": camera.longitude, "zoom": camera.zoom},
            "attribution": [
                f"Events: {meta.title}, version {meta.version}",
                f"{spec.title}: {fill.data['layer']['source']}",
                f"{boundaries.citation}; display endorses no claim",
                "Lakes, rivers, neighbours: Natural Earth",
            ],
            "data_version": meta.version,
            "fingerprint": facts.fingerprint[:12],
            "options": {"labels": True, "marks": True, "ranges": True, "context": True},
            "words": dict(WORDS),
        }
    )
