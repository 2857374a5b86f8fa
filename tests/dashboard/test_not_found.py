"""An address without a page is answered in words; everything else is passed on."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.server.middleware import NotFoundMiddleware
from tests.asgi import Client

BROWSER = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def client() -> Client:
    """A server that answers everything, behind the middleware."""
    everything = Route("/{path:path}", lambda _: PlainTextResponse("passed on"))
    return Client(NotFoundMiddleware(Starlette(routes=[everything])))


@pytest.mark.parametrize("path", ["/nowhere", "/%E9", "/compare2?region=1"])
def test_a_lost_reader_is_led_to_the_map(client: Client, path: str) -> None:
    """The answer is a page of its own with a way on, and says that nothing is there."""
    answer = client.get(path, BROWSER)
    assert answer.status_code == 404
    assert '<a href="/">' in answer.text
    assert "passed on" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/", "/compare?compare=630200", "/limits", "/favicon.png", "/_stcore/health", "/a/b"]
)
def test_pages_and_files_are_passed_on(client: Client, path: str) -> None:
    """What has an answer of its own keeps it."""
    assert client.get(path, BROWSER).text == "passed on"


def test_programs_are_passed_on(client: Client) -> None:
    """Only what a browser opens as a page is answered here."""
    assert client.get("/nowhere", {"accept": "*/*"}).text == "passed on"


def test_the_map_has_one_address(client: Client) -> None:
    """A reader who types its name reaches the map with the same choices."""
    answer = client.get("/map?region=630200", BROWSER)
    assert answer.headers["location"] == "/?region=630200"
