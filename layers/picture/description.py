"""A picture in words, for those who do not see it: made from the same data as the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from geodata.i18n import _
from layers.picture.reader import Mark, PictureReader
from layers.wording import data_words, isolated, number, plural, raised

__all__ = ["alt_text", "long_description"]

_MOST_VALUES = 250
"""Units whose values are listed one by one; of more of them a table tells."""


def alt_text(payload: Mapping[str, Any]) -> str:
    """Return what a picture shows, in two or three sentences.

    Parameters
    ----------
    payload : mapping
        A picture whose parts all carry their data:
        :attr:`layers.picture.mapspec.MapSpec.payload`.

    Returns
    -------
    str
        One paragraph of plain text, fit for an ``alt`` attribute.
    """
    shown = PictureReader(payload)
    classes = "; ".join(
        f"{each['label']}: {each['count']}" for each in shown.classes if each["count"]
    )
    said = (
        shown.warning,
        _what(shown),
        _("Number of {units} by class: {classes}.").format(units=shown.units_words, classes=classes)
        if classes
        else "",
        _events(shown),
    )
    return " ".join(each for each in said if each)


def long_description(payload: Mapping[str, Any]) -> str:
    """Return everything that a picture shows, as plain text in paragraphs.

    What it shows, where, of which year and in which unit; the kind of knowledge; classes with
    their counts, also of regions without a record; published ranges; events by place, and
    those that are not on the map; each region with its value; and sources.

    Parameters
    ----------
    payload : mapping
        A picture whose parts all carry their data:
        :attr:`layers.picture.mapspec.MapSpec.payload`.
    """
    return "\n\n".join("\n".join(part) for part in _paragraphs(PictureReader(payload)) if part)


def _paragraphs(shown: PictureReader) -> Iterator[list[str]]:
    header, layer = shown.header, shown.layer
    yield [header["title"], header["subtitle"]]
    kind = f"{raised(shown.kind.label)}: {shown.kind.meaning}"
    yield [_what(shown), kind, layer["caveat"]]
    yield list(_classes(shown))
    yield list(_ranges(shown))
    yield list(_placed(shown))
    yield list(_beside(shown))
    yield list(_values(shown))
    yield list(_sources(shown))


def _what(shown: PictureReader) -> str:
    layer = shown.layer
    facts = ", ".join(str(each) for each in (layer["unit"], layer["year"]) if each)
    area = isolated(shown.regions["area"]["name"]["text"])
    said = _("Map of {area} by {level}: {title} ({facts}).").format(
        area=area, level=shown.level_words(), title=layer["title"], facts=facts
    )
    if shown.month is None:
        return said
    when = _("Events under way or possibly under way in {month}.")
    said = f"{said} {when.format(month=shown.month_words)}"
    if not shown.is_of_all_dates:
        return said
    classes = _("The classes are not those of this month: they rest on events of all dates.")
    return f"{said} {classes}"


def _events(shown: PictureReader) -> str:
    on_map = sum(len(mark.events) for mark in shown.marks)
    beside = sum(len(mark.events) for mark in shown.beside)
    if not on_map:
        silent = _("No event that the filters show stands on the map.")
        told = _("Known only for a province or the whole country: {events}.").format(
            events=plural(beside, "event")
        )
        return f"{silent} {told}" if beside else silent
    said = (
        _(
            "{events} in {places}; {n} more known only for a province or the whole country, "
            "not placed on the map."
        )
        if beside
        else _("{events} in {places}.")
    )
    return said.format(
        events=plural(on_map, "documented event"),
        places=plural(len(shown.marks), "place"),
        n=number(beside),
    )


def _classes(shown: PictureReader) -> Iterator[str]:
    yield _("Number of {units} in each class:").format(units=shown.units_words)
    counts: Counter[str] = Counter()
    # A class that spans columns of a legend stands once for each of them.
    for each in shown.classes:
        counts[each["label"]] += each["count"]
    yield from (f"– {label}: {count}" for label, count in counts.items())
    silent = sum(each["count"] for each in shown.classes if each["status"] == "no_record")
    total = len(shown.units)
    if silent:
        yield _("Without a record, which is not zero: {silent} of {total} {units}.").format(
            silent=silent, total=total, units=shown.units_words
        )


def _ranges(shown: PictureReader) -> Iterator[str]:
    if shown.ranges:
        yield _("Published ranges, each for a whole unit and not for its parts:")
    for each in shown.ranges:
        name = isolated(each["name"]["text"])
        said = f"– {name} ({shown.level_words(each['level'])}): {each['label']}"
        yield f"{said}. {each['note']}" if each["note"] else said


def _told(mark: Mark, shown: PictureReader) -> str:
    titles = "; ".join(
        f"{details['title']} ({details['when']}; {details['kind']})"
        for details in map(shown.details, mark.events)
    )
    name = isolated(mark.place["name"]["text"])
    own = len(mark.events)
    every = sum(len(each.events) for each in shown.tally[mark.code])
    count = plural(own, "event")
    if every != own:
        count = _("{events} at this level, {every} including sub-regions").format(
            events=count, every=number(every)
        )
    return f"– {name} ({shown.level_words(mark.level)}), {count}: {titles}"


def _placed(shown: PictureReader) -> Iterator[str]:
    if not shown.marks:
        yield _(
            "No event that the filters show stands on this map. That does not mean that "
            "nothing happened."
        )
        return
    outlined = _("Outlined is the smallest unit that holds the place a source names:")
    yield f"{_events(shown)} {outlined}"
    for mark in sorted(shown.marks, key=lambda mark: (-len(mark.events), mark.code)):
        yield _told(mark, shown)
    if shown.lines:
        sorts = "; ".join(f"{line.label}: {line.count}" for line in shown.lines)
        yield _("By sort of line, an event may have several: {sorts}.").format(sorts=sorts)


def _beside(shown: PictureReader) -> Iterator[str]:
    total = sum(len(mark.events) for mark in shown.beside)
    if total:
        yield _(
            "Not placed on the map, as no closer place is known than the province or the "
            "country: {events}."
        ).format(events=plural(total, "event"))
    for mark in shown.beside:
        yield _told(mark, shown)
    if shown.month is not None and shown.undated:
        yield _("Without any date, and therefore not shown at a month: {events}.").format(
            events=plural(shown.undated, "event")
        )


def _values(shown: PictureReader) -> Iterator[str]:
    units = shown.units
    if len(units) > _MOST_VALUES:
        yield _("The values of {n} {units} are in the tables of this picture.").format(
            n=number(len(units)), units=shown.units_words
        )
        return
    yield _("{units} and their values:").format(units=raised(shown.units_words))
    for index, unit in enumerate(units):
        value, _note = shown.value(index)
        at = shown.class_at(shown.class_of[index])
        said = at["label"] if shown.month is not None and shown.symbology.get("recount") else value
        yield f"– {isolated(unit['name']['text'])}: {said}"


def _sources(shown: PictureReader) -> Iterator[str]:
    yield _("Sources:")
    for each in shown.header["attribution"]:
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
        data_words(str(shown.header["data_version"] or ""), ""),
        _("Picture {hash}").format(hash=shown.payload["hash"]),
    ]
    yield ". ".join(each for each in stamp if each) + "."
