"""Figures: every size and form, the same bytes each day, and every word accounted for."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import os
import re
import zlib
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dashboard.atlas import Atlas
from geodata.errors import ViewError
from layers.address import parse_link
from layers.catalogue import catalogue
from layers.figure import (
    FigureFormat,
    FigureOptions,
    FigureSize,
    FigureTheme,
    draw_figure,
    figure_bytes,
    form_of,
)
from layers.figure.draw.model import MapModel
from layers.figure.layout.sheet import MapSheet
from layers.picture.description import alt_text
from layers.picture.picture import assets_of
from layers.picture.reader import PictureReader
from layers.wording import data_words
from tests.layers import goldens
from tests.layers.pictures import Held, assets, elsewhere, picture

SIZES = ("600x400", "160mm", "A4", "A4-landscape", "column", "slide", "social")
ROOT = Path(__file__).parents[2]


def drawn(size: str, form: FigureFormat, payload: Mapping[str, Any] | None = None) -> bytes:
    options = FigureOptions(size=FigureSize.parse(size), dpi=96)
    return figure_bytes(Held(dict(payload or picture())), assets(), form, options)


def sheet_of(atlas: Atlas, link: str, **choices: Any) -> MapSheet:
    view = parse_link(link, atlas.facts).strict()
    shown = PictureReader(atlas.picture(view).payload)
    options = FigureOptions(**choices)
    return MapSheet(
        shown, MapModel(shown, assets_of(view, atlas.facts, atlas.assets), options.extent), options
    )


def flat(text: str) -> str:
    return re.sub("[\\s\u200e\u200f]", "", text)


@pytest.mark.parametrize("size", SIZES)
def test_every_size_and_form_opens(size: str) -> None:
    png = Image.open(io.BytesIO(drawn(size, FigureFormat.PNG)))
    png.load()
    asked = FigureSize.parse(size)
    if asked.pixels:
        assert png.size == (asked.width, asked.height)
    else:
        assert abs(png.width - asked.width * 96 / 72) <= 1
    svg = drawn(size, FigureFormat.SVG).decode()
    assert svg.startswith("<?xml")
    assert '<desc id="desc">' in svg
    assert "<text" not in svg
    assert drawn(size, FigureFormat.PDF).startswith(b"%PDF-")


_AGAIN = """
import hashlib
from layers.figure import FigureFormat, FigureOptions, figure_bytes
from tests.layers.pictures import Held, assets, picture
for form in FigureFormat:
    data = figure_bytes(Held(picture()), assets(), form, FigureOptions())
    print(form.value, hashlib.sha256(data).hexdigest())
