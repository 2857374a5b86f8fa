"""Citations of the data set and of what a view cites: BibTeX, RIS and CSL-JSON.

Only what is recorded is written: a missing author, date or address stays missing. How and
when a source was read stands in its note, which also says what of that is not recorded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from geodata.census import CensusSource
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import PartialDate, Source, SourceKind
from layers.export.contents import Contents
from layers.export.sanitize import plain
from layers.reading import reading_words
from layers.view import View
from layers.wording import raised

__all__ = ["bibtex", "csl_json", "dataset_citation", "dataset_item", "items", "ris"]

Item = Mapping[str, Any]

_PRODUCT = "Deployment Atlas"
_TYPES = {
    SourceKind.RESEARCH_REPORT: "report",
    SourceKind.NGO: "report",
    SourceKind.NEWS: "article-newspaper",
    SourceKind.STATE_MEDIA: "article-newspaper",
    SourceKind.POLICE_POST: "webpage",
    SourceKind.TENDER: "document",
    SourceKind.REPRINT: "webpage",
    SourceKind.THREAD: "post",
    SourceKind.CENSUS: "dataset",
    SourceKind.DATASET: "dataset",
}
_RIS_TYPES = {
    "report": "RPRT",
    "article-newspaper": "NEWS",
    "webpage": "ELEC",
    "post": "ELEC",
    "dataset": "DATA",
}


def dataset_citation(facts: Facts, accessed: date | None = None) -> str:
    """Return the data set as a sentence to copy.

    Parameters
    ----------
    facts : Facts
        What is known.
    accessed : date, optional
        The day of access; left out where it is not given.
    """
    meta = facts.dataset.metadata
    said = (
        _("{product}, data set “{title}”, version {version}.")
        if accessed is None
        else _("{product}, data set “{title}”, version {version}, accessed on {day}.")
    )
    day = "" if accessed is None else accessed.isoformat()
    return plain(said.format(product=_PRODUCT, title=meta.title, version=meta.version, day=day))


def dataset_item(facts: Facts, accessed: date | None = None) -> Item:
    """Return the data set as a CSL item."""
    meta = facts.dataset.metadata
    return _said(
        {
            "id": "deployment-atlas-data",
            "type": "dataset",
            "title": meta.title,
            "author": [{"literal": meta.contributors}] if meta.contributors else [],
            "publisher": _PRODUCT,
            "version": meta.version,
            "issued": _dated(PartialDate.parse(meta.created) if meta.created else None),
            "accessed": _dated(PartialDate.parse(accessed.isoformat()) if accessed else None),
            "license": meta.licence,
            "note": _("Fingerprint {fingerprint}").format(fingerprint=facts.fingerprint),
        }
    )


def items(view: View, facts: Facts, accessed: date | None = None) -> tuple[Item, ...]:
    """Return the data set and every source that a view cites, as CSL items.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    accessed : date, optional
        Day on which the data set was read; sources carry their own recorded day or none.
    """
    held = Contents(view, facts)
    known = {source.source_id for source in held.sources}
    census = (each for name, each in held.census.items() if name not in known)
    return (
        dataset_item(facts, accessed),
        *map(_document, held.sources),
        *map(_table, census),
    )


def _document(source: Source) -> Item:
    return _said(
        {
            "id": source.source_id,
            "type": _TYPES[source.kind],
            "title": source.title,
            "author": [{"literal": source.author}] if source.author else [],
            "publisher": source.publisher,
            "issued": _dated(source.published),
            "accessed": _dated(source.accessed),
            "URL": source.url or source.url_read,
            "archive_location": source.archive_url,
            "language": source.language,
            "note": raised(reading_words(source)),
        }
    )


def _table(source: CensusSource) -> Item:
    """Return a census table: its citation is one line that is not taken apart."""
    return _said(
        {
            "id": source.source_id,
            "type": "dataset",
            "title": source.citation,
            "URL": source.url,
            "license": source.licence,
        }
    )


def _dated(day: PartialDate | None) -> Mapping[str, list[list[int]]]:
    if day is None:
        return {}
    return {"date-parts": [[part for part in (day.year, day.month, day.day) if part is not None]]}


def _said(item: Mapping[str, Any]) -> Item:
    """Return an item without empty fields, each text on one line."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return " ".join(plain(value).split())
        if isinstance(value, list):
            return [clean(each) for each in value]
        if isinstance(value, dict):
            return {name: clean(each) for name, each in value.items()}
        return value

    return {name: clean(value) for name, value in item.items() if value}


def csl_json(found: Iterable[Item]) -> str:
    """Return items as CSL-JSON, which Zotero and pandoc read."""
    return json.dumps(list(found), ensure_ascii=False, indent=1) + "\n"


_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "$&%#_"},
}


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)


def _verbatim(url: str) -> str:
    """Return an address in which no brace can end its field."""
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", url)


def bibtex(found: Iterable[Item]) -> str:
    """Return items as BibTeX: ``@misc`` entries in UTF-8, with the fields of biblatex."""
    return "\n".join(map(_entry, found))


def _entry(item: Item) -> str:
    fields = {
        "title": f"{{{_latex(item['title'])}}}",
        "author": "".join(f"{{{_latex(each['literal'])}}}" for each in item.get("author", ())),
        "publisher": _latex(item.get("publisher", "")),
        "date": _day(item, "issued"),
        "year": _day(item, "issued")[:4],
        "version": _latex(item.get("version", "")),
        "url": _verbatim(item.get("URL", "")),
        "urldate": _day(item, "accessed"),
        "note": _latex(item.get("note", "")),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join((f"@misc{{{item['id']},", *lines, "}", ""))


def _day(item: Item, name: str) -> str:
    parts = item.get(name, {}).get("date-parts", [[]])[0]
    return str(PartialDate(*parts)) if parts else ""


def ris(found: Iterable[Item]) -> str:
    """Return items as RIS records, which EndNote, Zotero and Mendeley read."""
    return "".join(f"{tag}  - {text}\r\n" for item in found for tag, text in _record(item))


def _record(item: Item) -> Iterator[tuple[str, str]]:
    issued, accessed = _day(item, "issued"), _day(item, "accessed")
    yield "TY", _RIS_TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    yield "TI", item["title"]
    yield from (("AU", each["literal"]) for each in item.get("author", ()))
    for tag, text in (
        ("PB", item.get("publisher", "")),
        ("PY", issued[:4]),
        ("DA", _slashed(issued)),
        ("ET", item.get("version", "")),
        ("LA", item.get("language", "")),
        ("UR", item.get("URL", "")),
        ("L2", item.get("archive_location", "")),
        ("Y2", _slashed(accessed)),
        ("N1", item.get("note", "")),
    ):
        if text:
            yield tag, text
    yield "ER", ""


def _slashed(day: str) -> str:
    """Return a date as RIS writes it: year, month and day, and a slash for what is missing."""
    return "/".join((*day.split("-"), "", "")[:3]) + "/" if day else ""
