"""What a reader must be told before reading: parts of a link that could not be followed."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.panels.markup import plain
from geodata.dataset import Report
from geodata.errors import ViewError
from layers.view import View
from layers.wording import plural

__all__ = ["data_notice", "link_notice", "time_notice"]


def link_notice(problems: Iterable[ViewError], outdated: str = "") -> None:
    """Say which choices of the address could not be followed, and whether data have changed."""
    if outdated:
        st.info(plain(outdated))
    listed = [plain(str(problem)) for problem in problems]
    if listed:
        st.warning(
            "This link could not be followed in full; the map shows the usual choice instead.  \n"
            + "  \n".join(listed)
        )


def data_notice(report: Report) -> None:
    """Say that rows of the data set are left out because of errors."""
    if report.has_errors:
        left_out = sum(count.quarantined for count in report.rows)
        verb = "holds errors and is" if left_out == 1 else "hold errors and are"
        st.warning(
            f"{plural(left_out, 'row')} of this data set {verb} not shown. "
            "The command deployment-atlas check tells file, line and field."
        )


def time_notice(view: View) -> None:
    """Say that the list beside the map does not follow the month that the map stands at."""
    if view.time is not None:
        st.caption(f"The map stands at {view.time.words}. Below are the events of all dates.")
