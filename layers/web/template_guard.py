"""Keeps branca from running page text as a template.

branca renders every piece of header, body and script a second time as a Jinja
template, so that text holding ``{{ … }}`` is executed on the machine that makes the
page. With the guard on, text given to an element stays text. Templates that folium's
own classes declare are not touched.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import folium
from branca.element import Element, Figure

__all__ = ["GUARDED", "apply_guard", "check_guard"]

GUARDED = {"folium": "0.20.0", "branca": "0.8.2"}
"""The releases whose rendering the guard was written for."""

# The one template that branca itself passes as text: the loop over a Div's children.
_CHILDREN = (
    "{% for name, element in this._children.items() %}{{element.render(**kwargs)}}{% endfor %}"
)
_PROBE = "<i>{{7*7}}</i>"
_MARK = "_atlas_guarded"


class Literal:
    """Stands where a template is expected and renders the text it holds."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render(self, *_args: Any, **_kwargs: Any) -> str:
        """The text, as given."""
        return self.text


def apply_guard() -> None:
    """Make branca keep text as text, in every class of branca and folium.

    Raises
    ------
    RuntimeError
        The installed releases are not those of :data:`GUARDED`, or the check failed.
    """
    installed = {name: version(name) for name in GUARDED}
    if installed != GUARDED:
        raise RuntimeError(
            f"Text is kept from being executed only in {GUARDED}; installed are {installed}. "
            "Install those releases."
        )
    if not getattr(Element.__init__, _MARK, False):
        _patch(Element)
    check_guard()


def _patch(element: type[Element]) -> None:
    original = element.__init__

    def guarded(
        self: Element, template: str | None = None, template_name: str | None = None
    ) -> None:
        if template is None or template == _CHILDREN:
            original(self, template, template_name)
            return
        original(self, None, template_name)
        self._template = Literal(template)  # type: ignore[assignment]

    setattr(guarded, _MARK, True)
    element.__init__ = guarded  # type: ignore[method-assign]


def check_guard() -> None:
    """Render a probe through every way by which text reaches a page.

    Raises
    ------
    RuntimeError
        The probe was executed.
    """
    figure = Figure()
    for place in (figure.header, figure.html, figure.script):
        place.add_child(Element(_PROBE))
    folium.Map(location=[0, 0], tiles=None).add_to(figure).add_child(
        folium.Marker([0, 0], tooltip=_PROBE)
    )
    page = figure.render()
    if "<i>49</i>" in page or page.count(_PROBE) < 4:
        raise RuntimeError("branca executes page text as a template: no page is made.")
