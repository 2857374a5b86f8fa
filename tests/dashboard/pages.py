"""Pages of the app under test, by the last part of their address."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

__all__ = ["go_to"]


def go_to(app: AppTest, page: str) -> AppTest:
    """Run another page; without a first run on the map, which :meth:`AppTest.switch_page` needs."""
    app._page_hash = calc_hash("" if page == "map" else page)
    return app.run()
