"""The tables of a data set: every field with its type, words and meaning.

This is the one description. ``datapackage.json`` of the bundled data set carries it as
Table Schema (:func:`table_schema`), so that other people's tools read it, and the reader checks
cells by the same words and expressions (:meth:`Field.allowed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geodata.model import (
    BaseKind,
    ClaimField,
    Credibility,
    DateBasis,
    DatePrecision,
    Disagreement,
    Justification,
    Kind,
    LabeledEnum,
    MeasureUnit,
    Modality,
    Qualifier,
    QuantityKind,
    ReadAs,
    Reliability,
    Scenario,
    Scope,
    SourceKind,
    Status,
)

__all__ = ["OPTIONAL_TABLES", "TABLES", "Field", "descriptor", "table_schema"]

Schema = dict[str, Any]

IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}"
NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,6})?"
DEGREES = r"-?[0-9]{1,3}(\.[0-9]+)?"
DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
WEB_ADDRESS = r"https?://[^\s<>\"]+"
YES_NO = r"yes|no"
REGION_CODE = r"[^\s;]{1,80}"
PRECISION = r"[a-z][a-z0-9_-]{0,39}"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table.

    ``words`` closes the set of values; with ``many`` a cell holds several, joined
    by semicolons. ``pattern`` is a regular expression that the whole cell matches.
    An ``optional`` column may be missing from the file; its cells are then empty.
    """

    name: str
    meaning: str
    required: bool = False
    words: type[LabeledEnum] | None = None
    many: bool = False
    pattern: str = ""
    hint: str = ""
    optional: bool = False

    @property
    def expression(self) -> str:
        """Regular expression that a cell which is not empty matches, if there is one."""
        if self.words is None:
            return self.pattern
        one = "|".join(word.value for word in self.words)
        return rf"({one})(\s*;\s*({one}))*" if self.many else f"({one})"

    def allowed(self, values: Iterable[str]) -> frozenset[str]:
        """Return those of some values, none of them empty, that the column may hold."""
        matches = re.compile(self.expression or ".*", re.DOTALL).fullmatch
        return frozenset(value for value in values if matches(value))

    @property
    def is_date(self) -> bool:
        """Whether the column holds dates."""
        return self.pattern == DATE

    @property
    def expected(self) -> str:
        """What a reader should write, in words."""
        if self.words is None:
            return self.hint
        listed = ", ".join(word.value for word in self.words)
        return f"Use {'any of' if self.many else 'one of'}: {listed}."


def _identifier(name: str, meaning: str, *, required: bool = False) -> Field:
    hint = "Use letters, digits, '.', '_' and '-' only."
    return Field(name, meaning, required, pattern=IDENTIFIER, hint=hint)


def _number(name: str, meaning: str) -> Field:
    hint = (
        "Write plain digits, at most 15 before the point and 6 after it, without separators or "
        "words; leave empty if unknown."
    )
    return Field(name, meaning, pattern=NUMBER, hint=hint)


def _degrees(name: str, meaning: str) -> Field:
    hint = "Write decimal degrees such as 36.48013889; leave empty if unknown."
    return Field(name, meaning, pattern=DEGREES, hint=hint)


def _date(name: str, meaning: str) -> Field:
    return Field(name, meaning, pattern=DATE, hint="Write 2019, 2019-03 or 2019-03-14.")


def _yes_no(name: str, meaning: str) -> Field:
    return Field(name, meaning, required=True, pattern=YES_NO, hint="Write yes or no.")


def _address(name: str, meaning: str) -> Field:
    return Field(name, meaning, pattern=WEB_ADDRESS, hint="Write an http or https address.")


def _precision(name: str, meaning: str) -> Field:
    hint = "Use the id of a level of the geography, country, or site."
    return Field(name, meaning, required=True, pattern=PRECISION, hint=hint)


