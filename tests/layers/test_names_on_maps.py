"""Each unit of a picture of few units is named, in figures and by the painter."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.atlas import Atlas
from dashboard.exports.files import page_text
from layers.address import parse_link
from layers.figure import FigureOptions, FigureSize
from layers.figure.draw.geometry import overlaps
from layers.figure.draw.model import MapModel
from layers.figure.layout.labels import Label
from layers.figure.layout.sheet import MapSheet
from layers.picture.picture import assets_of
from layers.picture.reader import PictureReader
from layers.picture.rules import RULES
from layers.web.page_form import PageForm

LINKS = (
    "?",
    "?lang=bo",
    "?layer=published_range",
    "?region=630200",
    "?time=2020-06",
    "?area=CN&level=province",
    "?area=650000",
)


def labels_of(atlas: Atlas, link: str, size: str) -> tuple[list[Label], set[str]]:
    """Return the labels of a figure, and the codes of its units."""
    view = parse_link(link, atlas.facts).strict()
    shown = PictureReader(atlas.picture(view).payload)
    model = MapModel(shown, assets_of(view, atlas.facts, atlas.assets))
    sheet = MapSheet(shown, model, FigureOptions(size=FigureSize.parse(size)))
    return sheet.drawing.labels, {unit["code"] for unit in shown.units}


@pytest.mark.parametrize("size", ["1200x800", "column"])
@pytest.mark.parametrize("link", LINKS)
def test_a_figure_names_each_unit(atlas: Atlas, link: str, size: str) -> None:
    """Inside its unit, beside its count, or beside the unit; no name covers another or a count."""
    labels, codes = labels_of(atlas, link, size)
    assert len(codes) <= RULES.name.each_named
    assert codes <= {label.code for label in labels if label.form is not None}
    for one, other in combinations(labels, 2):
        assert not overlaps(one.box, other.box)


def test_a_figure_of_many_units_names_those_that_have_room(atlas: Atlas) -> None:
    """Thousands of names would hide the map: none stands outside its unit."""
    labels, codes = labels_of(atlas, "?area=630000&level=county", "1200x800")
    assert len(codes) > RULES.name.each_named
    assert all(label.tie is None for label in labels)


_NAMED = """
() => [...document.querySelectorAll(".atlas-label, .atlas-cluster")].map((label) => {
  const { left, top, right, bottom } = label.getBoundingClientRect();
  const name = label.querySelector("bdi").textContent.replaceAll("\\n", " ");
  return [name, left, top, right, bottom];
})
"""


@pytest.mark.parametrize("link", LINKS)
def test_the_painter_names_each_unit(
    browser: Browser, atlas: Atlas, tmp_path: Path, link: str
) -> None:
    """Also in narrow frames; no name or count covers another, and none leaves the map."""
    view = parse_link(link, atlas.facts).strict()
    units = atlas.picture(view).regions.data["regions"]
    file = tmp_path / "map.html"
    file.write_text(page_text(atlas, view, PageForm(report=False, time=False)), encoding="utf-8")
    page = browser.new_page()
    for width, height in ((1200, 800), (760, 620), (360, 620)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(file.as_uri())
        page.wait_for_selector("[data-ready]")
        page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
        page.wait_for_timeout(200)
        written = page.evaluate(_NAMED)
        names = {name.replace(" ", "") for name, *_ in written}
        assert {unit["name"]["text"].replace(" ", "") for unit in units} <= names
        stage = page.locator(".atlas-stage").bounding_box()
        assert stage is not None
        for _name, left, _top, right, _bottom in written:
            assert stage["x"] <= left
            assert right <= stage["x"] + stage["width"]
        for (_n, *one), (_m, *other) in combinations(written, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            # Lines of text are a little higher than the places that are kept for them.
            assert min(across, down) <= 6
    page.close()
