"""The words that stand below the map of an exported page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from geodata.i18n import _
from geodata.model import CellStatus
from layers.tables import EvidenceKind

__all__ = ["PAGE_WORDS"]

PAGE_WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "skip": _("Skip the map and go to its table"),
        "in_words": _("The map in words"),
        "whole": _("All that the map shows, in words"),
        "regions": _("The regions as a table"),
        "regions_caption": _("{layer}: {n} regions, in the order of the map, all dates together"),
        "regions_printed": _(
            "Printed: {n} of {count} regions, among them all with documented events. The screen "
            "shows all of them, and the CSV and Excel files of this view hold all of them."
        ),
        "region": _("Region"),
        "value": _("Value"),
        "low": _("At least"),
        "high": _("At most"),
        "status": _("Status"),
        "count": _("Documented events, including sub-regions"),
        "none": _("none recorded"),
        "value_source": _("Source of the value"),
        "events": _("Documented events and their sources"),
        "events_caption": _("Events on the map or beside it: {n}"),
        "events_printed": _(
            "Printed: the first {n} of {count} events. The screen shows all of them, and the "
            "Excel file of this view holds all of them."
        ),
        "events_none": _("The view shows no documented event."),
        "event": _("Event"),
        "when": _("When"),
        "where": _("Where"),
        "located": _("located by its source to: {precision}"),
        "says": _("What its sources say"),
        "printed": _("printed: “{text}”"),
        "short": _("in short: {text}"),
        "repeats": _("repeats {source}"),
        "grade": _("reliability {grade}"),
        "doubtful": _("doubtful"),
        "differ": _("Sources differ: {topic}"),
        "shown_here": _("Shown here: {text}"),
        "reading": _("How to read this map"),
        "question": _("Question"),
        "caution": _("Must not be concluded"),
        "kind": _("Kind of number"),
        **{f"means_{kind.value}": kind.meaning for kind in EvidenceKind},
        "statuses": tuple((each.value, each.label, each.meaning) for each in CellStatus),
        "confidence": _("Confidence"),
        "confidence_means": _(
            "Sources are graded for reliability from A to F, statements for credibility from 1 "
            "to 6. High: a source graded A or B cites a named official document, and the "
            "statement is graded 1 or 2. Medium: a source graded A to C, the statement 1 to 3. "
            "Otherwise low, as is an event that an editor doubts. Ungraded: nobody has graded "
            "source and statement, or no source is given. Reprints count once."
        ),
        "placing": _("Places"),
        "placing_means": _(
            "An event is drawn as the smallest unit with a boundary that holds the place its "
            "source names. What is known only for a province or the country stands beside the map."
        ),
        "about": _("This page"),
        "cite_note": _(
            "Cite the source of a number beside it. This page holds only what its map shows; it "
            "opens without a network and asks for nothing."
        ),
        "restore": _("To open this view again"),
        "restore_how": _(
            "In Deployment Atlas, put {query} behind the address of the map, or give it to the "
            "command: deployment-atlas page '{query}' --out map.html"
        ),
        "restore_opening": _(
            "It is the opening view: start Deployment Atlas, or give the command: "
            "deployment-atlas page --out map.html"
        ),
        "version": _("Data"),
        "version_text": _("version {version}, fingerprint {print}"),
        "hash": _("Picture (SHA-256)"),
        "licence": _("Licence of the coded facts"),
        "sources": _("Sources of the picture"),
    }
)
"""Texts by name; ``statuses`` holds value, label and meaning of each status of a number."""