EVENTS = (
    _identifier("event_id", "Stable name of the event, never reused", required=True),
    _identifier("parent_id", "Campaign that contains the event; prevents counting twice"),
    Field("scope", "Core, lead (not yet checked) or context", True, Scope),
    Field("kind", "What sort of thing is documented", True, Kind),
    Field("modality", "What is collected", True, Modality, many=True),
    Field("title", "One plain line for readers", True),
    Field("place_as_written", "Place as the source writes it"),
    Field("place_zh", "Place in Chinese"),
    Field(
        "region",
        "Code of the smallest region with a boundary; empty for the whole country",
        pattern=REGION_CODE,
        hint="Write a code of the geography, without spaces.",
    ),
    _precision("level_reported", "Level that the source names"),
    _degrees("latitude", "Degrees north, WGS 84; only with longitude"),
    _degrees("longitude", "Degrees east, WGS 84; only with latitude"),
    _precision("precision", "How closely the source locates the event"),
    _date("start", "First date"),
    _date("end", "Last date"),
    Field("date_precision", "How closely the source dates the event", True, DatePrecision),
    Field("date_basis", "What the date is the date of", True, DateBasis),
    Field("target_group", "Who was collected from, as the source says"),
    Field("justification", "Reasons that authorities gave", False, Justification, many=True),
    _yes_no("witness_based", "Whether it rests on witnesses; then never finer than a county"),
    Field("status", "Draft, published or withdrawn", True, Status),
    Field("status_reason", "Why it was withdrawn"),
    Field("doubt", "Why it is held at low confidence whatever its grades"),
    Field("remark", "What readers should know"),
)

SOURCES = (
    _identifier("source_id", "Stable name of the source", required=True),
    Field("kind", "What sort of document it is", True, SourceKind),
    Field("publisher", "Who published it", True),
    Field("title", "Its title", True),
    Field("author", "Its author"),
    Field("language", "Language of the text that was read"),
    _date("published", "Date of publication"),
    _address("url", "Address at the publisher"),
    _address("url_read", "Address at which it was read"),
    _address("archive_url", "Archived copy, where one is recorded"),
    Field(
        "archive_holds_content",
        "Whether the archived copy holds the cited words",
        pattern="yes|no|unchecked",
        hint="Write yes, no or unchecked.",
    ),
    _date("accessed", "When it was read"),
    Field("sha256", "Hash of the saved file", pattern=r"[0-9a-f]{64}", hint="Write 64 hex digits."),
    Field("read_as", "How much of it was read", True, ReadAs),
    Field("how_read", "How it was read, in words", optional=True),
    _identifier("parent_source_id", "Source that it repeats"),
    Field(
        "builds_on",
        "Sources whose findings it takes further, joined by semicolons",
        pattern=rf"{IDENTIFIER}(\s*;\s*{IDENTIFIER})*",
        hint="Write names of sources, joined by ';'.",
        optional=True,
    ),
    Field("reliability", "Admiralty reliability, A to F", True, Reliability),
    Field("note", "What readers should know"),
)

CLAIMS = (
    _identifier("claim_id", "Stable name of the claim", required=True),
    _identifier("event_id", "Event it is about", required=True),
    _identifier("source_id", "Source that says it", required=True),
    Field("speaker", "Who says it, where the source quotes somebody", optional=True),
    Field("field", "Which fact it states", True, ClaimField),
    Field("value_as_printed", "Its value as printed, or a short summary of it"),
    Field(
        "vendor",
        "Vendors that the statement names, joined by semicolons; one spelling for each",
        pattern=r"[^;~]{1,80}(;[^;~]{1,80})*",
        hint="Write names joined by ';', none longer than 80 letters.",
    ),
    Field("qualifier", "The word before the number", True, Qualifier),
    Field(
        "hedge",
        "Hedging words as printed, joined by semicolons",
        pattern=r"[^;]{1,80}(;[^;]{1,80})*",
        hint="Write the printed words, such as 'may; roughly', joined by ';'.",
        optional=True,
    ),
    _number("low", "Lower end, if the source gives one"),
    _number("best", "Single figure, if the source gives one"),
    _number("high", "Upper end, if the source gives one"),
    Field("unit", "What is counted", False, MeasureUnit),
    Field("quantity_kind", "What sort of number it is", False, QuantityKind),
    _number("base", "Population that the source relates it to"),
    Field("base_kind", "Kind of that population", False, BaseKind),
    _number("share_low_printed", "Lower percentage as printed"),
    _number("share_high_printed", "Upper percentage as printed"),
    Field("quote", "At most 25 words in the original language"),
    Field("quote_language", "Language of the quote"),
    Field("locator", "Where in the source"),
    Field(
        "speaks_against",
        "Scenarios that do not fit the statement",
        words=Scenario,
        many=True,
        optional=True,
    ),
    Field("credibility", "Admiralty credibility, 1 to 6", True, Credibility),
    _yes_no("cites_official", "Whether a named official document or statement is cited"),
    Field("note", "What readers should know"),
)

