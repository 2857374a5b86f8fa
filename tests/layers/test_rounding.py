"""Rounding: a range loses no width, parts lose nothing of their total, one number has one form."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from layers.rounding import nearest, rough_ends, rounded_ends, whole_parts
from layers.wording import bounds_words, percent, share_words

numbers = st.fractions(0, 10**9, max_denominator=10**6)
digits = st.integers(-4, 3)


@given(numbers, numbers, digits)
def test_a_range_is_rounded_outward_at_one_decimal(
    one: Fraction, other: Fraction, places: int
) -> None:
    """It holds all that it held, gains less than a step at each end, and shares one exponent."""
    low, high = sorted((one, other))
    least, most = rounded_ends(low, high, places)
    assert least is not None
    assert most is not None
    step = Fraction(10) ** -places
    assert least.as_tuple().exponent == most.as_tuple().exponent == -places
    if low == high:
        assert least == most == nearest(low, places)
        assert abs(Fraction(least) - low) <= step / 2
    else:
        assert low - step < Fraction(least) <= low
        assert high <= Fraction(most) < high + step


@given(numbers, numbers)
def test_a_rough_range_keeps_its_width(one: Fraction, other: Fraction) -> None:
    """Two figures of the lower end, and never narrower than the range."""
    low, high = sorted((one, other))
    least, most = rough_ends(low, high)
    if low != high:
        assert Fraction(least) <= low
        assert high <= Fraction(most)
    assert least.as_tuple().exponent == most.as_tuple().exponent
    if low >= 1:
        assert len(least.as_tuple().digits) <= 2 + (low == high)


@given(st.lists(st.fractions(0, 10**7, max_denominator=999), min_size=1, max_size=40))
def test_whole_parts_add_up_to_the_total(parts: list[Fraction]) -> None:
    """Each is its part rounded down or up, the total is the nearest whole number to its own."""
    named = {f"{index:02d}": part for index, part in enumerate(parts)}
    found = whole_parts(named)
    assert list(found) == list(named)
    assert sum(found.values()) == nearest(sum(parts, Fraction(0)))
    assert all(abs(found[name] - part) < 1 for name, part in named.items())
    lost = [part % 1 for name, part in named.items() if found[name] <= part]
    given_ = [part % 1 for name, part in named.items() if found[name] > part]
    assert max(lost, default=Fraction(0)) <= min(given_, default=Fraction(1))


@given(st.fractions(0, 2, max_denominator=10**6), st.fractions(0, 2, max_denominator=10**6))
def test_a_share_reads_as_the_rate_for_each_hundred(one: Fraction, other: Fraction) -> None:
    """The same fraction has the same digits, with the sign of per cent or without."""
    low, high = sorted((one, other))
    share = "".join(share_words(low, high).split()).replace("%", "")
    assert share == bounds_words(100 * low, 100 * high, 1)
    if low == high:
        assert share_words(low, high) == percent(100 * low)
