"""Estimates as a table of words and numbers: text, CSV and JSON from one list of rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.cli.common import say
from geodata.dataset import visible
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Language
from geodata.names import Outcome
from layers.address import followed_words
from layers.estimate.bounds import bounds_of
from layers.estimate.documented import documented_figures
from layers.estimate.estimate import Estimate
from layers.estimate.scenario_cases import case_estimates
from layers.estimate.scenarios import METHOD as EVEN_SPREAD
from layers.estimate.scenarios import illustrated, illustrated_counts
from layers.estimate.words import amount_words, hedges_of
from layers.export.sanitize import defused, plain
from layers.interval import month_of
from layers.naming import display_name
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import hedged

__all__ = ["COLUMNS", "FORMATS", "estimate_rows", "listed_codes", "region_of_text", "written"]

COLUMNS = (
    "region",
    "name",
    "level",
    "label",
    "qualifier",
    "hedge",
    "value",
    "low",
    "high",
    "shown",
    "status",
    "unit",
    "as_of",
    "base",
    "base_year",
    "base_kind",
    "base_source",
    "method",
    "assumption",
    "inputs",
    "reason",
)
FORMATS = ("text", "csv", "json")

Row = dict[str, Any]


def region_of_text(text: str, facts: Facts, where: str = "--region") -> str:
    """Return the code of a region given by code or by name; say so if a former code led there.

    Parameters
    ----------
    text : str
        Code, or name in any language.
    facts : Facts
        What is known.
    where : str
        The option that it was given with.

    Raises
    ------
    ViewError
        If the name is unknown or belongs to several; the message lists them.
    """
    if text in facts.regions:
        return text
    found = facts.gazetteer.lookup(text)
    if found.outcome is Outcome.FOUND:
        for match in facts.gazetteer.former(text):
            say(followed_words(text, match, facts))
        return str(found.region)
    listed = ", ".join(
        f"{match.code} ({display_name(facts, match.code, Language.EN)['text']})"
        for match in (found.matches or found.candidates)[:8]
    )
    problem = "belongs to several regions" if found.outcome is Outcome.AMBIGUOUS else "is unknown"
    remedy = f"Give a code, such as {listed}." if listed else "Give a six-digit code."
    raise ViewError(f"{text!r} {problem}.", where=where, remedy=remedy)


def listed_codes(code: str, level: str, facts: Facts) -> tuple[str, ...]:
    """Return the regions of a level inside a region; without a level it and its parts.

    Raises
    ------
    ViewError
        If there is no such level, or no region of it there.
    """
    regions = facts.regions
    if not level:
        inner = (regions.codes(each, code) for each in facts.geography.levels)
        parts = next((codes for codes in inner if len(codes) > 1), ())
        return tuple(dict.fromkeys((code, *parts)))
    names = [each.value for each in facts.geography.levels]
    if level not in names:
        raise ViewError(
            _("{level!r} is no level.").format(level=level),
            where="--level",
            remedy=_("Use {names}.").format(names=", ".join(names)),
        )
    found = regions.codes(facts.geography.level(level), code)
    if not found:
        fitting = [each.value for each in facts.geography.levels if regions.codes(each, code)]
        raise ViewError(
            _("No {level} lies in {code}.").format(level=level, code=code),
            where="--level",
            remedy=_("Use {names}.").format(names=", ".join(fitting)),
        )
    return found


def estimate_rows(
    facts: Facts,
    view: View,
    codes: Sequence[str],
    methods: Sequence[EvidenceKind],
    as_of: int | None = None,
) -> Iterator[Row]:
    """Yield one row for each region and kind of knowledge, in order.

    Parameters
    ----------
    facts : Facts
        What is known.
    view : View
        Its filters and assumptions; it names the measure of bounds and illustration. What
        sources count is listed in every unit.
    codes : sequence of str
        Regions.
    methods : sequence of EvidenceKind
        Kinds of knowledge.
    as_of : int, optional
        Month up to which bounds count; by default that of the published total.
    """
    assume, chosen = view.assume, view.events
    figures = documented_figures(assume, chosen, facts)
    bounds = bounds_of(assume, chosen, facts, as_of)
    for code in codes:
        for each in figures.get(code, ()):
            if each.label in methods:
                yield _row(each, facts)
        if EvidenceKind.BOUNDED in methods:
            yield _row(bounds[code], facts)
        if EvidenceKind.ILLUSTRATION in methods and code != facts.geography.root:
            level = facts.regions.level(code)
            yield from (
                _row(each, facts)
                for each in case_estimates(assume, chosen, code, level, facts).get(code, ())
                if each.method != EVEN_SPREAD
            )
            spread = illustrated(assume, chosen, level, facts)[code]
            yield _row(illustrated_counts(assume, chosen, level, facts)[code], facts) | {
                "shown": _shown(spread)
            }


def _row(estimate: Estimate, facts: Facts) -> Row:
    level = (
        facts.geography.whole
        if estimate.region == facts.geography.root
        else facts.regions.level(estimate.region)
    )
    base = estimate.base
    return {
        "region": estimate.region,
        "name": display_name(facts, estimate.region, Language.EN)["text"],
        "level": level.value,
        "label": estimate.label.value,
        "qualifier": estimate.hedge,
        "hedge": "; ".join(hedges_of(estimate, facts)),
        "value": _number(estimate.value),
        "low": _number(estimate.low),
        "high": _number(estimate.high),
        "shown": _shown(estimate),
        "status": estimate.status.value,
        "unit": estimate.unit,
        "as_of": None if estimate.as_of is None else str(month_of(estimate.as_of)),
        "base": None if base is None else base.persons,
        "base_year": None if base is None else base.year,
        "base_kind": None if base is None else base.kind,
        "base_source": None if base is None else base.source,
        "method": estimate.method,
        "assumption": estimate.assumption,
        "inputs": "; ".join(estimate.inputs),
        "reason": estimate.reason,
    }


def _not_before_it(row: Row) -> Iterator[str]:
    """Yield the hedges of a row that its number does not show by itself."""
    return (each for each in row["hedge"].split("; ") if each and each not in row["qualifier"])


def _shown(estimate: Estimate) -> str:
    """Return the number in words, or why there is none."""
    known = estimate.status is CellStatus.REPORTED
    return amount_words(estimate) if known else estimate.status.label


def _number(value: Any) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def written(rows: Sequence[Row], form: str) -> str:
    """Return rows as text, CSV or JSON; empty cells are unknown, never zero."""
    if form == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=1)
    if form == "csv":
        out = io.StringIO()
        sheet = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        sheet.writeheader()
        sheet.writerows({name: _cell(cell) for name, cell in row.items()} for row in rows)
        return out.getvalue().rstrip("\n")
    return _text(rows)


def _cell(cell: Any) -> Any:
    return defused(plain(cell)) if isinstance(cell, str) else cell


def _text(rows: Sequence[Row]) -> str:
    if not rows:
        return "Nothing is counted, published or bounded here."
    lines = []
    heads = ("region", "", "knowledge", "number", "as of", "method")
    cells = [heads] + [
        (
            row["region"],
            visible(row["name"]),
            EvidenceKind(row["label"]).label,
            hedged(row["shown"], _not_before_it(row)),
            row["as_of"] or "",
            row["method"],
        )
        for row in rows
    ]
    widths = [max(len(line[i]) for line in cells) for i in range(len(heads))]
    for line in cells:
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        lines.append("  ".join(padded).rstrip())
    notes = dict.fromkeys(
        row["assumption"] if row["status"] == CellStatus.REPORTED.value else row["reason"]
        for row in rows
    )
    remarks = dict.fromkeys(
        f"{row['region']}, {row['inputs']}: {row['reason']}"
        for row in rows
        if row["reason"] and row["status"] == CellStatus.REPORTED.value
    )
    claims = dict.fromkeys(row["inputs"] for row in rows if row["inputs"])
    lines += ["", *(note for note in notes if note), *remarks]
    if claims:
        lines.append(_("Claims: {names}").format(names="; ".join(claims)))
    return "\n".join(lines)
