"""The columns of every exported table: one description for files, schemas and readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geodata.model import Word

__all__ = ["CLAIMS", "EVENTS", "KEYS", "REGIONS", "SOURCES", "TABLES", "Column", "Sort"]


class Sort(Word):
    """What the cells of a column hold; the value is the type's name in a Table Schema."""

    TEXT = "string", "text"
    WHOLE = "integer", "whole number"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its cells hold, and what they mean."""

    name: str
    meaning: str
    sort: Sort = Sort.TEXT

    @property
    def dtype(self) -> Any:
        """Nullable pandas type: an empty cell is unknown and never zero."""
        return {Sort.TEXT: "string", Sort.WHOLE: "Int64", Sort.NUMBER: "float64"}[self.sort]


def _number(name: str, meaning: str) -> Column:
    return Column(name, meaning, Sort.NUMBER)


def _whole(name: str, meaning: str) -> Column:
    return Column(name, meaning, Sort.WHOLE)


REGIONS = (
    Column("code", "Six-digit code of the region (GB/T 2260)"),
    Column("name", "Name in the language of the view"),
    Column("name_language", "Language of that name, as a BCP 47 tag"),
    Column("name_en", "English or exile name"),
    Column("name_zh", "Chinese name"),
    Column("parent", "Code of the next wider region; CN is the whole country"),
    Column("parent_name", "English name of the next wider region"),
    Column("level", "province, prefecture or county"),
    Column("layer", "Id of the coloured layer"),
    Column("layer_title", "Its title"),
    Column("period", "Year or years of the values; empty where they have none"),
    Column("label", "Kind of knowledge of the number"),
    Column("label_words", "The same in words"),
    Column("status", "Whether there is a number, or the reason for none"),
    Column("status_words", "The same in words"),
    _number("value", "The number, unrounded; empty where there is none or only its ends are known"),
    _number("low", "Lower end, unrounded; empty where none is known"),
    _number("high", "Upper end, unrounded; empty where none is known"),
    Column("unit", "What value, low and high count"),
    Column("shown", "What the map says of the number, rounded as there"),
    Column("class", "Class of the region, in the words of the legend"),
    Column("moment", "Month at which the map stands; empty where it shows all dates together"),
    _whole("events_at_moment", "Events that were or may have been under way in that month"),
    _number("count_low", "Estimates: lower end as a count"),
    _number("count_high", "Estimates: upper end as a count; empty where nothing limits it"),
    Column("count_unit", "Estimates: what is counted"),
    _whole("base_persons", "Estimates: population beside which the number may be put"),
    _whole("base_year", "Estimates: year of that population"),
    Column("base_kind", "Estimates: kind of that population"),
    Column("method", "Estimates: method and its version"),
    Column("assumption", "Estimates: what is assumed, in words"),
    Column("as_of", "Estimates: month up to which is counted"),
    _whole("documented_events", "Events of this view in the region, whatever the layer counts"),
    _whole("documented_roots", "Independent sources of those events"),
    _whole("n_events", "Events of the data set behind the row; empty where there is none"),
    _whole("n_roots", "Independent sources behind the row; empty where none is counted"),
    Column("event_ids", "Those events, separated by semicolons"),
    Column("claim_ids", "Claims that an estimate rests on, separated by semicolons"),
    Column("source_ids", "Sources of the number, separated by semicolons"),
    Column("sources", "The same as citations, separated by vertical bars"),
    Column("note", "What a reader must know of this row"),
)

EVENTS = (
    Column("event_id", "Stable name of the event"),
    Column("title", "What is documented, in one line"),
    Column("drawn", "Where the map shows it: on the map, beside it, or only as ground of a number"),
    Column("dates", "When, in words, as closely as its sources say"),
    Column("start", "First date: year, month or day"),
    Column("end", "Last date: year, month or day"),
    Column("date_precision", "How closely the event is dated"),
    Column("date_basis", "Whether the date is that of the event or of a report"),
    Column("at_moment", "Whether it was under way in the month at which the map stands"),
    Column("region", "Code of the region as which it is drawn; CN is the whole country"),
    Column("region_name", "Name of that region in the language of the view"),
    Column("region_level", "Level of that region"),
    Column("place_as_written", "Place as the source writes it"),
    Column("place_zh", "Place in Chinese"),
    Column("precision", "How closely its sources locate it"),
    _number("latitude", "Degrees north, WGS 84, only where a source names the very site"),
    _number("longitude", "Degrees east, WGS 84, only where a source names the very site"),
    Column("kind", "Kind of record"),
    Column("kind_words", "The same in words"),
    Column("modality", "What is collected, separated by semicolons"),
    Column("modality_words", "The same in words"),
    Column("scope", "Whether it belongs to the subject and has been checked"),
    Column("target_group", "Who was collected from, as the source says"),
    Column("justification", "Reasons that authorities gave, separated by semicolons"),
    Column("witness_based", "yes if it rests on witnesses; then never finer than a county"),
    Column("confidence", "Confidence that follows from its sources"),
    Column("doubt", "Why it is held at low confidence whatever its sources"),
    Column("remark", "What readers should know"),
    Column("disagreements", "Where sources differ, and what is shown because of it"),
    Column("vendors", "Vendors that sources name, separated by semicolons"),
    Column("parent_id", "Campaign that contains the event, where that is shown too"),
    _whole("n_claims", "Statements of sources about it"),
    _whole("n_roots", "Independent sources to which they lead back"),
    Column("roots", "Publishers of those, separated by semicolons"),
    Column("source_ids", "Sources that say something about it, separated by semicolons"),
    Column("sources", "The same as citations, separated by vertical bars"),
    Column("urls", "Their addresses, separated by vertical bars"),
)

CLAIMS = (
    Column("claim_id", "Stable name of the claim"),
    Column("event_id", "Event it is about"),
    Column("source_id", "Source that says it"),
    Column("publisher", "Who published that source"),
    Column("url", "Address of that source"),
    Column("field", "Which fact it states"),
    Column("value_as_printed", "The statement as printed"),
    Column("said", "Its number in words, with qualifier and unit"),
    Column("vendors", "Vendors that it names, separated by semicolons"),
    Column("qualifier", "The word that the source puts before the number"),
    _number("low", "Lower end, if the source gives one"),
    _number("best", "Single figure, if the source gives one"),
    _number("high", "Upper end, if the source gives one"),
    Column("unit", "What is counted"),
    Column("quantity_kind", "What sort of number it is"),
    _number("base", "Population that the source relates it to"),
    Column("base_kind", "Kind of that population"),
    Column("share_low_printed", "Lower percentage, with the digits that were printed"),
    Column("share_high_printed", "Upper percentage, with the digits that were printed"),
    Column("share_check", "What the printed share is beside the claim's own count and base"),
    Column("quote", "Words of the source in their language"),
    Column("quote_language", "Language of the quote, as a BCP 47 tag"),
    Column("locator", "Where in the source"),
    Column("credibility", "Admiralty credibility of the statement"),
    Column("reliability", "Admiralty reliability of the source"),
    Column("cites_official", "yes if a named official document or statement is cited"),
    Column("note", "What readers should know"),
)

SOURCES = (
    Column("source_id", "Stable name of the source"),
    Column("citation", "The source in one line"),
    Column("kind", "What sort of document it is"),
    Column("publisher", "Who published it"),
    Column("title", "Its title"),
    Column("author", "Its author"),
    Column("language", "Language of the text that was read"),
    Column("published", "Date of publication: year, month or day"),
    Column("url", "Address at the publisher"),
    Column("url_read", "Address at which it was read"),
    Column("archive_url", "Archived copy, where one is recorded"),
    Column("accessed", "When it was read"),
    Column("sha256", "Hash of the file that was read, where it was kept"),
    Column("read_as", "How much of it was read"),
    Column("repeats", "Source that it repeats"),
    Column("reliability", "Admiralty reliability"),
    Column("licence", "Licence of a census table, as far as known"),
    Column("note", "What readers should know"),
)

TABLES = {"regions": REGIONS, "events": EVENTS, "claims": CLAIMS, "sources": SOURCES}
"""Columns of each table, by its name in every file."""

KEYS = {"regions": "code", "events": "event_id", "claims": "claim_id", "sources": "source_id"}
"""The column of each table that names its rows."""
