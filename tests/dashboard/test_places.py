"""Where a region lies and what it is called: picture and table follow the facts."""

from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from dashboard.evidence.model import Asked, source_rows
from dashboard.region.profile import locator_markup, names_markup
from dashboard.region.related import locator, name_lines
from geodata.facts import Facts
from geodata.model import Language
from tests.levels import PREFECTURE, PROVINCE
from tests.views import view_with


def points(path: str) -> list[tuple[int, int]]:
    """Return the points of a path, which holds one of each ring and the steps to the others."""
    found = []
    for ring in path.split("z")[:-1]:
        start, steps = ring[1:].split("l")
        x, y = map(int, start.split())
        found.append((x, y))
        moves = [int(each) for each in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(moves[::2], moves[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


@pytest.mark.parametrize(
    ("code", "within"), [("630000", "CN"), ("630200", "630000"), ("632621", "630000")]
)
def test_a_region_lies_within_its_province(code: str, within: str, facts: Facts) -> None:
    """Every point is on the sheet, the region is part of it, and its spot lies within it."""
    found = locator(code, facts)
    assert found is not None
    assert found.within == within
    drawn, own = points(found.parts), points(found.here)
    for x, y in (*drawn, *own, found.spot):
        assert -1 <= x <= found.width + 1
        assert -1 <= y <= found.height + 1
    across, down = zip(*own, strict=True)
    assert min(across) <= found.spot[0] <= max(across)
    assert min(down) <= found.spot[1] <= max(down)
    assert len(own) < len(drawn)


def test_haidong_lies_in_the_east_of_qinghai(facts: Facts) -> None:
    """North is up and east is to the right."""
    haidong, yushu = locator("630200", facts), locator("632700", facts)
    assert haidong is not None
    assert yushu is not None
    assert haidong.spot[0] > 0.8 * haidong.width
    assert yushu.spot[0] < 0.5 * yushu.width
    assert yushu.spot[1] > haidong.spot[1]


def test_nothing_lies_around_the_country(facts: Facts) -> None:
    """The country has neither a locator nor a table of names."""
    assert locator("CN", facts) is None
    assert locator_markup("CN", view_with(), facts) == ""
    assert names_markup(name_lines("CN", facts)) == ""


@pytest.mark.parametrize("language", list(Language))
def test_the_picture_is_sound_and_says_what_it_shows(language: Language, facts: Facts) -> None:
    """It is whole XML without a word in it; its words stand beside it and name the outlines."""
    markup = str(locator_markup("650106", view_with(language=language), facts))
    picture = re.search(r'src="data:image/svg\+xml,([^"]+)"', markup)
    assert picture is not None
    tree = ET.fromstring(unquote(picture[1]))
    assert not "".join(tree.itertext()).strip()
    assert len(tree.findall("{http://www.w3.org/2000/svg}circle")) == 1
    assert 'alt="' in markup
    assert facts.regions.boundaries.provider in markup


def test_every_name_has_language_sort_and_source(facts: Facts) -> None:
    """Names of all regions are told once each, and none lacks the source of its spelling."""
    for level in (PROVINCE, PREFECTURE):
        for code in facts.regions.codes(level):
            lines = list(name_lines(code, facts))
            assert {line.name for line in lines} == set(facts.gazetteer.names(code))
            assert all(line.source and line.language and line.name.kind for line in lines)
            assert len({line.name for line in lines}) == len(lines)


def test_haidong_has_names_in_its_languages(facts: Facts) -> None:
    """Tibetan, exile, Chinese and English forms stand with their sources as a table."""
    markup = str(names_markup(name_lines("630200", facts)))
    for name in ("མཚོ་ཤར་", "Tsoshar", "海东市", "Hǎidōng Shì", "Haidong City"):
        assert name in markup
    assert markup.count('scope="row"') == len(facts.gazetteer.names("630200"))
    assert markup.count('scope="col"') == 4


@pytest.mark.parametrize("text", ["Tsoshar", "མཚོ་ཤར", "海东", "haidong"])
def test_sources_are_found_by_every_name_of_a_place(text: str, facts: Facts) -> None:
    """A place is found in the evidence under its exile, Tibetan, Chinese and English names."""
    found = {row.source.publisher for row in source_rows(Asked(text=text), facts)}
    assert "Bitter Winter" in found