"""


def test_the_same_bytes_on_another_day_in_another_process(tmp_path: Path) -> None:
    here = {
        form.value: figure_bytes(Held(picture()), assets(), form, FigureOptions())
        for form in FigureFormat
    }
    assert elsewhere(_AGAIN, tmp_path) == {
        form: hashlib.sha256(data).hexdigest() for form, data in here.items()
    }


def test_no_file_tells_who_made_it_or_when() -> None:
    words = [str(ROOT), os.uname().nodename, str(Path.home()), "Matplotlib", "CreationDate"]
    for form in FigureFormat:
        data = drawn("600x400", form)
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
        for stream in streams:
            data += zlib.decompressobj().decompress(stream) if stream[:1] == b"x" else b""
        held = [word for word in words if len(word) > 2 and word.encode() in data]
        assert not held, f"{form.value} holds {held}"


LINKS = (
    "",
    "level=county",
    "area=540000&level=county&layer=documentation_by_non_han&lang=bo",
    "area=650100&level=county&layer=published_range&lang=ug",
    "layer=even_spread&lang=zh",
    "level=county&lang=zh",
    "area=CN&level=prefecture",
    "area=CN&layer=published_range",
    "layer=collected_bounds&level=county&time=2020-03",
)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("size", ["1200x800", "column"])
def test_labels_never_overlap(atlas: Atlas, link: str, size: str) -> None:
    sheet = sheet_of(atlas, link, size=FigureSize.parse(size))
    drawing = sheet.drawing
    boxes = [label.box for label in drawing.labels]
    boxes += [box for _, box in drawing.corners]
    boxes += [plate.box for plate in drawing.plates]
    for one, other in itertools.combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
    left, top, right, bottom = drawing.frame
    assert all(b[0] >= left and b[1] >= top and b[2] <= right and b[3] <= bottom for b in boxes)
    # A wider place counts the events of the units in it as well: each event is counted somewhere.
    counted = {event for label in drawing.labels for event in label.events}
    assert counted == {event for spot in drawing.spots for event in spot.mark.events}


def test_a_published_range_is_named_on_its_map(atlas: Atlas) -> None:
    sheet = sheet_of(atlas, "layer=published_range&area=CN&level=province")
    told = [[line.strip("\u200e") for line, _, _ in plate.lines] for plate in sheet.drawing.plates]
    assert [lines[0] for lines in told] == ["Published range for the whole province"] * 2
    assert "919,282–1,206,962 DNA samples" in " ".join(told[1])
    assert not sheet_of(atlas, "level=county").drawing.plates


@pytest.mark.parametrize("link", LINKS)
def test_legend_and_description_hold_every_word(atlas: Atlas, link: str) -> None:
    view = parse_link(link, atlas.facts).strict()
    spec = atlas.picture(view)
    options = FigureOptions(caption="A caption of one’s own.", restore=f"?{link}")
    svg = figure_bytes(
        spec, assets_of(view, atlas.facts, atlas.assets), FigureFormat.SVG, options
    ).decode()
    described = flat(unescape(svg.split('<desc id="desc">')[1].split("</desc>")[0]))
    said = sheet_of(atlas, link, caption="A caption of one’s own.", restore=f"?{link}").draw().said
    assert not [line for line in said if flat(line).rstrip("…") not in described]
    legend = flat("".join(said))
    symbology = spec.payload["symbology"]["data"]
    shown = PictureReader(spec.payload)
    grid = symbology.get("grid")
    words = [*grid["x"], *grid["y"]] if grid else [each["label"] for each in shown.classes]
    for word in (*words, symbology["layer"]["title"], symbology["layer"]["unit"]):
        assert flat(word) in legend
    for line in shown.lines:
        assert flat(line.label) in legend
    for each in shown.ranges:
        assert flat(each["label"]) in legend
    assert spec.hash[:12] in legend
    dated = shown.header
    assert flat(data_words(dated["data_version"], dated["data_date"])) in legend


@pytest.mark.parametrize("month", ["2012-01", "2019-03"])
def test_a_month_is_named_also_where_no_event_stands_on_the_map(atlas: Atlas, month: str) -> None:
    sheet = sheet_of(atlas, f"layer=documented_events&time={month}")
    said = flat("".join(sheet.draw().said))
    assert flat(f"Time: {sheet.shown.month_words}.") in said
    assert (flat(sheet.shown.words["time_faded"]) in said) is bool(sheet.shown.lines)


@pytest.mark.parametrize(
    ("layer", "other"),
    [
        ("documented_purchases", True),
        ("collected_bounds", True),
        ("documented_events", False),
        ("non_han_share", False),
    ],
)
def test_colours_of_all_dates_are_not_taken_for_those_of_a_month(
    atlas: Atlas, layer: str, other: bool
) -> None:
    sheet = sheet_of(atlas, f"layer={layer}&time=2019-01")
    assert ("not those of this month" in " ".join(sheet.draw().said)) is other
    assert ("not those of this month" in alt_text(sheet.shown.payload)) is other


def test_every_layer_can_be_drawn(atlas: Atlas) -> None:
    for layer in catalogue(atlas.facts):
        sheet_of(atlas, f"layer={layer}", theme=FigureTheme.GREY).draw()


def test_an_illustration_is_named_wherever_one_looks(atlas: Atlas) -> None:
    said = sheet_of(atlas, "layer=even_spread", show_title=False, subtitle="").draw().said
    assert any("Scenario, not evidence." in line for line in said)
    assert said.count("Scenario") >= 2, "as watermark and as tag"


def test_in_grey_no_two_classes_look_alike(atlas: Atlas) -> None:
    for layer in catalogue(atlas.facts):
        sheet = sheet_of(atlas, f"layer={layer}&level=county", theme=FigureTheme.GREY)
        covered = sheet.shown.symbology.get("grid", {}).get("cells")
        shown = [i for row in covered for i in row] if covered else range(len(sheet.shown.classes))
        looks = [(sheet.drawing.looks[i].fill, sheet.drawing.looks[i].pattern) for i in shown]
        assert len(set(looks)) == len(looks), layer


def test_hidden_events_are_in_no_form(atlas: Atlas) -> None:
    view = parse_link("modality=dna", atlas.facts).strict()
    spec = atlas.picture(view)
    hidden = [e["title"] for e in spec.details.data["events"] if e["what"] == ["iris scans"]]
    svg = figure_bytes(spec, assets_of(view, atlas.facts, atlas.assets), FigureFormat.SVG).decode()
    assert hidden
    assert not [title for title in hidden if title in unescape(svg)]


@pytest.mark.parametrize(
    "text",
    [
        "$\\alpha^2$ {{7*7}} <script>alert(1)</script> ]]>",
        "\u202eabc\u2066def\u202d 123",
        "one\x00two\x1b[2J three\u2028four",
        "W" * 10_000,
        "wide " * 2_000,
        "e" + "\u0301" * 200,
    ],
    ids=["markup", "override", "control", "long", "words", "marks"],
)
def test_hostile_text_is_drawn_as_it_stands(text: str) -> None:
    payload = picture(text)
    for form in FigureFormat:
        drawn("600x400", form, payload)
    svg = drawn("600x400", FigureFormat.SVG, payload).decode()
    assert "<script" not in svg
    assert "\x1b" not in svg
    shown = PictureReader(payload)
    options = FigureOptions(size=FigureSize.parse("600x400"))
    sheet = MapSheet(shown, MapModel(shown, assets()), options)
    left, top, right, bottom = sheet.layout.map
    assert right - left > 100
    assert bottom - top > 80
    if "alpha" in text:
        assert any("$\\alpha^2$" in line for line in sheet.draw().said)


@pytest.mark.parametrize("form", FigureFormat)
def test_a_letter_that_no_font_holds_is_drawn_as_a_box_and_named(form: FigureFormat) -> None:
    options = FigureOptions(size=FigureSize.parse("600x400"), dpi=96)
    drawing = draw_figure(Held(picture(title="Smile \U0001f600")), assets(), form, options)
    plain = draw_figure(Held(picture(title="Smile")), assets(), form, options)
    assert plain.missing == ()
    assert [(each.letter, each.text) for each in drawing.missing] == [("\U0001f600", "Smile 😀")]
    assert drawing.data != plain.data


def test_extent_and_highlight(atlas: Atlas) -> None:
    whole = sheet_of(atlas, "level=county")
    part = sheet_of(atlas, "level=county", extent="630200", highlight=("630222",))
    assert part.drawing.sight.scale > 3 * whole.drawing.sight.scale
    assert any("Highlighted: \u2068Minhe County" in line for line in part.draw().said)
    with pytest.raises(ViewError, match="no outline on this map"):
        sheet_of(atlas, "level=county", extent="540100").draw()


@pytest.mark.parametrize("extent", ["632300", "630100", "632500", "632800"])
def test_no_count_stands_outside_a_map_of_a_part(atlas: Atlas, extent: str) -> None:
    """A count beside the title would be taken for one of the whole picture."""
    drawing = sheet_of(atlas, "", extent=extent).drawing
    left, top, right, bottom = drawing.frame
    assert [
        label.box
        for label in drawing.labels
        if label.box[0] < left
        or label.box[1] < top
        or label.box[2] > right
        or label.box[3] > bottom
    ] == []


def test_what_the_view_highlights_is_highlighted(atlas: Atlas) -> None:
    sheet = sheet_of(atlas, "level=county&region=630222&highlight=630200~540100")
    assert sheet.chosen == ("630222", "630200"), "without one that lies outside"
    said = "".join(sheet.draw().said)
    assert "Highlighted: \u2068Minhe County" in said
    assert "Tsoshar" in said


def test_a_public_address_gives_a_qr_code(atlas: Atlas) -> None:
    choices = {"restore": "?level=county", "base_url": "https://atlas.example/map/"}
    said = "".join(sheet_of(atlas, "level=county", **choices).draw().said)
    assert "https://atlas.example/map/?level=county" in flat(said)


@pytest.mark.parametrize(
    ("size", "dpi"), [("8x8", None), ("160", None), ("x", None), ("9000mm", None), ("A4", 5000)]
)
def test_impossible_sizes_are_refused(size: str, dpi: float | None) -> None:
    with pytest.raises(ViewError):
        FigureOptions(size=FigureSize.parse(size), dpi=dpi)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ViewError, match=r"\.png, \.svg or \.pdf"):
        form_of("map.jpg")


@pytest.mark.parametrize("name", goldens.cases())
def test_figures_look_as_they_did(name: str) -> None:
    held = json.loads(goldens.FILE.read_text(encoding="utf-8"))[name]
    for kind, found in goldens.grids(name).items():
        fields = goldens.differing(found, held[kind])
        most = goldens.ROWS * goldens.COLUMNS // 50
        assert len(fields) <= most, f"{kind} of {name}:\n{goldens.shown(found, fields)}"
