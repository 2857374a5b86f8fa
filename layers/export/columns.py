"""The columns of every exported table: one description for files, schemas and readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geodata.i18n import _
from geodata.model import LabeledEnum

__all__ = ["CLAIMS", "EVENTS", "KEYS", "REGIONS", "SOURCES", "TABLES", "Column", "Sort"]


class Sort(LabeledEnum):
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
    Column("code", _("Six-digit code of the region (GB/T 2260)")),
    Column("name", _("Name in the language of the view")),
    Column("name_language", _("Language of that name, as a BCP 47 tag")),
    Column("name_en", _("English or exile name")),
    Column("name_zh", _("Chinese name")),
    Column("parent", _("Code of the next wider region; CN is the whole country")),
    Column("parent_name", _("English name of the next wider region")),
    Column("level", _("province, prefecture or county")),
    Column("layer", _("Id of the coloured layer")),
    Column("layer_title", _("Its title")),
    Column("period", _("Year or years of the values; empty where they have none")),
    Column("label", _("Kind of knowledge of the number")),
    Column("label_words", _("The same in words")),
    Column("status", _("Whether there is a number, or the reason for none")),
    Column("status_words", _("The same in words")),
    _number(
        "value", _("The number, unrounded; empty where there is none or only its ends are known")
    ),
    _number("low", _("Lower end, unrounded; empty where none is known")),
    _number("high", _("Upper end, unrounded; empty where none is known")),
    Column("unit", _("What value, low and high count")),
    Column("shown", _("What the map says of the number, rounded as there")),
    Column("class", _("Class of the region, in the words of the legend")),
    Column("moment", _("Month that the map shows; empty for all dates")),
    _whole("events_at_moment", _("Events that were or may have been under way in that month")),
    _number("count_low", _("Estimates: lower end as a count")),
    _number("count_high", _("Estimates: upper end as a count; empty where nothing limits it")),
    Column("count_unit", _("Estimates: what is counted")),
    _whole("base_persons", _("Estimates: population beside which the number may be put")),
    _whole("base_year", _("Estimates: year of that population")),
    Column("base_kind", _("Estimates: kind of that population")),
    Column("method", _("Estimates: method and its version")),
    Column("assumption", _("Estimates: what is assumed, in words")),
    Column("as_of", _("Estimates: month up to which is counted")),
    _whole(
        "documented_events",
        _("Documented events of this view, including sub-regions, whatever the layer counts"),
    ),
    _whole("documented_roots", _("Independent sources of those events")),
    _whole("n_events", _("Events of the data set behind the row; empty where there is none")),
    _whole("n_roots", _("Independent sources behind the row; empty where none is counted")),
    Column("event_ids", _("Those events, separated by semicolons")),
    Column("claim_ids", _("Claims that an estimate rests on, separated by semicolons")),
    Column("hedge", _("Hedging words of those claims as printed; part of the number")),
    Column("source_ids", _("Sources of the number, separated by semicolons")),
    Column("sources", _("The same as citations, separated by vertical bars")),
    Column("note", _("What a reader must know of this row")),
)

EVENTS = (
    Column("event_id", _("Stable name of the event")),
    Column("title", _("What is documented, in one line")),
    Column(
        "drawn", _("Where the map shows it: on the map, beside it, or only as ground of a number")
    ),
    Column("dates", _("When, in words, as closely as its sources say")),
    Column("start", _("First date: year, month or day")),
    Column("end", _("Last date: year, month or day")),
    Column("date_precision", _("How closely the event is dated")),
    Column("date_basis", _("Whether the date is that of the event or of a report")),
    Column("at_moment", _("Whether it was under way in the month that the map shows")),
    Column("region", _("Code of the region as which it is drawn; CN is the whole country")),
    Column("region_name", _("Name of that region in the language of the view")),
    Column("region_level", _("Level of that region")),
    Column("place_as_written", _("Place as the source writes it")),
    Column("place_zh", _("Place in Chinese")),
    Column("precision", _("How closely its sources locate it")),
    _number("latitude", _("Degrees north, WGS 84, only where a source names the very site")),
    _number("longitude", _("Degrees east, WGS 84, only where a source names the very site")),
    Column("kind", _("Kind of record")),
    Column("kind_words", _("The same in words")),
    Column("modality", _("What is collected, separated by semicolons")),
    Column("modality_words", _("The same in words")),
    Column("scope", _("Whether it belongs to the subject and has been checked")),
    Column("target_group", _("Who was collected from, as the source says")),
    Column("justification", _("Reasons that authorities gave, separated by semicolons")),
    Column("witness_based", _("yes if it rests on witnesses; then never finer than a county")),
    Column("confidence", _("Confidence that follows from its sources")),
    Column("doubt", _("Reason for low confidence")),
    Column("remark", _("What readers should know")),
    Column("disagreements", _("Where sources differ, and what is shown because of it")),
    Column("vendors", _("Vendors that sources name, separated by semicolons")),
    Column("parent_id", _("Campaign that contains the event, where that is shown too")),
    _whole("n_claims", _("Statements of sources about it")),
    _whole("n_roots", _("Independent sources")),
    Column("roots", _("Publishers of those, separated by semicolons")),
    Column("source_ids", _("Sources that say something about it, separated by semicolons")),
    Column("sources", _("The same as citations, separated by vertical bars")),
    Column("urls", _("Their addresses, separated by vertical bars")),
)

CLAIMS = (
    Column("claim_id", _("Stable name of the claim")),
    Column("event_id", _("Event it is about")),
    Column("source_id", _("Source that says it")),
    Column("publisher", _("Who published that source")),
    Column("url", _("Address of that source")),
    Column("speaker", _("Who says it, where the source quotes somebody")),
    Column("field", _("Which fact it states")),
    Column("value_as_printed", _("Its value: words of the source, or a summary of them")),
    Column("value_wording", _("Which of the two: printed or summary")),
    Column("said", _("Its number in words, with qualifier, unit and hedging words")),
    Column("vendors", _("Vendors that it names, separated by semicolons")),
    Column("qualifier", _("The word that the source puts before the number")),
    Column("hedge", _("Hedging words as printed, separated by semicolons; part of the number")),
    _number("low", _("Lower end, if the source gives one")),
    _number("best", _("Single figure, if the source gives one")),
    _number("high", _("Upper end, if the source gives one")),
    Column("unit", _("What is counted")),
    Column("quantity_kind", _("What sort of number it is")),
    _number("base", _("Population that the source relates it to")),
    Column("base_kind", _("Kind of that population")),
    Column("share_low_printed", _("Lower percentage, with the digits that were printed")),
    Column("share_high_printed", _("Upper percentage, with the digits that were printed")),
    Column("share_check", _("What the printed share is beside the claim's own count and base")),
    Column("quote", _("Words of the source in their language")),
    Column("quote_language", _("Language of the quote, as a BCP 47 tag")),
    Column("locator", _("Where in the source")),
    Column("speaks_against", _("Scenarios that do not fit the statement")),
    Column("credibility", _("Admiralty credibility of the statement")),
    Column("reliability", _("Admiralty reliability of the source")),
    Column("cites_official", _("yes if a named official document or statement is cited")),
    Column("note", _("What readers should know")),
)

SOURCES = (
    Column("source_id", _("Stable name of the source")),
    Column("citation", _("The source in one line")),
    Column("kind", _("What sort of document it is")),
    Column("publisher", _("Who published it")),
    Column("title", _("Its title")),
    Column("author", _("Its author")),
    Column("language", _("Language of the text that was read")),
    Column("published", _("Date of publication: year, month or day")),
    Column("url", _("Address at the publisher")),
    Column("url_read", _("Address at which it was read")),
    Column("archive_url", _("Archived copy, where one is recorded")),
    Column("accessed", _("When it was read")),
    Column("sha256", _("Hash of the file that was read, where it was kept")),
    Column("archive_holds_content", _("Whether that copy holds the cited words")),
    Column("read_as", _("How much of it was read")),
    Column("how_read", _("How it was read, where more is recorded")),
    Column("reading", _("How and when it was read in one line, and what is not recorded")),
    Column("repeats", _("Source that it repeats")),
    Column("builds_on", _("Sources of this table that it builds on, separated by semicolons")),
    Column("reliability", _("Admiralty reliability")),
    Column("licence", _("Licence of a census table, as far as known")),
    Column("note", _("What readers should know")),
)

TABLES = {"regions": REGIONS, "events": EVENTS, "claims": CLAIMS, "sources": SOURCES}
"""Columns of each table, by its name in every file."""

KEYS = {"regions": "code", "events": "event_id", "claims": "claim_id", "sources": "source_id"}
"""The column of each table that names its rows."""
