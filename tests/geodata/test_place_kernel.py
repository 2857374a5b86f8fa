"""Points find the same regions by tree, by grid, and by asking every polygon."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geodata.place import RegionGrid, RegionTree, cached_grid, grid, kernel, locate
from geodata.place.border import Borders

Points = npt.NDArray[np.float64]
Shapes = npt.NDArray[np.object_]
CELLS = [1, 7, 400, 90_000]


def coverage(seed: int, count: int = 40) -> Shapes:
    """Regions side by side that share every border, with one hole in the middle of all."""
    chance = np.random.default_rng(seed)
    seeds = shapely.multipoints(chance.uniform(0, 10, (count, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=shapely.box(0, 0, 10, 10)))
    hole = shapely.Point(5, 5).buffer(1.3)
    return np.array([shapely.difference(cell, hole) for cell in cells], dtype=object)


def overlapping(seed: int) -> Shapes:
    """Regions that overlap, hold one another, are in parts, have no width, or are empty."""
    chance = np.random.default_rng(seed)
    middle, wide = chance.uniform(0, 10, (2, 25, 2))
    boxes = shapely.box(*(middle - wide / 4).T, *(middle + wide / 4).T)
    rings = [shapely.Point(*at).buffer(2).difference(shapely.Point(*at).buffer(1)) for at in middle]
    islands = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(8, 8, 9, 9)])
    thin = shapely.Polygon([(1, 1), (9, 1.0001), (9, 1.0002)])
    return np.array([*boxes, *rings[:5], islands, thin, shapely.Polygon()], dtype=object)


def hard_points(shapes: Shapes, seed: int) -> Points:
    """Random points, corners, middles of edges, middles of regions, and points far away."""
    chance = np.random.default_rng(seed)
    corners = shapely.get_coordinates(shapes)
    middles = np.concatenate(
        [
            (ring[:-1] + ring[1:]) / 2
            for ring in map(shapely.get_coordinates, shapely.get_rings(shapely.get_parts(shapes)))
        ]
    )
    inside = shapely.get_coordinates(shapely.point_on_surface(shapes))
    odd = [(np.nan, 5.0), (5.0, np.inf), (-180.0, -90.0), (180.0, 90.0), (1e300, 1e300)]
    parts = (chance.uniform(-1, 11, (400, 2)), corners, middles, inside, np.array(odd))
    return np.concatenate(parts)


def oracle(shapes: Shapes, points: Points) -> tuple[list[int], list[bool]]:
    """Ask every polygon for every point."""
    finite = np.isfinite(points).all(axis=1)
    held = np.array([shapely.intersects_xy(each, *points.T) for each in shapes]).T
    held &= finite[:, None]
    rows = [int(np.flatnonzero(each)[0]) if each.any() else -1 for each in held]
    return rows, (held.sum(axis=1) > 1).tolist()


@pytest.mark.parametrize("made", [coverage, overlapping])
@pytest.mark.parametrize("seed", range(5))
def test_tree_and_grid_equal_the_oracle(made: type[Shapes], seed: int) -> None:
    """Whatever the size of the cells: the first region that touches, and whether another does."""
    shapes = made(seed)
    points = hard_points(shapes, seed)
    expected = oracle(shapes, points)
    tree = RegionTree(shapes)
    for index in (tree, *(RegionGrid.of(tree, cells) for cells in CELLS)):
        rows, several = locate(index, *points.T)
        assert (rows.tolist(), several.tolist()) == expected
    assert any(expected[1])
    assert -1 in expected[0]


@settings(max_examples=60)
@given(
    corners=st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=3, max_size=8, unique=True
    ),
    cells=st.integers(1, 300),
)
def test_corners_on_lines_of_the_grid(corners: list[tuple[int, int]], cells: int) -> None:
    """Borders that run along lines of the grid are no less exact."""
    shape = shapely.convex_hull(shapely.MultiPoint(corners))
    assume(shape.area > 0)
    shapes = np.array([shape, shapely.box(3, 3, 6, 6), shapely.box(6, 3, 9, 6)], dtype=object)
    points = np.array([(x / 2, y / 2) for x in range(-1, 26) for y in range(-1, 26)])
    tree = RegionTree(shapes)
    rows, several = locate(RegionGrid.of(tree, cells), *points.T)
    assert (rows.tolist(), several.tolist()) == oracle(shapes, points)


def test_chunks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Points are looked up some at a time, and pieces of borders too."""
    shapes = coverage(9)
    points = hard_points(shapes, 9)
    expected = oracle(shapes, points)
    for module, name in ((kernel, "CHUNK"), (grid, "_BLOCK"), (grid, "_PIECES")):
        monkeypatch.setattr(module, name, 7)
    tree = RegionTree(shapes)
    for index in (tree, RegionGrid.of(tree, 500)):
        rows, several = locate(index, *points.T)
        assert (rows.tolist(), several.tolist()) == expected


def test_no_points_and_no_regions() -> None:
    """Nothing is found in nothing."""
    empty = RegionTree(np.empty(0, dtype=object))
    for index in (empty, RegionTree(coverage(1))):
        assert [each.tolist() for each in locate(index, [], [])] == [[], []]
    rows, several = locate(empty, [1.0], [2.0])
    assert (rows.tolist(), several.tolist()) == ([-1], [False])


def test_a_grid_is_kept_on_disk_for_its_own_polygons(tmp_path: Path) -> None:
    """The second time it is read; other polygons, or a damaged file, have it built again."""
    tree = RegionTree(coverage(2))
    points = hard_points(tree.shapes, 2)
    expected = oracle(tree.shapes, points)
    cached_grid(tree, tmp_path, 900)
    (file,) = tmp_path.iterdir()
    first = file.read_bytes()
    for damage in (first, first[:-1], b"", first[:40] + b"\0" + first[41:]):
        file.write_bytes(damage)
        rows, several = locate(cached_grid(tree, tmp_path, 900), *points.T)
        assert (rows.tolist(), several.tolist()) == expected
        assert file.read_bytes() == first
    before = file.stat().st_mtime_ns
    cached_grid(tree, tmp_path, 900)
    assert file.stat().st_mtime_ns == before
    cached_grid(RegionTree(coverage(3)), tmp_path, 900)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    """Without a cache the grid is the same."""
    tree = RegionTree(coverage(2))
    (tmp_path / "file").write_text("")
    rows, _several = locate(cached_grid(tree, tmp_path / "file" / "below", 900), [2.0], [2.0])
    assert rows[0] == oracle(tree.shapes, np.array([(2.0, 2.0)]))[0][0]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("north", [0.0, 60.0])
def test_distances_to_borders(seed: int, north: float) -> None:
    """They are those of shapely in a plane with kilometres as its unit around the point."""
    shapes = shapely.transform(coverage(seed), lambda xy: xy / 20 + (0, north))
    tree = RegionTree(shapes)
    points = shapely.get_coordinates(shapely.Point(0.25, north + 0.25).buffer(0.2, quad_segs=60))
    limit = 3.0
    found = {
        (point, region): km
        for point, region, km in zip(
            *(each.tolist() for each in Borders(tree, limit).around(*points.T)), strict=True
        )
    }
    for row, (x, y) in enumerate(points):
        scale = 111.32 * np.array([np.cos(np.radians(y)), 1])
        local = shapely.transform(shapes, lambda xy, at=(x, y), by=scale: (xy - at) * by)
        for region, km in enumerate(shapely.distance(local, shapely.Point(0, 0))):
            if km <= limit:
                assert found.pop((row, region)) == pytest.approx(km, abs=1e-9)
    assert not found
