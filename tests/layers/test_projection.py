"""The projection of figures beside the formulas of Lambert's equal-area projection."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.figure.projection import Projection

RADIUS = 6_371_007.2
longitudes = st.floats(40, 170)
latitudes = st.floats(0, 65)


def lambert(middle: tuple[float, float], longitude: float, latitude: float) -> tuple[float, float]:
    """Snyder, Map Projections (1987), equations 22-4, 22-5 and 24-2."""
    phi0, phi = math.radians(middle[0]), math.radians(latitude)
    lam = math.radians(longitude - middle[1])
    across = math.cos(phi) * math.cos(lam)
    k = math.sqrt(2 / (1 + math.sin(phi0) * math.sin(phi) + math.cos(phi0) * across))
    east = k * math.cos(phi) * math.sin(lam)
    north = k * (math.cos(phi0) * math.sin(phi) - math.sin(phi0) * across)
    return RADIUS * east, RADIUS * north


@given(latitudes, longitudes, st.lists(st.tuples(longitudes, latitudes), max_size=20))
def test_points_lie_where_the_formulas_put_them(
    latitude: float, longitude: float, points: list[tuple[float, float]]
) -> None:
    """Forward agrees with the formulas to a millimetre, and inverse leads back."""
    projection = Projection(latitude, longitude)
    degrees = np.asarray(points, float).reshape(-1, 2)
    metres = projection.forward(degrees)
    expected = [lambert((latitude, longitude), *point) for point in points]
    assert metres == pytest.approx(np.asarray(expected, float).reshape(-1, 2), abs=1e-3)
    assert projection.inverse(metres) == pytest.approx(degrees, abs=1e-7)
