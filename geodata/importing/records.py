"""Rows into the columns of a data set: events, sources and what each source says."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from geodata.dataset.schema import IDENTIFIER, TABLES, Field
from geodata.importing.amounts import Amount, read_amount
from geodata.importing.columns import subject_words
from geodata.importing.dates import DateReading
from geodata.importing.headings import OWN, folded
from geodata.importing.location import Locations
from geodata.importing.mapping import ImportField, ImportMapping
from geodata.importing.placing import PlacedBy, Places
from geodata.importing.report import Outcome, RowNote
from geodata.importing.table import RawTable
from geodata.model import SourceKind

__all__ = ["Records"]

_F = ImportField
_LONGEST_TITLE = 200
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\";,]+")
_REPORTED = re.compile(r"publi|report|报道|发布|опублик|veröffent|نشر")
Dates = list[DateReading]

_READ = ("event_id", "title", "start", "end", "latitude", "longitude", "region", "modality")
"""Columns of a table of this product that are read as those of any other."""


_UNKNOWN = "unknown"
"""Technology of a row that names none."""


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "_", text.casefold()).strip("_")[:60]


def _short(text: str, most: int = _LONGEST_TITLE) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _frame(name: str, columns: dict[str, Iterable[str]], rows: int) -> pd.DataFrame:
    """Return a table with every column of the schema, in its order."""
    return pd.DataFrame(
        {field.name: columns.get(field.name, [""] * rows) for field in TABLES[name]}, dtype=object
    )


class Records:
    """The rows of one table on their way into a data set."""

    def __init__(
        self,
        table: RawTable,
        mapping: ImportMapping,
        found: Locations,
        places: Places,
        start: Dates,
        end: Dates,
    ) -> None:
        self._table, self._mapping, self._found = table, mapping, found
        self._places, self._start, self._end = places, start, end
        self._count = len(table.cells)

    def _texts(self, field: ImportField) -> list[str]:
        """Return the cells of the columns of a field, joined where there are several."""
        columns = [self._table.texts(name) for name in self._mapping.of(field)]
        if not columns:
            return [""] * self._count
        if len(columns) == 1:
            return columns[0]
        return ["; ".join(filter(None, row)) for row in zip(*columns, strict=True)]

    def _technologies(self) -> list[str]:
        words = {each.value: each.word for each in self._mapping.words}
        cells = self._texts(_F.TECHNOLOGY)
        known = {text: words.get(text) or self._words(text) for text in set(cells)}
        return [known[text] for text in cells]

    def _words(self, text: str) -> str:
        """Return the words for a cell that the mapping has no word for."""
        parts = re.split(r"[;|]", text or self._mapping.technology)
        slugs = [slug for part in parts if (slug := _slug(part))] or [_UNKNOWN]
        return ";".join(dict.fromkeys(slugs))

    def foreign_technologies(self) -> list[str]:
        """Return the technologies that no bundled subject lists; they keep their own words."""
        said = {each.value for each in self._mapping.words}
        listed = set(subject_words().values())
        return sorted(
            text
            for text in {*self._texts(_F.TECHNOLOGY), self._mapping.technology}
            if text and text not in said and _slug(text) not in listed
        )

    def _titles(self, notes: list[RowNote]) -> list[str]:
        titles = self._texts(_F.TITLE)
        kinds = self._texts(_F.TECHNOLOGY)
        places, words = self._found.as_written, self._texts(_F.DESCRIPTION)
        given = self._mapping.first(_F.TITLE)
        result = []
        for row, title in enumerate(titles):
            made = _short(title)
            if not made:
                named = ", ".join(filter(None, (kinds[row], places[row])))
                made = (
                    _short(named or words[row])
                    or f"Row {self._table.lines[row]} of {self._table.file}"
                )
                if given is not None:
                    reason, line = (
                        "The row has no title; one was made.",
                        int(self._table.lines[row]),
                    )
                    notes.append(RowNote(line, given, Outcome.FINDING, reason, "", "", made))
            result.append(made)
        return result

    def _ids(self, titles: Sequence[str], notes: list[RowNote]) -> list[str]:
        """Return names that stay the same when rows move or other cells are mended."""
        own = self._texts(_F.EVENT_ID)
        counts = Counter(own)
        found, codes = self._found, self._texts(_F.REGION_CODE)
        seen: Counter[str] = Counter()
        ids = []
        for row, text in enumerate(own):
            if text and counts[text] == 1 and re.fullmatch(IDENTIFIER, text):
                ids.append(text)
                continue
            if text and counts[text] > 1:
                key = text
                notes.append(
                    RowNote(
                        int(self._table.lines[row]),
                        "event_id",
                        Outcome.REPAIRED,
                        "The id is used for several rows; another was made.",
                        "Give each row its own.",
                        text,
                    )
                )
            else:
                key = ""
            place = f"{found.latitude[row]:.6f} {found.longitude[row]:.6f}"
            title = titles[row] if self._mapping.first(_F.TITLE) else ""
            base = _hash(key, title, found.as_written[row], codes[row], place, text)
            seen[base] += 1
            ids.append(f"E-{base}" if seen[base] == 1 else f"E-{base}-{seen[base]}")
        return ids

    def events(self, notes: list[RowNote]) -> pd.DataFrame:
        """Return one event for each row, those included that are kept out for their dates."""
        found, levels = self._found, dict[str, str]()
        titles = self._titles(notes)
        for code in set(found.code):
            levels[code] = self._places.level(code) if code else self._places.whole
        north = [f"{value:.7f}".rstrip("0").rstrip(".") for value in found.latitude]
        east = [f"{value:.7f}".rstrip("0").rstrip(".") for value in found.longitude]
        pointed = ~np.isnan(found.latitude)
        precision = [
            self._places.site if point else levels[code]
            for point, code in zip(pointed, found.code, strict=True)
        ]
        starts = [str(each.start) if each.start else "" for each in self._start]
        ends = [
            str(last.end or last.start) if last.understood else str(first.end) if first.end else ""
            for first, last in zip(self._start, self._end, strict=True)
        ]
        dated = [
            (first.start or last.start or last.end or first.end)
            for first, last in zip(self._start, self._end, strict=True)
        ]
        name = self._mapping.first(_F.START) or ""
        basis = "report" if _REPORTED.search(folded(name)) else "event"
        remarks = [
            "" if way != PlacedBy.UNPLACED else "The place could not be told from the imported row."
            for way in found.placed
        ]
        ids = self._ids(titles, notes)
        columns: dict[str, Iterable[str]] = {
            "event_id": ids,
            "scope": ["core"] * self._count,
            "kind": ["deployment"] * self._count,
            "modality": self._technologies(),
            "title": titles,
            "place_as_written": self._as_written(),
            "region": found.code,
            "level_reported": precision,
            "latitude": ["" if text == "nan" else text for text in north],
            "longitude": ["" if text == "nan" else text for text in east],
            "precision": precision,
            "start": starts,
            "end": ends,
            "date_precision": [each.precision.value if each else "unknown" for each in dated],
            "date_basis": [basis if each else "unknown" for each in dated],
            "witness_based": ["no"] * self._count,
            "status": ["published"] * self._count,
            "remark": remarks,
        }
        return _frame("events", columns | self._own(ids), self._count)

    def _own(self, ids: Iterable[str]) -> dict[str, Iterable[str]]:
        """Return what a table of this product says in its own words, to be kept as it is."""
        if self._mapping.layout != OWN:
            return {}
        own: dict[str, Iterable[str]] = {
            field.name: [_value(text, field) for text in self._table.texts(field.name)]
            for field in TABLES["events"]
            if field.name not in _READ and field.name in self._table.columns
        }
        if "parent_id" in own:
            known = set(ids)
            own["parent_id"] = [each if each in known else "" for each in own["parent_id"]]
        precision = {
            each.label: name for name, each in self._places.regions.geography.precisions.items()
        }
        own["precision"] = [precision.get(each, each) for each in own["precision"]]
        own["level_reported"] = own["precision"]
        return own

    def _as_written(self) -> list[str]:
        wider = self._mapping.of(_F.PARENT_PLACE)
        parents = [self._table.texts(name) for name in wider]
        names = [self._found.as_written, *reversed(parents)]
        return [
            _short(", ".join(dict.fromkeys(filter(None, row)))) for row in zip(*names, strict=True)
        ]

    def _details(self) -> list[str]:
        """Return what no field holds, by heading, so that nothing of a row is lost."""
        used = {_F.OTHER, _F.DESCRIPTION, _F.PRESENT}
        columns = [
            (use.column, use.field)
            for use in self._mapping.columns
            if use.field in used and use.column in self._table.columns
        ]
        if self._mapping.layout == OWN:
            kept = {field.name for field in TABLES["events"]}
            columns = [each for each in columns if each[0] not in kept]
        columns += [
            (name, _F.OTHER)
            for name in self._table.columns
            if name not in {use.column for use in self._mapping.columns}
        ]
        if self.foreign_technologies():
            columns += [(name, _F.OTHER) for name in self._mapping.of(_F.TECHNOLOGY)]
        texts: list[list[str]] = [[] for _ in range(self._count)]
        for name, field in columns:
            for row, text in enumerate(self._table.texts(name)):
                if text:
                    texts[row].append(text if field is _F.DESCRIPTION else f"{name}: {text}")
        for wanted, readings in ((_F.START, self._start), (_F.END, self._end)):
            dated = self._mapping.first(wanted)
            for row, text in enumerate([] if dated is None else self._table.texts(dated)):
                if text and _has_words(readings[row]):
                    texts[row].append(f"{dated}: {text}")
        return ["; ".join(parts) for parts in texts]

    def claims(
        self, ids: pd.Series[str], kept: np.ndarray[tuple[int], np.dtype[np.bool_]]
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the sources, and what each says: one description a row, and its numbers."""
        addresses, publishers = self._texts(_F.SOURCE_ADDRESS), self._texts(_F.PUBLISHER)
        details, vendors = self._details(), self._texts(_F.VENDOR)
        amounts = [
            (
                name,
                [read_amount(text, self._mapping.decimal_mark) for text in self._table.texts(name)],
            )
            for name in self._mapping.of(_F.QUANTITY)
        ]
        sources: dict[tuple[str, str], dict[str, str]] = {}

        def source_of(url: str, publisher: str) -> str:
            key = (url, publisher)
            if key not in sources:
                sources[key] = self._source(url, publisher)
            return sources[key]["source_id"]

        lines = self._table.lines.tolist()
        rows = np.flatnonzero(kept).tolist()
        found = [_WEB_ADDRESS.findall(addresses[row]) if addresses[row] else [] for row in rows]
        first = [
            source_of(urls[0] if urls else "", publishers[row])
            for row, urls in zip(rows, found, strict=True)
        ]
        vendor = {text: _vendors(text) for text in set(vendors)}
        described = _frame(
            "claims",
            {
                "claim_id": [f"{event_id}-1" for event_id in ids],
                "event_id": ids.tolist(),
                "source_id": first,
                "field": ["description"] * len(rows),
                "value_as_printed": [details[row] for row in rows],
                "vendor": [vendor[vendors[row]] for row in rows],
                "qualifier": ["exact"] * len(rows),
                "locator": [
                    "" if urls else f"line {lines[row]}"
                    for row, urls in zip(rows, found, strict=True)
                ],
                "credibility": ["6"] * len(rows),
                "cites_official": ["no"] * len(rows),
            },
            len(rows),
        )
        more: list[dict[str, str]] = []
        for at, (event_id, row) in enumerate(zip(ids, rows, strict=True)):
            shared = {"event_id": event_id, "credibility": "6", "cites_official": "no"}
            for number, (name, readings) in enumerate(amounts, 1):
                if readings[row].printed:
                    said = self._amount(name, readings[row]) | {"source_id": first[at]}
                    more.append(shared | said | {"claim_id": f"{event_id}-n{number}"})
            for number, url in enumerate(found[at][1:], 2):
                said = {
                    "field": "description",
                    "qualifier": "exact",
                    "source_id": source_of(url, ""),
                }
                more.append(shared | said | {"claim_id": f"{event_id}-s{number}"})
        claims = pd.concat([described, _filled("claims", more)]) if more else described
        distinct = {each["source_id"]: each for each in reversed(list(sources.values()))}
        return _filled("sources", [*distinct.values()][::-1]), claims

    def _source(self, url: str, publisher: str) -> dict[str, str]:
        kind = SourceKind.DATASET.value
        shared = {"reliability": "F", "kind": kind, "read_as": "not_read"}
        if url:
            host = urlsplit(url).netloc or url
            said = publisher or self._mapping.publisher or host
            return shared | {
                "source_id": f"S-{_hash(url)}",
                "publisher": said,
                "title": _short(url),
                "url": url,
            }
        said = publisher or self._mapping.publisher or "not stated"
        return shared | {
            "source_id": f"S-{_hash(self._table.file, said)}",
            "publisher": said,
            "title": f"Imported file {self._table.file}",
            "read_as": "whole_page",
            "note": "The rows name no other source.",
        }

    def _amount(self, name: str, amount: Amount) -> dict[str, str]:
        said = {"qualifier": amount.qualifier.value, "hedge": amount.hedge, "field": "description"}
        printed = {"value_as_printed": f"{name}: {amount.printed}"}
        if not self._mapping.unit or not amount.understood:
            return said | printed
        numbers = {
            key: f"{value:f}"
            for key, value in (("low", amount.low), ("best", amount.best), ("high", amount.high))
            if value is not None
        }
        kind = "reported_count" if amount.best is not None else "estimate_range"
        counted = {"field": "quantity", "unit": self._mapping.unit, "quantity_kind": kind}
        return said | printed | numbers | counted


def _has_words(reading: DateReading) -> bool:
    return reading.words_kept or bool(reading.note) or not reading.understood


def _value(text: str, field: Field) -> str:
    """Return the values of a cell in which a vocabulary stands in its words for readers."""
    if field.words is None or not text:
        return text
    values = {word.label: word.value for word in field.words}
    return ";".join(values.get(part.strip(), part.strip()) for part in text.split(";"))


def _vendors(text: str) -> str:
    parts = (part.strip()[:80] for part in re.split(r"[;~|]", text))
    return ";".join(dict.fromkeys(filter(None, parts)))


def _filled(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    columns = {field.name: [row.get(field.name, "") for row in rows] for field in TABLES[name]}
    return _frame(name, dict(columns), len(rows))
