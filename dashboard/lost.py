"""The answer to an address that leads to no page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.routes import style_url
from geodata.i18n import _, language

__all__ = ["NotFoundMiddleware", "lost_markup"]

_PAGES = frozenset(path.stem for path in Path(__file__).parent.joinpath("views").glob("[a-z]*.py"))
_FIRST = "map"
_STYLE = Markup("""
:root { color-scheme: light dark; }
body { margin: 0; padding: 18vh 1.75rem; background: light-dark(#fdfcf9, #14181a);
  color: light-dark(#1d2426, #e9e7e1); font: 1.05rem/1.5 "Source Sans 3", sans-serif; }
main { max-width: 34rem; margin: 0 auto; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 0.6rem; }
a { color: light-dark(#14566a, #8fd0d6); }
""")


def lost_markup() -> Markup:
    """Return a small page that leads back to the map; nothing of the address is in it."""
    return Markup(
        '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width">'
        '<link rel="stylesheet" href="{sheet}"><style>{style}</style></head><body><main>'
        '<h1>{title}</h1><p>{words}</p><p><a href="/">{map}</a> · '
        '<a href="/evidence">{evidence}</a>'
        "</p></main></body></html>"
    ).format(
        language=language(),
        title=_("There is no page at this address"),
        words=_(
            "The link may have been cut short or mistyped. All maps, regions and sources of this "
            "atlas can be reached from the map."
        ),
        map=_("Open the map"),
        evidence=_("Evidence"),
        sheet=style_url(),
        style=_STYLE,
    )


@dataclass(frozen=True, slots=True)
class NotFoundMiddleware:
    """Middleware that answers what a reader's browser opens and no page has."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it asks for a page that does not exist."""
        name = _page_asked(scope)
        if name == _FIRST:
            query = scope["query_string"].decode("latin-1")
            first = RedirectResponse(f"/?{query}" if query else "/")
            await first(scope, receive, send)
        elif name and name not in _PAGES:
            lost = HTMLResponse(lost_markup(), 404, headers={"Cache-Control": "no-store"})
            await lost(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _page_asked(scope: Scope) -> str:
    """Return the name of the page that a browser opens; empty for anything else."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    accepted = dict(scope["headers"]).get(b"accept", b"")
    name = str(scope["path"]).strip("/")
    file_or_own = "/" in name or "." in name or name.startswith("_")
    return "" if file_or_own or b"text/html" not in accepted else name
