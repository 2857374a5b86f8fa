"""A proposal of what each column holds, from its heading and from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd

from geodata.geography import PACKS
from geodata.importing.amounts import decimal_mark, read_amount
from geodata.importing.coordinates import are_projected, parse_degrees, parse_pairs, swapped
from geodata.importing.dates import DateOrder, date_order, looks_like_serials, read_date
from geodata.importing.headings import HEADINGS, LAYOUTS, OWN, folded
from geodata.importing.mapping import SEVERAL, ColumnUse, ImportField, ImportMapping, WordUse
from geodata.importing.personal import columns_named, personal_columns
from geodata.importing.table import RawTable
from geodata.model import bundled_subject

__all__ = ["propose_mapping", "subject_words"]

_SAMPLE = 2_000
_PHRASES = {
    field: tuple(dict.fromkeys(map(folded, words.split("|")))) for field, words in HEADINGS.items()
}
_LEAST = 0.5
_F = ImportField


def propose_mapping(
    table: RawTable,
    *,
    is_code: Callable[[str], bool] | None = None,
    technologies: Mapping[str, str] | None = None,
) -> ImportMapping:
    """Propose what the columns of a table hold.

    Parameters
    ----------
    table : RawTable
    is_code : callable, optional
        Whether a text is a code of the geography; without it no column of codes is proposed.
    technologies : mapping of str to str, optional
        The subject's words by every spelling, folded; by default :func:`subject_words`.

    Returns
    -------
    ImportMapping
        Columns that may identify people are left out; a column that nothing is known of is
        ``other`` and is kept in the words of the event.
    """
    columns = table.columns
    personal = set(columns_named(personal_columns(table)))
    sample = (
        table.cells.iloc[np.linspace(0, len(table.cells) - 1, _SAMPLE, dtype=int)]
        if len(table.cells) > _SAMPLE
        else table.cells
    )
    layout, known = _layout(columns)
    fields: dict[str, ImportField] = dict.fromkeys(personal, _F.LEFT_OUT)
    taken: set[ImportField] = set()
    if table.geometry is not None and any(shape is not None for shape in table.geometry):
        taken |= {_F.LATITUDE, _F.LONGITUDE, _F.COORDINATES, _F.WKT, _F.WKB}
    for name, field in known.items():
        if name not in fields and not (field in taken and field not in SEVERAL):
            fields[name] = field
            taken.add(field)
    order = list(HEADINGS)
    scored = sorted(
        (
            (-score, index, order.index(field), field, name)
            for index, name in enumerate(columns)
            if name not in fields
            for field, score in _scores(name, sample[name], is_code)
        ),
    )
    for _, _, _, field, name in scored:
        if name in fields or (field in taken and field not in SEVERAL):
            continue
        if layout == OWN and field is not _F.SOURCE_ADDRESS:
            continue
        fields[name] = field
        taken.add(field)
    return _decided(
        ImportMapping(
            tuple(ColumnUse(name, fields.get(name, _F.OTHER)) for name in columns), layout=layout
        ),
        table,
        subject_words() if technologies is None else technologies,
    )


def subject_words() -> dict[str, str]:
    """Return the subject's words for technologies by their values and labels, folded.

    Examples
    --------
    >>> subject_words()["iris scans"]
    'iris'
    """
    subjects = [bundled_subject(each.parent) for each in sorted(PACKS.glob("*/subject.toml"))]
    words = [word for subject in subjects for word in subject.modalities.values()]
    return {folded(text): word.value for word in words for text in (word.value, word.label)}


def _layout(columns: Iterable[str]) -> tuple[str, dict[str, ImportField]]:
    lower = {name.casefold().lstrip("@").strip(): name for name in reversed(list(columns))}
    for layout, fields in LAYOUTS.items():
        if all(heading in lower for heading in fields):
            return layout, {lower[heading]: field for heading, field in fields.items()}
    return "", {}


def _scores(
    name: str, cells: pd.Series[str], is_code: Callable[[str], bool] | None
) -> Iterable[tuple[ImportField, float]]:
    heading = folded(name)
    filled = cells[cells != ""]
    for field, phrases in _PHRASES.items():
        score = max((_likeness(heading, phrase) for phrase in phrases), default=0.0)
        if score >= _LEAST:
            fit = _fit(field, filled, is_code)
            if score * fit >= _LEAST:
                yield field, score * fit
    if not len(filled):
        return
    # What stands in a column may say more than its heading.
    if _share(filled, lambda text: re.match(r"https?://", text) is not None) > 0.8:
        yield _F.SOURCE_ADDRESS, 0.7
    if (
        _share(
            filled, lambda text: re.match(r"(MULTI)?(POINT|LINESTRING|POLYGON)\b", text) is not None
        )
        > 0.8
    ):
        yield _F.WKT, 0.9
    if is_code is not None and len(filled) > 1 and _fit(_F.REGION_CODE, filled, is_code) > 0.9:
        yield _F.REGION_CODE, 0.6


def _likeness(heading: str, phrase: str) -> float:
    """Return how well a heading matches a phrase: 1 for the same, 0.8 and less for a part of it."""
    if heading == phrase:
        return 1.0
    if not phrase or not heading:
        return 0.0
    if phrase.isascii() or re.match(r"[\u0370-\u04ff]", phrase) or " " in heading:
        words, wanted = heading.split(), phrase.split()
        if len(phrase) < 3 or not set(wanted) <= set(words):
            return 0.0
        return 0.5 + 0.35 * len(wanted) / len(words)
    return 0.5 + 0.35 * len(phrase) / len(heading) if len(phrase) > 1 and phrase in heading else 0.0


def _share(filled: pd.Series[str], test: Callable[[str], bool]) -> float:
    texts = filled.head(400)
    return sum(map(test, texts)) / len(texts) if len(texts) else 0.0


Test = Callable[[str], bool]


def _matches(form: str) -> Test:
    return lambda text: re.match(form, text) is not None


def _is_no_number(text: str) -> bool:
    return re.fullmatch(r"[-\d.,\s]+", text) is None


_TESTS: dict[ImportField, tuple[Test, float]] = {
    _F.QUANTITY: (lambda text: read_amount(text).understood, 0.15),
    _F.SOURCE_ADDRESS: (lambda text: "://" in text or "www." in text, 0.4),
    _F.WKT: (_matches(r"[A-Z ]+\("), 0.5),
    _F.WKB: (_matches(r"0[01][0-9A-Fa-f]{8}"), 0.5),
    **dict.fromkeys(
        (_F.TITLE, _F.PLACE, _F.PARENT_PLACE, _F.VENDOR, _F.PUBLISHER), (_is_no_number, 0.5)
    ),
}
"""What a cell that holds a field looks like, and the least share of cells that do."""


def _fit(field: ImportField, filled: pd.Series[str], is_code: Test | None) -> float:
    """Return 1 where the cells may hold the field, less where they mostly cannot."""
    if not len(filled):
        return 0.9
    some = filled.head(400)
    if field in _TESTS:
        test, least = _TESTS[field]
        return float(_share(filled, test) > least)
    fit = 1.0
    match field:
        case _F.LATITUDE | _F.LONGITUDE:
            fit = float((~np.isnan(parse_degrees(some))).mean() > 0.5)
        case _F.COORDINATES:
            fit = float((~np.isnan(parse_pairs(some)[0])).mean() > 0.5)
        case _F.START | _F.END:
            serials = looks_like_serials(some)
            fit = float(_share(filled, lambda text: _dated(text, serials=serials)) > 0.4)
        case _F.REGION_CODE:
            fit = _share(filled, is_code) if is_code is not None else 0.0
        case _F.TECHNOLOGY:
            fit = 1.0 if filled.nunique() <= max(30, 0.2 * len(filled)) else 0.4
        case _:
            pass
    return fit


def _dated(text: str, *, serials: bool) -> bool:
    reading = read_date(text, DateOrder.DAY_FIRST, serials=serials)
    return reading.understood or reading.impossible


def _decided(
    mapping: ImportMapping, table: RawTable, technologies: Mapping[str, str]
) -> ImportMapping:
    """Add what the whole of a column decides: order of dates, marks, exchange, words."""
    cells = table.cells
    dates = [
        text
        for field in (_F.START, _F.END)
        for name in mapping.of(field)
        for text in cells[name].unique()
    ]
    numbers = [text for name in mapping.of(_F.QUANTITY) for text in cells[name].unique()]
    words = []
    technology = mapping.first(_F.TECHNOLOGY)
    if technology is not None:
        for value in sorted(cells[technology].unique())[:2_000]:
            word = technologies.get(folded(value), "")
            if word:
                words.append(WordUse(value, word))
    exchanged, crs = False, mapping.crs
    north, east = mapping.first(_F.LATITUDE), mapping.first(_F.LONGITUDE)
    both = mapping.first(_F.COORDINATES)
    if north is not None and east is not None:
        pair = parse_degrees(cells[north]), parse_degrees(cells[east])
    elif both is not None:
        pair = parse_pairs(cells[both])
    else:
        pair = None
    if pair is not None:
        exchanged = swapped(*pair)
        crs = "" if are_projected(*pair) else crs
    return ImportMapping(
        mapping.columns,
        tuple(words),
        crs=crs,
        date_order=date_order(dates),
        serials=looks_like_serials(dates),
        decimal_mark=decimal_mark(numbers),
        swapped=exchanged,
        layout=mapping.layout,
    )
