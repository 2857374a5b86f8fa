"""Everything that is used of Streamlit beyond its documented elements.

Settings, paths, types, parts of its page and what a component hands over: none of it is promised
to stay. Here it has one name each; ``component/assets/streamlit.js`` does the same in the
browser, and tests of both fail when a release changes it.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import re
import signal
import threading
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import streamlit as st
from streamlit import App, config
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime import Runtime, get_instance

__all__ = [
    "CHOICES_HEAD",
    "CONTENT",
    "OPEN_CHOICES",
    "TELLING_PATHS",
    "App",
    "StreamlitPage",
    "draw_component",
    "is_embedded",
    "lifespan",
    "page_url",
    "read_no_settings",
    "reap",
    "script_hashes",
    "sent_by",
    "settings",
]

OPEN_CHOICES = '[data-testid="stExpandSidebarButton"]'
"""The button that unfolds the choices of a page."""

CHOICES_HEAD = '[data-testid="stSidebarHeader"]'
"""What stands above the choices of a page."""

CONTENT = '[data-testid="stMainBlockContainer"]'
"""What holds everything of a page but its choices."""

TELLING_PATHS = frozenset({"_stcore/metrics"})
"""Here Streamlit tells anyone how many sessions there are, and how long they last."""

_UNTIL_IT_LISTENS = 0.5
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_TO_LIVE = 20
"""Seconds for which the session of a reader whose connection broke is kept."""

_FONTS = "'Source Sans', 'Noto Sans SC', 'Noto Serif Tibetan', 'Noto Sans Arabic', sans-serif"
"""Streamlit's own Latin face; the others come with the painter's style sheet."""

_LIGHT = {
    "primaryColor": "#1b626e",
    "backgroundColor": "#fdfcf9",
    "secondaryBackgroundColor": "#f3f1ea",
    "textColor": "#1d2426",
    "borderColor": "#dcd8cc",
    "linkColor": "#14566a",
}
_DARK = {
    "primaryColor": "#6ab7b0",
    "backgroundColor": "#14181a",
    "secondaryBackgroundColor": "#1c2124",
    "textColor": "#e9e7e1",
    "borderColor": "#343b3f",
    "linkColor": "#8fd0d6",
}


def is_embedded() -> bool:
    """Whether the page is shown in a frame of another page, which asks for the map alone."""
    return bool(st.context.is_embedded)


def page_url() -> str:
    """Return the whole address of the page as the reader's browser has it; empty if unknown."""
    return st.context.url or ""


def draw_component(name: str, script: str, key: str, data: Mapping[str, Any], **called: Any) -> Any:
    """Draw a component of this package among the elements of the page.

    Parameters
    ----------
    name : str
        As ``component/pyproject.toml`` declares it, after the name of the package.
    script : str
        Its module below ``component/assets``.
    key : str
        Tells it from others of the page, and keeps it mounted from run to run.
    data : mapping
        What it is given.
    **called : callable
        As ``on_<what>_change``: called when the reader has sent that; see :func:`sent_by`.
    """
    draw = st.components.v2.component(name, js=script, isolate_styles=False)
    return draw(key=key, data=dict(data), **called)


def sent_by(key: str, what: str) -> Any:
    """Return what the component with a key has sent, within the call that this has caused."""
    return st.session_state[key][what]


def read_no_settings() -> None:
    """Let neither a file nor a variable of the environment change Streamlit's settings.

    A ``.streamlit/config.toml`` in the folder where the server happens to start could move its
    address, open it to other sites, name fonts elsewhere or switch on interfaces.
    """

    def none(file_name: str) -> list[str]:  # noqa: ARG001
        return []

    config.get_config_files = none
    config.get_config_options(force_reparse=True)


def reap(runtime: Runtime) -> None:
    """Let go of sessions whose readers are gone for longer than they are kept.

    Streamlit forgets them only when it stores the next one, and each holds three file handles.
    """
    manager: Any = runtime._session_mgr  # noqa: SLF001
    if manager._session_storage._cache.expire():  # noqa: SLF001
        gc.collect()


Lifespan = Callable[[App], AbstractAsyncContextManager[None]]


def lifespan(on_start: Callable[[], None], on_end: Callable[[], None]) -> Lifespan:
    """Return what runs beside the server: it reaps sessions, and ends at once when told to.

    Parameters
    ----------
    on_start : callable
        Called as soon as the server listens.
    on_end : callable
        Called when the process is asked to end, before requests are waited for.
    """

    @asynccontextmanager
    async def running(_app: App) -> AsyncIterator[None]:
        task = asyncio.create_task(_reap_always())
        asyncio.get_running_loop().call_later(_UNTIL_IT_LISTENS, on_start)
        # The server has set its own by now.
        for number in (signal.SIGTERM, signal.SIGINT):
            _call_first(number, on_end)
        try:
            yield
        finally:
            task.cancel()

    return running


async def _reap_always() -> None:
    while True:
        await asyncio.sleep(_TO_LIVE / 4)
        reap(get_instance())


def _call_first(number: int, on_end: Callable[[], None]) -> None:
    earlier = signal.getsignal(number)

    def end(given: int, frame: FrameType | None) -> None:
        on_end()
        if callable(earlier):
            earlier(given, frame)

    if threading.current_thread() is threading.main_thread():
        signal.signal(number, end)


def script_hashes() -> tuple[str, ...]:
    """Return what a policy must name so that scripts within Streamlit's page itself may run."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_bytes()
    found = _INLINE.findall(page.replace(b"\r\n", b"\n"))
    digests = (b64encode(hashlib.sha256(text).digest()).decode() for text in found)
    return tuple(f"'sha256-{digest}'" for digest in digests)


def settings(host: str, port: int) -> dict[str, Any]:
    """Return Streamlit's settings: nothing is reported, watched, looked up or left to a file.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
        Port to listen on.
    """
    return {
        "server.address": host,
        "server.port": port,
        # Otherwise a page may offer to install files beside the program.
        "server.headless": True,
        "server.baseUrlPath": "",
        "server.customComponentBaseUrlPath": "",
        "server.enableCORS": True,
        "server.corsAllowedOrigins": [],
        "server.allowedHosts": [],
        "server.trustedUserHeaders": {},
        "server.enableAgentApi": False,
        "server.scriptHealthCheckEnabled": False,
        "server.allowRunOnSave": False,
        "server.showEmailPrompt": False,
        "server.maxUploadSize": 200,
        "server.maxMessageSize": 200,
        "server.disconnectedSessionTTL": _TO_LIVE,
        "server.folderWatchList": [],
        "global.developmentMode": False,
        "secrets.files": [],
        "server.fileWatcherType": "none",
        "server.runOnSave": False,
        "server.enableStaticServing": False,
        "server.enableWebsocketCompression": True,
        "server.enableXsrfProtection": True,
        # What a change leaves as it was is not sent again, down to pieces of this many bytes.
        "global.minCachedMessageSize": 1_000,
        "browser.gatherUsageStats": False,
        "browser.serverPort": port,
        "browser.serverAddress": f"[{host}]" if ":" in host else host,
        "logger.hideWelcomeMessage": True,
        "client.showErrorLinks": False,
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        # Streamlit's own sites may otherwise stop and rerun pages that they show in a frame.
        "client.allowedOrigins": [],
        "logger.level": "warning",
        "theme.font": _FONTS,
        "theme.baseRadius": "4px",
        **{f"theme.light.{name}": colour for name, colour in _LIGHT.items()},
        **{f"theme.dark.{name}": colour for name, colour in _DARK.items()},
    }