DISCREPANCIES = (
    _identifier("discrepancy_id", "Stable name of the disagreement", required=True),
    Field("kind", "What the versions disagree about", True, Disagreement),
    Field(
        "event_ids",
        "Events concerned, joined by semicolons",
        True,
        pattern=rf"{IDENTIFIER}(\s*;\s*{IDENTIFIER})*",
        hint="Write names of events, joined by ';'.",
    ),
    Field("topic", "What it is about, in a few words", True),
    Field("treatment", "What is shown, and why", True),
)

VERSIONS = (
    _identifier("version_id", "Stable name of the version", required=True),
    _identifier("discrepancy_id", "Disagreement that it belongs to", required=True),
    _identifier("claim_id", "Claim that holds it; empty if computed or without one"),
    Field("said", "The version in words", True),
)

TABLES: dict[str, tuple[Field, ...]] = {
    "events": EVENTS,
    "sources": SOURCES,
    "claims": CLAIMS,
    "discrepancies": DISCREPANCIES,
    "versions": VERSIONS,
}
OPTIONAL_TABLES = frozenset({"discrepancies", "versions"})
"""Tables that a data set may do without."""


_FOREIGN_KEYS: dict[str, list[tuple[str, str, str]]] = {
    "events": [("parent_id", "", "event_id")],
    "sources": [("parent_source_id", "", "source_id")],
    "claims": [("event_id", "events", "event_id"), ("source_id", "sources", "source_id")],
    "discrepancies": [],
    "versions": [
        ("discrepancy_id", "discrepancies", "discrepancy_id"),
        ("claim_id", "claims", "claim_id"),
    ],
}


def table_schema(table: str) -> Schema:
    """Return the Frictionless Table Schema of one of :data:`TABLES`.

    Examples
    --------
    >>> schema = table_schema("claims")
    >>> schema["primaryKey"], len(schema["fields"])
    (['claim_id'], 25)
    """
    fields = []
    for field in TABLES[table]:
        constraints: dict[str, Any] = {"required": True} if field.required else {}
        if field.words is not None and not field.many:
            constraints["enum"] = [word.value for word in field.words]
        elif field.expression:
            constraints["pattern"] = field.expression
        described = {"name": field.name, "type": "string", "description": field.meaning}
        fields.append(described | ({"constraints": constraints} if constraints else {}))
    return {
        "fields": fields,
        "primaryKey": [TABLES[table][0].name],
        "missingValues": [""],
        "foreignKeys": [
            {"fields": [own], "reference": {"resource": resource, "fields": [other]}}
            for own, resource, other in _FOREIGN_KEYS[table]
        ],
    }


def descriptor(metadata: Schema) -> Schema:
    """Return the whole ``datapackage.json`` for a data set with this metadata."""
    resources = [
        {
            "name": table,
            "type": "table",
            "path": f"{table}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table_schema(table),
        }
        for table in TABLES
    ]
    return metadata | {"resources": resources}
