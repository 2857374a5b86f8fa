"""Text given to folium stays text."""

from __future__ import annotations

import folium
import pytest
from branca.element import Div, Element, Figure
from folium.plugins import MarkerCluster

from layers.web import template_guard

PROBE = "<i>{{7*7}}</i>"
RUN = "<i>49</i>"


def test_text_of_an_element_is_not_run() -> None:
    """Header, body and script show what they were given."""
    template_guard.apply_guard()
    figure = Figure()
    for place in (figure.header, figure.html, figure.script):
        place.add_child(Element(PROBE))
    page = figure.render()
    assert page.count(PROBE) == 3
    assert RUN not in page


@pytest.mark.parametrize(
    "layer",
    [
        lambda: folium.Marker([0, 0], popup=PROBE),
        lambda: folium.Marker([0, 0], tooltip=PROBE),
        lambda: folium.Marker([0, 0], icon=folium.DivIcon(html=PROBE)),
        lambda: folium.FeatureGroup(name=PROBE),
        lambda: folium.GeoJson(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"name": PROBE},
                        "geometry": {"type": "Point", "coordinates": [0, 0]},
                    }
                ],
            }
        ),
        lambda: MarkerCluster(name=PROBE),
        lambda: folium.TileLayer("x", attr=PROBE),
    ],
    ids=["popup", "tooltip", "icon", "group", "geojson", "cluster", "attribution"],
)
def test_no_way_into_a_folium_map_runs_text(layer: object) -> None:
    """Whatever carries a text, it is never executed where the page is made."""
    template_guard.apply_guard()
    chart = folium.Map([0, 0], tiles=None)
    chart.add_child(layer())
    chart.add_child(folium.LayerControl())
    page = chart.get_root().render()
    assert "<i>49" not in page
    assert "7*7" in page


def test_a_div_still_renders_its_children() -> None:
    """The one template that branca passes as text keeps working."""
    template_guard.apply_guard()
    figure, div = Figure(), Div()
    figure.add_child(div)
    div.html.add_child(Element("child-text"))
    assert "child-text" in figure.render()


def test_the_check_fails_where_text_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the guard, the check raises: it is not blind."""
    template_guard.apply_guard()
    original = Element.__init__.__closure__
    assert original is not None
    plain = next(cell.cell_contents for cell in original if callable(cell.cell_contents))
    monkeypatch.setattr(Element, "__init__", plain)
    with pytest.raises(RuntimeError, match="executes"):
        template_guard.check_guard()


def test_other_releases_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release whose rendering was not looked at is not trusted."""
    monkeypatch.setattr(template_guard, "GUARDED", {"folium": "0.20.0", "branca": "9.9"})
    with pytest.raises(RuntimeError, match=r"9\.9"):
        template_guard.apply_guard()
