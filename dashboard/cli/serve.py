"""The command that opens the interactive map."""

from __future__ import annotations

import threading
import webbrowser
from typing import Annotated

import typer

from dashboard.cli.atlas_options import BUNDLED_ATLAS, AtlasOptions, with_atlas
from dashboard.cli.common import say, say_left_out

__all__ = ["serve"]

_PORT = 8501


def open_browser(url: str) -> None:
    """Open the reader's browser beside the server, which goes on."""
    threading.Thread(target=webbrowser.open, args=[url], daemon=True).start()


@with_atlas
def serve(
    chosen: AtlasOptions = BUNDLED_ATLAS,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = _PORT,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    allow_frame: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Site that may show the map in a frame; repeatable."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Name under which the server may be asked, beside those of this computer, "
            "such as the public name of a proxy before it; repeatable.",
        ),
    ] = None,
) -> None:
    """Open the interactive map."""
    from dashboard.atlas import warm_up
    from dashboard.server.app import make_app, raise_file_limit, require_free_port
    from dashboard.server.middleware import is_local, names_of
    from dashboard.streamlit_adapter import settings

    require_free_port(host, port)
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    application = make_app(
        tuple(allow_frame or ()),
        names_of(host, allow_host or ()),
        (lambda: open_browser(url)) if browser else None,
    )
    raise_file_limit()
    if not is_local(host):
        say(
            f"Warning: {host} lets other machines see this server and who asks it what. "
            "It has no passwords and no encryption of its own."
            + (
                ""
                if allow_host
                else " It answers to addresses in digits and to no name: allow one with "
                "--allow-host NAME."
            )
        )
    say("Reading boundaries, census tables and events …")
    atlas = chosen.atlas()
    say_left_out(atlas.facts)
    print(f"Deployment Atlas is at {url}  (stop with Ctrl+C)", flush=True)
    warm_up(atlas)
    application.run(config=settings(host, port))
