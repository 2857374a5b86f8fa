"""The interface words that the painter shows.

A picture carries its words as a part of its own; whoever builds the picture starts
from :data:`WORDS` and may replace any text. Places for values stand in braces;
``language`` is the BCP 47 tag of the words themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geodata.geography import Geography
from geodata.i18n import _, direction, language
from geodata.model import MONTHS

__all__ = ["WORDS", "words_of"]


def _of_language(tag: str) -> dict[str, str]:
    """Return what browsers do not know of every language, or know already of English."""
    months = {f"month_{index}": name for index, name in enumerate(MONTHS, start=1)}
    return {
        "language": tag,
        **({} if tag == "en" else {**months, "month_year": _("{month} {year}")}),
        **({"direction": "rtl"} if direction(tag) == "rtl" else {}),
    }


WORDS: Mapping[str, str] = MappingProxyType(
    {
        **_of_language(language()),
        "map": _("map"),
        "legend": _("Legend"),
        "sources": _("Sources"),
        "source": _("Source: {source}"),
        "data_version": _("Data {version}"),
        "picture": _("Picture {hash}"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "whole_area": _("Show the whole area"),
        "close": _("Close"),
        "regions_by_keyboard": _(
            "Regions of the map: arrow keys move, Page Up and Page Down go through all, "
            "Enter selects, Escape clears the selection"
        ),
        "kilometres": _("{n} km"),
        "metres": _("{n} m"),
        "scale_at": _("True at the middle of the map"),
        "load_failed": _("Part of this map could not be loaded, so it is not drawn."),
        "load_kept": _("The new map could not be loaded; the one before is still shown."),
        "no_record": _("No record"),
        "count_heading": _("Regions per class"),
        "regions_per_class": _("Regions in this class: {n}"),
        "label_documented": _("Documented count"),
        "label_published": _("Published range"),
        "label_bounded": _("Derived bounds"),
        "label_illustration": _("Scenario"),
        "label_census": _("Census"),
        "events": _("Documented events"),
        "lines_modality": _("Documented events, by what is collected"),
        "lines_kind": _("Documented events, by kind of record"),
        "lines_vendor": _("Documented events, by vendor named"),
        "events_note": _(
            "Outlined is the smallest unit with a boundary that holds the place a source names. "
            "The boxed number counts the events of a region, including sub-regions."
        ),
        "events_here": _("Documented events: {n}"),
        "events_within": _("Documented events, including sub-regions: {n}"),
        "events_own": _("At this level: {n}"),
        "events_none": _("No documented event"),
        "events_none_own": _("No event at this level"),
        "more_events": _("and {n} more: zoom in to see them"),
        "doubtful": _("Doubtful"),
        "cluster": _("{n} events in {places} places"),
        "approach": _("Zoom in on these places"),
        "time": _("Time"),
        "all_dates": _("All dates"),
        "play": _("Play through the months"),
        "pause": _("Pause"),
        "time_all": _("{n} events, all dates"),
        "time_at": _("{sure} under way, {perhaps} possibly under way"),
        "time_of_all": _(
            "The colours are not those of this month: they rest on events of all dates together."
        ),
        "time_faded": _("Faded: the source does not say whether it was under way in this month."),
        "time_undated": _("Undated events: {n}. They are shown only under all dates."),
        "span_from": _("Only events from this month on"),
        "span_until": _("Only events until this month"),
        "span_only": _("Only events possibly under way from {begin} to {end}"),
        "span_clear": _("All events"),
        "span_undated": _("Undated events, excluded: {n}."),
        "begin_in": _("Begin in {month}"),
        "end_in": _("End in {month}"),
        "no_change": _("No shown event begins or ends in {month}."),
        "perhaps": _("perhaps"),
        "and_more": _("and {n} more"),
        "range_key": _("Published range for a whole unit, not a local count"),
        "range_of_unit": _("Published range for the whole {level}"),
        "strip_title": _("Province-wide and national events: {n}"),
    }
)


def words_of(geography: Geography) -> dict[str, str]:
    """Return the words of a picture of a geography: :data:`WORDS` and those of its levels."""
    widest, whole = geography.levels[0], geography.whole
    levels = geography.every_level
    return {
        **WORDS,
        **{f"level_{level}": level.label for level in levels},
        **{f"levels_{level}": level.plural for level in levels},
        **{f"whole_{level}": _("whole {level}").format(level=level.label) for level in levels},
        "strip_note": _(
            "Placed by their sources no closer than the {widest} or the {whole}."
        ).format(widest=widest.label, whole=whole.label),
        "strip_key": _("{widest} with events that are listed beside the map").format(
            widest=f"{widest.label[:1].upper()}{widest.label[1:]}"
        ),
        "claimed": geography.claimed_words,
    }
