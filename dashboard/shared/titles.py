"""The title of the window: what is shown, on which page."""

from __future__ import annotations

from geodata.facts import Facts
from layers.naming import area_name, display_name
from layers.view import View

__all__ = ["window_title"]

_ATLAS = "Deployment Atlas"


def window_title(path: str, page: str, view: View, facts: Facts, source: str = "") -> str:
    """Return the title of a page in the bar of the browser: the most telling part comes first.

    Parameters
    ----------
    path : str
        Name of the page in the address; ``""`` for the map.
    page : str
        Title of the page.
    view : View
        The choices.
    facts : Facts
        What is known.
    source : str
        Id of the source that is opened on the page of evidence.
    """
    return " · ".join((*_shown(path, view, facts, source), page, _ATLAS))


def _shown(path: str, view: View, facts: Facts, source: str) -> tuple[str, ...]:
    match path:
        case "" | "region" | "data":
            return (_name(view.map.region, view, facts) or area_name(facts, view.map.area),)
        case "compare":
            names = (_name(code, view, facts) for code in view.comparison.compared)
            return (joined,) if (joined := ", ".join(names)) else ()
        case "evidence" if source in facts.dataset.source:
            return (facts.dataset.source[source].title,)
        case _:
            return ()


def _name(code: str, view: View, facts: Facts) -> str:
    return display_name(facts, code, view.map.language)["text"] if code else ""
