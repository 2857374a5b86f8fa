"""A page with the painter alone, for the tests that draw with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.layers.pictures import opened, served


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The painter on a server."""
    with served() as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A mounted map in a light window of 1200 × 800, and no error at the end."""
    context = browser.new_context(
        viewport={"width": 1200, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    opened_page = context.new_page()
    errors = opened(opened_page, address)
    yield opened_page
    assert errors == []
    context.close()
