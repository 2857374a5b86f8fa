"""What a command draws: an address, a file that names a view, or the opening view."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import typer

from geodata.errors import ViewError

if TYPE_CHECKING:
    from geodata.facts import Facts
    from layers.address import ParsedView

__all__ = [
    "LinkOrSpec",
    "link_of_argument",
    "moved_on",
    "other_page",
    "page_of",
    "parse_view_argument",
    "require_picture",
]

LinkOrSpec = Annotated[
    str,
    typer.Argument(
        metavar="[LINK-OR-SPEC]",
        show_default=False,
        help="Address copied from the dashboard, or a file such as the view.json of a bundle; "
        "default: the opening view.",
    ),
]

_LARGEST = 1_000_000
_REPORTS = frozenset({"region", "compare"})
"""Pages of the dashboard that a figure shows as they are."""

_OF_THE_MAP = frozenset({"", "map", "data"})
"""Pages that show the map of a view, or offer it as a file."""

_WITHOUT_PICTURE = {"evidence": "Evidence", "limits": "Methods and limits"}
_PAGES = _REPORTS | _OF_THE_MAP | frozenset(_WITHOUT_PICTURE)
_REMEDY = 'Give an address, or a file that holds {"view": {"area": "650100"}}.'


def link_of_argument(text: str) -> str:
    """Return the address that a person gives on the command line, or names by a file.

    Parameters
    ----------
    text : str
        A whole address, its query, the path of a JSON file with the key ``view`` (choices by
        name, or an address), or nothing.

    Raises
    ------
    ViewError
        If it is no address, or the file holds no view.

    Examples
    --------
    >>> link_of_argument("/compare?area=650100")
    '?area=650100'
    """
    address = _address(text)
    require_choices(address)
    is_path = address.startswith("/")
    nowhere = is_path and page_of(address) not in _PAGES
    if text == address and text and (nowhere or not any(sign in text for sign in "?=/")):
        raise ViewError("There is no such file, and it is no address.", where=text, remedy=_REMEDY)
    # A path is that of a page, as in "/" or "/compare"; its choices are those of its query.
    return f"?{urlsplit(address).query}" if is_path else address


def require_choices(address: str) -> None:
    """Refuse choices that make no sense in any atlas, before one is opened.

    Raises
    ------
    ViewError
        For the first of them.
    """
    from layers.view.parameters import read_parameters

    of_atlas = {"level", "modality", "kind"}
    try:
        parts = urlsplit(address)
    except ValueError:
        return  # Whoever reads the whole address says so.
    query = parts.query if "://" in address or "?" in address else address
    said = dict(parse_qsl(query, keep_blank_values=True))
    plain = {name: text for name, text in said.items() if name not in of_atlas}
    for problem in read_parameters(plain)[1]:
        raise problem


def parse_view_argument(link: str, language: str, facts: Facts) -> ParsedView:
    """Read the view of an address from the command line, all of which must make sense.

    Parameters
    ----------
    link : str
        From :func:`link_of_argument`.
    language : str
        Language of names in place of the view's; empty to keep that.
    facts : Facts
        What the view must be answered from.

    Raises
    ------
    ViewError
        If a choice does not make sense.
    """
    from layers.address import params_of, parse_link, parse_view

    asked = parse_link(link, facts)
    view = asked.strict()
    if not language:
        return asked
    spoken = parse_view({**params_of(view, facts), "lang": language}, facts)
    for problem in spoken.problems:
        raise ViewError(problem.problem, where="--lang", remedy=problem.remedy)
    return replace(asked, view=spoken.view)


def page_of(text: str) -> str:
    """Return the last part of the path of an address; empty for a query, and for the map.

    Examples
    --------
    >>> page_of("http://127.0.0.1:8501/compare?compare=630200~650100"), page_of("?level=county")
    ('compare', '')
    """
    address = _address(text)
    if not any(sign in address for sign in ("?", "://")) and not address.startswith("/"):
        return ""
    return urlsplit(address).path.rpartition("/")[2]


def other_page(text: str) -> str:
    """Return what to say where an address names a page and its map is written; else nothing."""
    page = page_of(text)
    if page in _WITHOUT_PICTURE:
        return (
            f"This is the map of that address. The page “{_WITHOUT_PICTURE[page]}” itself is "
            "not written as a file."
        )
    if page not in _REPORTS:
        return ""
    return (
        f"This is the map of that address. The page {page.capitalize()} itself is written by "
        "deployment-atlas figure."
    )


def require_picture(text: str) -> None:
    """Refuse an address of a page that has no picture.

    Raises
    ------
    ViewError
        If it names such a page, or none of the dashboard.
    """
    page = page_of(text)
    if page in _OF_THE_MAP or page in _REPORTS:
        return
    known = page in _WITHOUT_PICTURE
    raise ViewError(
        f"The page “{_WITHOUT_PICTURE[page]}” has no picture."
        if known
        else "The dashboard has no such page.",
        where=text if known else page[:40],
        remedy="Give an address of the map, or of the page Region or Compare.",
    )


def moved_on(text: str, facts: Facts) -> str:
    """Return what to say where a file tells that it was made on other data; empty otherwise.

    Parameters
    ----------
    text : str
        As for :func:`link_of_argument`, which has read it.
    facts : Facts
        What is known now.
    """
    if not _is_file(text):
        return ""
    said = _said(Path(text))
    from geodata.dataset import visible

    then, version = said.get("fingerprint"), said.get("data_version")
    if not isinstance(then, str) or then == facts.fingerprint:
        return ""
    return (
        f"The data have moved on: {visible(Path(text).name)} was made on version "
        f"{visible(str(version)[:40])} ({visible(then[:12])}), "
        f"this is version {visible(facts.dataset.metadata.version)} ({facts.fingerprint[:12]})."
    )


def _address(text: str) -> str:
    """Return what a person gives as an address, read from the file if it names one."""
    return _query(Path(text)) if _is_file(text) else text


def _is_file(text: str) -> bool:
    if "://" in text or "?" in text:
        return False
    if text.lower().endswith(".json"):
        return True
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _said(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise ViewError("The file is too large to be a view.", where=str(path), remedy=_REMEDY)
        said: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problem = f"The file cannot be read ({error.strerror})."
        raise ViewError(problem, where=str(path), remedy=_REMEDY) from error
    except (ValueError, RecursionError) as error:
        raise ViewError("The file is not JSON.", where=str(path), remedy=_REMEDY) from error
    return said if isinstance(said, dict) else {}


def _query(path: Path) -> str:
    view = _said(path).get("view")
    if isinstance(view, str):
        return view
    if not isinstance(view, dict) or not all(isinstance(each, str) for each in view.values()):
        raise ViewError("The file holds no view.", where=str(path), remedy=_REMEDY)
    from dashboard.address.links import PAGE_PARAMETERS
    from layers.view import PARAMETERS

    unknown = [name for name in view if name not in PARAMETERS | PAGE_PARAMETERS]
    if unknown:
        raise ViewError(
            f"There is no such choice: {unknown[0][:80]!r}.", where=str(path), remedy=_REMEDY
        )
    try:
        return f"?{urlencode(view)}"
    except UnicodeEncodeError:
        raise ViewError("It holds half of a letter.", where=str(path), remedy=_REMEDY) from None
