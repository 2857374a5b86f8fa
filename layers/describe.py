"""A picture in words, for those who do not see it: made from the same data as the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from layers.shown import Mark, Shown
from layers.wording import isolated, plural

__all__ = ["alt_text", "long_description"]

_MOST_VALUES = 250
"""Units whose values are listed one by one; of more of them a table tells."""
_LABELS = {
    "documented": "Every number counts what sources document.",
    "published": "Ranges are printed by a source for the whole region they name.",
    "bounded": "Bounded by arithmetic: any number between the bounds fits the reports.",
    "illustration": "ILLUSTRATION, NOT EVIDENCE: no source gives a number for any of these.",
    "census": "Census figures.",
}
_LEVELS = {"province": "provinces", "prefecture": "prefectures", "county": "counties"}
_LEVEL = {"province": "province", "prefecture": "prefecture", "county": "county"}


def alt_text(payload: Mapping[str, Any]) -> str:
    """Return what a picture shows, in two or three sentences.

    Parameters
    ----------
    payload : mapping
        A picture whose parts all carry their data, as :attr:`layers.mapspec.MapSpec.payload`.

    Returns
    -------
    str
        One paragraph of plain text, fit for an ``alt`` attribute.
    """
    shown = Shown(payload)
    label = "Illustration, not evidence. " if shown.is_illustration else ""
    classes = "; ".join(
        f"{each['label']}: {each['count']}" for each in shown.classes if each["count"]
    )
    return f"{label}{_what(shown)} Number of {_units(shown)} by class: {classes}. {_events(shown)}"


def long_description(payload: Mapping[str, Any]) -> str:
    """Return everything that a picture shows, as plain text in paragraphs.

    What it shows, where, of which year and in which unit; the kind of knowledge; classes with
    their counts, also of regions without a record; published ranges; events by place, and
    those that are not on the map; each region with its value; and sources.

    Parameters
    ----------
    payload : mapping
        A picture whose parts all carry their data, as :attr:`layers.mapspec.MapSpec.payload`.
    """
    return "\n\n".join("\n".join(part) for part in _paragraphs(Shown(payload)) if part)


def _paragraphs(shown: Shown) -> Iterator[list[str]]:
    frame, layer = shown.frame, shown.layer
    yield [frame["title"], frame["subtitle"]]
    yield [_what(shown), _LABELS.get(layer["label"], ""), layer["caveat"]]
    yield list(_classes(shown))
    yield list(_ranges(shown))
    yield list(_placed(shown))
    yield list(_beside(shown))
    yield list(_values(shown))
    yield list(_sources(shown))


def _what(shown: Shown) -> str:
    layer = shown.layer
    facts = ", ".join(str(each) for each in (layer["unit"], layer["year"]) if each)
    area = isolated(shown.base["area"]["name"]["text"])
    level = _LEVEL.get(shown.base["level"], shown.base["level"])
    when = f" Events documented as going on, or perhaps going on, in {shown.month_words}."
    return (
        f"Map of {area} by {level}: {layer['title']} ({facts})."
        f"{when if shown.month is not None else ''}"
    )


def _units(shown: Shown) -> str:
    return _LEVELS.get(shown.base["level"], "regions")


def _events(shown: Shown) -> str:
    on_map = sum(len(mark.events) for mark in shown.marks)
    beside = sum(len(mark.events) for mark in shown.beside)
    placed = f"{plural(on_map, 'documented event')} in {plural(len(shown.marks), 'place')}"
    if not beside:
        return f"{placed}."
    return (
        f"{placed}; {beside:,} more known only for a province or the whole country, "
        "not placed on the map."
    )


def _classes(shown: Shown) -> Iterator[str]:
    yield f"Number of {_units(shown)} in each class:"
    counts: Counter[str] = Counter()
    # A class that spans columns of a legend stands once for each of them.
    for each in shown.classes:
        counts[each["label"]] += each["count"]
    yield from (f"– {label}: {count}" for label, count in counts.items())
    silent = sum(each["count"] for each in shown.classes if each["status"] == "no_record")
    total = len(shown.base["regions"])
    if silent:
        yield f"Without a record, which is not zero: {silent} of {total} {_units(shown)}."


def _ranges(shown: Shown) -> Iterator[str]:
    if shown.ranges:
        yield "Published ranges, each for a whole unit and not for its parts:"
    for each in shown.ranges:
        name = isolated(each["name"]["text"])
        yield f"– {name} ({each['level']}): {each['label']}. {each['note']}"


def _told(mark: Mark, shown: Shown) -> str:
    titles = "; ".join(
        f"{details['title']} ({details['when']}; {details['kind']})"
        for details in map(shown.details, mark.events)
    )
    name = isolated(mark.place["name"]["text"])
    return f"– {name} ({mark.level}), {plural(len(mark.events), 'event')}: {titles}"


def _placed(shown: Shown) -> Iterator[str]:
    if not shown.marks:
        yield "No documented event stands on this map. That does not mean that nothing happened."
        return
    yield f"{_events(shown)} Outlined is the smallest unit that holds the place a source names:"
    for mark in sorted(shown.marks, key=lambda mark: (-len(mark.events), mark.code)):
        yield _told(mark, shown)
    if shown.lines:
        sorts = "; ".join(f"{line.label}: {line.count}" for line in shown.lines)
        yield f"By sort of line, an event may have several: {sorts}."


def _beside(shown: Shown) -> Iterator[str]:
    total = sum(len(mark.events) for mark in shown.beside)
    if total:
        yield (
            "Not placed on the map, as no closer place is known than the province or the "
            f"country: {plural(total, 'event')}."
        )
    for mark in shown.beside:
        yield _told(mark, shown)
    if shown.month is not None and shown.undated:
        undated = plural(shown.undated, "event")
        yield f"Without any date, and therefore not shown at a month: {undated}."


def _values(shown: Shown) -> Iterator[str]:
    units = shown.base["regions"]
    if len(units) > _MOST_VALUES:
        yield f"The values of {len(units):,} {_units(shown)} are in the tables of this picture."
        return
    yield f"{_units(shown).capitalize()} and their values:"
    for index, unit in enumerate(units):
        value, _ = shown.value(index)
        at = shown.class_at(shown.class_of[index])
        said = at["label"] if shown.month is not None and shown.fill.get("recount") else value
        yield f"– {isolated(unit['name']['text'])}: {said}"


def _sources(shown: Shown) -> Iterator[str]:
    yield "Sources:"
    for each in shown.frame["attribution"]:
        yield f"– {each}"
    told = (
        source
        for mark in (*shown.marks, *shown.beside)
        for event in mark.events
        for source in shown.details(event)["sources"]
    )
    for source in dict.fromkeys(told):
        yield f"– {source}"
    stamp = [
        f"Data {shown.frame['data_version']}" if shown.frame["data_version"] else "",
        f"Picture {shown.payload['hash']}",
    ]
    yield ". ".join(each for each in stamp if each) + "."
