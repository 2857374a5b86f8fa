"""The panel of a region under an address: shown before the page has run."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.atlas import current_atlas
from dashboard.region.panel import panel_markup
from dashboard.routes import PANEL
from layers.address import parse_view

__all__ = ["panel_route"]


def _panel(request: Request) -> Response:
    facts = current_atlas().facts
    view = parse_view(request.query_params, facts).view
    headers = {"Cache-Control": "no-store"}
    return Response(panel_markup(view, facts), media_type="text/html", headers=headers)


def panel_route() -> Route:
    """Return the route that answers with the panel of the view that its query names."""
    return Route(PANEL, _panel)
