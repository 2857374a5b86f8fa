"""A fault in one panel stays in that panel."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.shared.html import plain
from geodata.errors import AtlasError
from geodata.i18n import _

__all__ = ["guarded"]

_LOG = logging.getLogger(__name__)


@contextmanager
def guarded(panel: str) -> Iterator[None]:
    """Draw a panel; where that fails, say so in its place, and let the rest of the page stand.

    Parameters
    ----------
    panel : str
        Name of the panel, as a reader would say it.

    Notes
    -----
    Streamlit's own signals, to stop or to run again, pass through. The fault goes to the
    log of the server in full; the page names no file, line or value.
    """
    try:
        yield
    except AtlasError as refusal:
        st.error(_("{panel} cannot be shown: {why}").format(panel=panel, why=plain(str(refusal))))
    except Exception:
        _LOG.exception("panel %r failed", panel)
        st.error(
            _(
                "{panel} could not be drawn, by a fault of this program. The rest of the page "
                "holds. Reload the page; if this comes back, report it with the address of "
                "this view."
            ).format(panel=panel)
        )
