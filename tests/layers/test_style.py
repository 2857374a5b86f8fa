from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.facts import Facts
from geodata.geography import PACKS
from geodata.model import Subject, bundled_subject
from layers.builders.documentation import documentation_by_share
from layers.style import (
    DIVERGING,
    NO_VALUE,
    RAMPS,
    LineStyle,
    fixed_breaks,
    term_lines,
    vendor_lines,
)

SUBJECTS = [
    bundled_subject(each) for each in sorted(PACKS.glob("*")) if (each / "subject.toml").is_file()
]

# Viénot, Brettel and Mollon 1999 (protan, deutan) and the usual tritan matrix, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protan": np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]),
    "deutan": np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]),
    "tritan": np.array([[1, 0.1446, -0.1446], [0, 0.8596, 0.1404], [0, 0.8596, 0.1404]]),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str = "normal") -> np.ndarray:
    xyz = TO_XYZ @ np.clip(SIGHT[sight] @ linear(colour), 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    light, dark = sorted(float(linear(c)[[0, 1, 2]] @ TO_XYZ[1]) for c in (one, other))[::-1]
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ramp", RAMPS)
@pytest.mark.parametrize("sight", SIGHT)
def test_neighbours_in_a_ramp_are_told_apart(ramp: str, theme: str, sight: str) -> None:
    """Neighbouring classes differ visibly, in lightness and so in grey, for every sight."""
    colours = getattr(RAMPS[ramp], theme)
    lightness = [lab(colour, sight)[0] for colour in colours]
    steps = np.diff(lightness)
    assert (steps < -4).all() if theme == "light" else (steps > 4).all()
    for one, other in itertools.pairwise(colours):
        assert np.linalg.norm(lab(one, sight) - lab(other, sight)) > 7


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_a_diverging_palette_leaves_its_middle_evenly(theme: str, sight: str) -> None:
    """Both sides move away from the middle step by step, equally far; their ends differ in hue."""
    colours = [lab(colour, sight) for colour in getattr(DIVERGING["change"], theme)]
    middle = len(colours) // 2
    for side in (colours[middle::-1], colours[middle:]):
        steps = np.diff([colour[0] for colour in side])
        assert (steps < -4).all() if theme == "light" else (steps > 4).all()
    for distance in range(1, middle + 1):
        fell, rose = colours[middle - distance], colours[middle + distance]
        assert abs(fell[0] - rose[0]) < 15
        assert np.linalg.norm(fell[1:] - rose[1:]) > 6


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cells_of_a_grid_are_told_apart(theme: str, facts: Facts) -> None:
    """Each of the nine fills differs from every other."""
    spec = documentation_by_share(facts)
    assert spec is not None
    assert spec.grid is not None
    fills = [lab(getattr(fill, theme)) for fill in spec.grid.fills]
    for one, other in itertools.combinations(fills, 2):
        assert np.linalg.norm(one - other) > 9


def _kind_lines() -> list[LineStyle]:
    return [ink for each in SUBJECTS for _, ink in term_lines(tuple(each.kinds.values()))]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", [*_kind_lines(), *vendor_lines(tuple("abc")).values()])
def test_lines_read_on_their_casing(theme: str, ink: LineStyle) -> None:
    """The line of each kind and vendor stands out from its casing: 3 to 1, as WCAG asks."""
    assert contrast(getattr(ink, theme), {"light": "#ffffff", "dark": "#14181a"}[theme]) >= 3


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda each: each.subject_id)
def test_kinds_differ_in_more_than_hue(subject: Subject) -> None:
    """No two kinds share a dash."""
    dashes = [ink.dash for _, ink in term_lines(tuple(subject.kinds.values()))]
    assert len(set(dashes)) == len(dashes)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda each: each.subject_id)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_read_on_every_fill(theme: str, subject: Subject) -> None:
    """The line of each technology stands out from its own casing: 3 to 1, as WCAG asks."""
    casing = {"light": "#ffffff", "dark": "#14181a"}[theme]
    for modality, ink in term_lines(tuple(subject.modalities.values())):
        assert contrast(getattr(ink, theme), casing) >= 3, modality


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda each: each.subject_id)
def test_every_technology_has_its_own_line(subject: Subject) -> None:
    """No two technologies share their dash, so that they differ in grey."""
    dashes = [ink.dash for _, ink in term_lines(tuple(subject.modalities.values()))]
    assert len(set(dashes)) == len(dashes)


def test_words_that_no_subject_lists_get_the_next_free_lines() -> None:
    """Such a word takes no line that the subject gave to another."""
    subject = bundled_subject()
    terms = (*subject.modalities.values(), subject.modality("gait"), subject.modality("smell"))
    lines = [ink for _, ink in term_lines(terms)]
    assert len({(ink.light, ink.dash) for ink in lines}) == len(lines)


@pytest.mark.parametrize("ramp", RAMPS)
def test_ramps_give_any_number_of_classes(ramp: str) -> None:
    """A ramp spreads any number of classes over its whole length, all of them different."""
    whole = len(RAMPS[ramp].light)
    for count in range(1, whole + 1):
        fills = RAMPS[ramp].fills(count)
        assert len(set(fills)) == count
        assert fills[-1].light == RAMPS[ramp].light[-1]
    with pytest.raises(ValueError, match="classes"):
        RAMPS[ramp].fills(whole + 1)
    assert NO_VALUE.light not in RAMPS[ramp].light


@given(st.lists(st.floats(0, 100), max_size=60))
def test_every_value_falls_into_its_interval(values: list[float]) -> None:
    """A value lies in the interval of its class: above the lower end, up to the upper one."""
    breaks = fixed_breaks(0, 5, 20, 100)
    intervals = breaks.intervals()
    for value, index in zip(values, breaks.classify(values), strict=True):
        low, high = intervals[index]
        assert low < value or (index == 0 and value == low)
        assert value <= high


def plain_class(value: float, bounds: tuple[float, ...]) -> int:
    return next((i for i, bound in enumerate(bounds) if value <= bound), len(bounds) - 1)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8, unique=True).map(sorted),
    st.lists(st.floats(allow_nan=False), max_size=40),
)
def test_classes_agree_with_a_search_one_by_one(bounds: list[float], values: list[float]) -> None:
    """A value belongs to the first class that reaches up to it, above all bounds to the last."""
    breaks = fixed_breaks(min(bounds) - 1, *bounds)
    near = [math.nextafter(bound, end) for bound in bounds for end in (-math.inf, math.inf)]
    every = [*values, *bounds, *near, -math.inf, math.inf]
    assert breaks.classify(every) == [plain_class(value, breaks.bounds) for value in every]


def test_what_is_unknown_belongs_to_no_class() -> None:
    """A value that is not a number is refused, and never put into the lowest class."""
    with pytest.raises(ValueError, match="not a number"):
        fixed_breaks(0, 5, 20, 100).classify([1, math.nan])


def test_fixed_breaks_include_their_upper_bound() -> None:
    """A value on a bound belongs below it, as the legend says."""
    breaks = fixed_breaks(0, 5, 20, 100)
    assert breaks.classify([0, 5, 5.01, 20, 100]) == [0, 0, 1, 1, 2]
    assert breaks.classify([]) == []
