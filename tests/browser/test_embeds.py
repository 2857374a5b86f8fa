"""Embedded maps in the pages of other sites, and the builder that gives the code to paste."""

from __future__ import annotations

import contextlib
import http.server
import re
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from dashboard.exports.embed_address import (
    EmbedForm,
    EmbedOptions,
    embed_path,
    figure_code,
    frame_code,
)
from geodata.facts import Facts
from tests.conftest import Server, Visit
from tests.views import view_with


@contextlib.contextmanager
def site(*pages: str) -> Iterator[tuple[str, list[str]]]:
    """Another site: an origin of its own; its one page is filled in later."""
    held = list(pages)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = "".join(held).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def allowed(serve: Callable[..., Server]) -> Iterator[tuple[Server, str, list[str]]]:
    """A server that was told of one other site, and that site."""
    with site() as (origin, held):
        yield serve("--allow-frame", origin), origin, held


def article(server: Server, facts: Facts) -> str:
    """A page that shows a map in a frame and as a picture, by the code of the builder."""
    options = EmbedOptions(width=600, height=480)
    frame = server.url + embed_path(view_with(), facts, EmbedForm.HTML)
    image = server.url + embed_path(view_with(), facts, EmbedForm.PNG, options)
    return (
        "<!DOCTYPE html><title>Article</title>"
        f"{frame_code(frame, 'A map', 620)}{figure_code(image, 'A map.', 'Sources', 600, 480)}"
    )


def test_an_allowed_site_shows_frame_and_picture(
    browser: Browser, allowed: tuple[Server, str, list[str]], facts: Facts
) -> None:
    """Both are drawn in the article, and neither asks for anything more."""
    server, origin, held = allowed
    held[:] = [article(server, facts)]
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#atlas[data-ready]")).to_be_visible(timeout=30_000)
    expect(frame.locator(".atlas-title")).to_contain_text("Qinghai")
    expect(frame.locator(".atlas-foot")).to_contain_text("Sources")
    image = page.locator("figure img")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.images[0].complete")
    assert image.evaluate("(image) => image.naturalWidth") == 600
    assert image.get_attribute("alt") == "A map."
    assert len([url for url in asked if url.startswith(server.url)]) == 2
    frame.locator('.atlas-label[data-code="630200"]').click()
    expect(frame.locator(".atlas-card")).to_contain_text("Tsoshar")
    page.close()


def test_any_other_site_is_refused(
    browser: Browser, allowed: tuple[Server, str, list[str]], server: Server, facts: Facts
) -> None:
    """A site that the server was not told of shows no frame; without any, no picture either."""
    told, _, _ = allowed
    with site(article(told, facts)) as (origin, held):
        page = browser.new_page()
        refused: list[str] = []
        page.on("console", lambda line: refused.append(line.text))
        page.goto(origin)
        page.wait_for_timeout(1500)
        assert page.frame_locator("iframe").locator("#atlas").count() == 0
        assert [line for line in refused if "frame-ancestors" in line]
        held[:] = [article(server, facts)]
        page.goto(origin)
        page.wait_for_function("document.images[0].complete")
        page.wait_for_timeout(1500)
        assert page.frame_locator("iframe").locator("#atlas").count() == 0
        assert page.locator("figure img").evaluate("(image) => image.naturalWidth") == 0
        page.close()


def test_the_builder_gives_code_with_a_preview(facts: Facts, visit: Visit, server: Server) -> None:
    """The preview is the map of the view; the code names this server; who can see it is said."""
    visit.open(f"{server.url}/?area=650000")
    visit.page.get_by_role("button", name="Embed this map").click()
    dialog = visit.page.get_by_role("dialog")
    preview = dialog.frame_locator("iframe")
    expect(preview.locator("#atlas[data-ready]")).to_be_visible(timeout=30_000)
    expect(preview.locator(".atlas-title")).to_contain_text("Xinjiang")
    code = dialog.locator("code").inner_text()
    path = embed_path(view_with(area="650000"), facts, EmbedForm.HTML)
    assert f'src="{server.url}{path}"' in code
    expect(dialog).to_contain_text("works on this computer alone")
    expect(dialog).to_contain_text("--allow-frame")
    dialog.get_by_text("picture (PNG)").click()
    image = dialog.locator(".st-key-embed-preview img")
    expect(image).to_be_visible(timeout=30_000)
    assert image.get_attribute("src") == embed_path(view_with(area="650000"), facts, EmbedForm.PNG)
    expect(dialog.locator("code")).to_contain_text("<figcaption>")
    expect(dialog.locator("code")).to_contain_text('alt="Map of')
    assert visit.errors == []
    assert [url for url in visit.requests if not url.startswith(server.url)] == []


def test_one_code_is_copied_shown_and_previewed(visit: Visit, server: Server) -> None:
    """The copied code is that of the builder, also of a map that was moved; so is the preview."""
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open(f"{server.url}/?area=650100&highlight=650102")
    visit.page.get_by_role("button", name="Zoom in").click()
    visit.page.wait_for_function("() => new URLSearchParams(location.search).has('at')")
    visit.page.get_by_role("button", name="Copy embed code").click()
    told = visit.page.locator(".atlas-share [role=status]")
    expect(told).to_contain_text("copied")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    visit.page.get_by_role("button", name="Embed this map").click()
    dialog = visit.page.get_by_role("dialog")
    code = dialog.locator("code")
    expect(code).to_have_text(copied)
    height = re.search(r' height="(\d+)"', copied)
    assert height
    preview = dialog.locator("iframe")
    expect(preview).to_be_visible(timeout=30_000)
    assert preview.evaluate("(frame) => frame.offsetHeight") == int(height[1])
    source = re.search(r'src="([^"]*)"', copied)
    assert source
    assert preview.evaluate("(frame) => frame.src") == source[1].replace("&amp;", "&")
    assert "at=" in source[1]
    inside = dialog.frame_locator("iframe").locator("#atlas[data-ready]")
    expect(inside).to_be_visible(timeout=30_000)
    dialog.get_by_text("picture (PNG)").click()
    expect(code).to_contain_text("<img")
    image = dialog.locator(".st-key-embed-preview img")
    expect(image).to_be_visible(timeout=30_000)
    for name in ("alt", "width", "height"):
        assert f'{name}="{image.get_attribute(name)}"' in code.inner_text()
    assert visit.errors == []


def test_a_picture_is_saved_and_copied(visit: Visit, server: Server) -> None:
    """The file is the figure that was chosen; the clipboard holds a PNG."""
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open(f"{server.url}/?area=650100")
    visit.page.get_by_role("button", name="Download image").click()
    dialog = visit.page.get_by_role("dialog")
    with visit.page.expect_download(timeout=60_000) as saved:
        dialog.get_by_role("button", name="Save picture").click()
    assert saved.value.suggested_filename.endswith(".png")
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    # A saved picture closes its dialog.
    expect(dialog).to_have_count(0)
    visit.page.get_by_role("button", name="Download image").click()
    dialog.get_by_role("button", name=re.compile("^Copy picture")).click()
    expect(dialog.locator(".atlas-copy-told")).to_contain_text("Copied", timeout=60_000)
    types = visit.page.evaluate(
        "navigator.clipboard.read().then((items) => items.flatMap((item) => item.types))"
    )
    assert types == ["image/png"]
    # The button did not lose the keyboard, which closes the dialog.
    visit.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert visit.errors == []
