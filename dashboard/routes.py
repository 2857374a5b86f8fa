"""What painters fetch from the server: each address names its content by hash and never changes."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.atlas import current_atlas
from geodata.i18n import _
from layers.assets.vendor import font_faces, read_vendored
from layers.web.bundle import bundle_css, bundle_id, bundle_js

__all__ = [
    "ASSET",
    "PAGES",
    "PANEL",
    "PART",
    "all_routes",
    "painter_url",
    "panels_url",
    "style_url",
]

ROOT = "/atlas"
PART = f"{ROOT}/part"
ASSET = f"{ROOT}/asset"
PANEL = f"{ROOT}/panel"
"""Of :mod:`dashboard.server.panel_route`."""

_FOREVER = "public, max-age=31536000, immutable"
"""An address holds a hash of its content, so that a browser need never ask again."""

_JSON = "application/json"
_FONT_TYPE = "font/woff2"
_PANELS = tuple(
    sorted(Path(__file__).parent.glob("*/*.css"), key=lambda sheet: sheet.name, reverse=True)
)
PAGES = ("compare", "region", "evidence", "limits", "data")
"""Last parts of the addresses of all pages but the map, which has none."""

_ICON = Path(__file__).parent / "text" / "icon.png"
_FONTS = frozenset(face.file for face in font_faces())


def _immutable(request: Request, body: bytes, media_type: str) -> Response:
    headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    packed = media_type != _FONT_TYPE and "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["Content-Encoding"] = "gzip"
        body = _packed(body)
    return Response(body, media_type=media_type, headers=headers)


@cache
def _packed_forever(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _packed(body: bytes) -> bytes:
    return _packed_forever(body) if len(body) > 50_000 else gzip.compress(body, 1, mtime=0)


def _gone() -> Response:
    return PlainTextResponse(
        _("Nothing is kept under this address."), 404, headers={"Cache-Control": "no-store"}
    )


async def _part(request: Request) -> Response:
    found = current_atlas().part(request.path_params["name"])
    return _gone() if found is None else _immutable(request, found.encode(), _JSON)


def _asset(request: Request) -> Response:
    found = current_atlas().assets.by_id(request.path_params["name"])
    return _gone() if found is None else _immutable(request, found.data, _JSON)


def _fixed(read: Callable[[], str], media_type: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        if request.path_params["name"] != bundle_id():
            return _gone()
        return _immutable(request, read().encode(), media_type)

    return answer


@cache
def _style() -> str:
    return bundle_css(lambda file: f"{ROOT}/font/{bundle_id()}/{file}")


def _font(request: Request) -> Response:
    file = request.path_params["file"]
    if request.path_params["name"] != bundle_id() or file not in _FONTS:
        return _gone()
    return _immutable(request, read_vendored(file), _FONT_TYPE)


@cache
def _panels_css() -> bytes:
    return b"\n".join(sheet.read_bytes() for sheet in _PANELS)


@cache
def _panels_id() -> str:
    return hashlib.sha256(_panels_css()).hexdigest()[:16]


def _panels(request: Request) -> Response:
    if request.path_params["name"] != _panels_id():
        return _gone()
    return _immutable(request, _panels_css(), "text/css")


def _icon(_: Request) -> Response:
    kept = {"Cache-Control": "max-age=86400"}
    return Response(_ICON.read_bytes(), media_type="image/png", headers=kept)


def painter_url() -> str:
    """Return the address of the painter's module."""
    return f"{ROOT}/painter/{bundle_id()}.js"


def style_url() -> str:
    """Return the address of the painter's style sheet."""
    return f"{ROOT}/painter/{bundle_id()}.css"


def panels_url() -> str:
    """Return the address of the style sheet of the panels."""
    return f"{ROOT}/panels/{_panels_id()}.css"


def all_routes() -> list[Route]:
    """Return the routes that the server answers beside Streamlit's own."""
    return [
        Route("/favicon.png", _icon),
        Route(f"{ROOT}/panels/{{name}}.css", _panels),
        Route(f"{PART}/{{name}}.json", _part),
        Route(f"{ASSET}/{{name}}.json", _asset),
        Route(f"{ROOT}/painter/{{name}}.js", _fixed(bundle_js, "text/javascript")),
        Route(f"{ROOT}/painter/{{name}}.css", _fixed(_style, "text/css")),
        Route(f"{ROOT}/font/{{name}}/{{file:path}}", _font),
    ]
