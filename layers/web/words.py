"""The interface words that the painter shows, in English.

A picture carries its words as a part of its own; whoever builds the picture starts
from :data:`WORDS` and may replace any text. Places for values stand in braces;
``language`` is the BCP 47 tag of the words themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["WORDS"]

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "language": "en",
        "map": "map",
        "legend": "Legend",
        "sources": "Sources",
        "source": "Source: {source}",
        "data_version": "Data {version}",
        "picture": "Picture {hash}",
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "whole_area": "Show the whole area",
        "close": "Close",
        "kilometres": "{n} km",
        "metres": "{n} m",
        "scale_at": "True at the middle of the map",
        "load_failed": "Part of this map could not be loaded, so it is not drawn.",
        "load_kept": "The new map could not be loaded; the one before is still shown.",
        "no_record": "No record",
        "count_heading": "The number behind each class is its number of regions.",
        "regions_per_class": "Regions in this class: {n}",
        "label_documented": "Documented",
        "label_published": "Published range",
        "label_bounded": "Bounded",
        "label_illustration": "Illustration",
        "label_census": "Census",
        "level_country": "country",
        "level_province": "province",
        "level_prefecture": "prefecture",
        "level_county": "county",
        "events": "Documented events",
        "lines_modality": "Documented events, by what is collected",
        "lines_kind": "Documented events, by kind of record",
        "lines_vendor": "Documented events, by vendor named",
        "events_note": (
            "Outlined is the smallest unit with a boundary that holds the place a source names. "
            "The boxed number counts its events."
        ),
        "events_here": "Documented events: {n}",
        "events_none": "No documented events for this unit itself",
        "more_events": "and {n} more: zoom in to see them",
        "doubtful": "Doubtful",
        "cluster": "Documented events: {n}, in places: {places}",
        "approach": "Zoom in on these places",
        "time": "Time",
        "all_dates": "All dates",
        "play": "Play through the months",
        "pause": "Pause",
        "time_all": "Events, whenever they took place: {n}",
        "time_at": "documented as going on: {sure}; perhaps: {perhaps}",
        "time_faded": "Faded: the source leaves open whether it was going on in this month.",
        "time_undated": "Events without any date: {n}. They are shown only under all dates.",
        "span_from": "Only events from this month on",
        "span_until": "Only events until this month",
        "span_only": "Only events that may have been going on from {begin} to {end}",
        "span_clear": "All events",
        "span_undated": "Events without any date, and so left out: {n}.",
        "begin_in": "Begin in {month}",
        "end_in": "End in {month}",
        "no_change": "No shown event begins or ends in {month}.",
        "perhaps": "perhaps",
        "and_more": "and {n} more",
        "range_key": "Published range for a whole unit, not a local count",
        "range_of_unit": "Published range for the whole {level}",
        "strip_title": "Events not placed on the map: {n}",
        "strip_note": "Placed by their sources no closer than the province or the country.",
        "strip_key": "Province with events that are listed beside the map",
        "whole_province": "whole province",
        "whole_country": "whole country",
        "claimed": "Claimed by China, administered by others, not counted: {places}",
    }
)
