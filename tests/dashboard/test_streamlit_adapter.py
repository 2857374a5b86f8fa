"""What is used of Streamlit beyond its documented elements: in one place, and still there."""

from __future__ import annotations

import hashlib
import inspect
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from unittest.mock import Mock

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.web.server.starlette import starlette_routes

from dashboard.server.app import SCRIPT
from dashboard.streamlit_adapter import (
    TELLING_PATHS,
    App,
    StreamlitPage,
    reap,
    script_hashes,
    settings,
)

PACKAGE = Path(__file__).parents[2] / "dashboard"
ADAPTER = PACKAGE / "streamlit_adapter.py"
IN_BROWSER = PACKAGE / "component" / "assets" / "streamlit.js"

INSIDES = {
    ".py": re.compile(
        r"data-test|_stcore|(from|import) streamlit\.|\bst\._|\bst\.context|components\.v2"
    ),
    ".js": re.compile(r"data-test|testid|\bst[A-Z]\w+|\.st-|--st-|st-key|new PopStateEvent"),
}
PARTS = re.compile(r"data-testid=[\"']?(\w+)|\b(st[A-Z][a-z]\w+)")
BUILT = {"stAlertContentWarning": "stAlertContent${"}
"""Names that Streamlit's scripts put together, and what they are put together from."""


@cache
def shipped() -> str:
    """Return the scripts of Streamlit's page."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))


def names_of_parts() -> set[str]:
    """Return what parts of the page are called in the adapters and in style sheets."""
    files = [IN_BROWSER, ADAPTER, *PACKAGE.rglob("*.css")]
    found = (PARTS.findall(path.read_text(encoding="utf-8")) for path in files)
    return {name for pairs in found for pair in pairs for name in pair if name}


def test_nothing_else_knows_the_insides_of_streamlit() -> None:
    """Modules ask the adapter, scripts its counterpart; only style sheets name parts as well."""
    knowing = {
        path.relative_to(PACKAGE).as_posix(): found.group()
        for sort, insides in INSIDES.items()
        for path in PACKAGE.rglob(f"*{sort}")
        if path not in {ADAPTER, IN_BROWSER}
        if (found := insides.search(path.read_text(encoding="utf-8")))
    }
    assert knowing == {}


@pytest.mark.parametrize("name", sorted(names_of_parts()))
def test_each_part_of_the_page_is_still_called_so(name: str) -> None:
    """A part that was renamed would be missed in silence."""
    assert BUILT.get(name, name) in shipped()


@pytest.mark.parametrize("name", ["data-test-script-state", "notRunning", "st-key-", "--st-"])
def test_the_page_still_tells_what_it_does(name: str) -> None:
    """Whether it runs, which containers have keys, and its colours."""
    assert name in shipped()


@pytest.mark.parametrize("name", sorted(settings("127.0.0.1", 8501)))
def test_each_setting_is_one_of_streamlit(name: str) -> None:
    """An option that is gone would leave what it switches off switched on."""
    assert name in config.get_config_options()


def test_no_setting_that_opens_the_server_is_left_to_a_file() -> None:
    """Whatever has to do with addresses, origins, names, uploads or interfaces is set."""
    chosen = settings("127.0.0.1", 8501)
    decided = re.compile(r"server\.(enable|allow|cors|base|trusted|max(Upload|Message)|discon)")
    known = {name for name in config.get_config_options() if decided.match(name)}
    assert known - {"server.enableExpensiveMemoryStats"} <= {*chosen}
    assert chosen["server.headless"], "a page could offer to install files here"


def test_sessions_of_readers_who_left_are_let_go() -> None:
    """What the reaper calls is there, and forgets whoever is stored for too long."""
    storage = MemorySessionStorage(ttl_seconds=0)
    storage.save(Mock(session=Mock(id="gone")))
    held = Mock()
    held._session_mgr._session_storage = storage
    assert len(storage._cache._data) == 1
    reap(held)
    assert len(storage._cache._data) == 0


def test_the_inline_script_is_named_by_its_hash() -> None:
    """As browsers reckon it: the bytes between the tags."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inside = page.split("<script>")[1].split("</script>")[0]
    digest = b64encode(hashlib.sha256(inside.encode()).digest()).decode()
    assert script_hashes() == (f"'sha256-{digest}'",) * page.count("<script>")


def test_what_is_called_takes_what_it_is_given() -> None:
    """The application, components, pages and the context of a session."""
    inspect.signature(App).bind(SCRIPT, routes=[], middleware=[], lifespan=None)
    inspect.signature(st.components.v2.component).bind("name", js="a.js", isolate_styles=False)
    for owner, name in (
        (type(st.context), "is_embedded"),
        (type(st.context), "url"),
        (StreamlitPage, "title"),
        (StreamlitPage, "url_path"),
    ):
        assert isinstance(inspect.getattr_static(owner, name), property)


@pytest.mark.parametrize("path", sorted(TELLING_PATHS))
def test_what_tells_of_sessions_is_where_it_is_refused(path: str) -> None:
    """Under another path it would be open to anyone."""
    routes = starlette_routes.create_metrics_routes(Mock(), None)
    assert f"/{path}" in {route.path for route in routes}
    assert {route.path.strip("/") for route in routes} <= TELLING_PATHS
