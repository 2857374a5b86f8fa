"""Pictures: figures of ours beside plain geopandas ``.plot``, in one run."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import matplotlib as mpl

from dashboard.atlas import open_atlas
from geodata.geography import Detail
from layers.address import parse_link
from layers.figure import FigureFormat, figure_bytes
from layers.picture.picture import assets_of

_TIMES = 5
_CASES = {"Qinghai by county": "level=county", "China by county": "area=CN&level=county"}


def _median(work: Callable[[], object]) -> float:
    work()
    spent = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def main(_options: list[str]) -> None:
    """Print medians of five, in seconds, each after one warm-up."""
    mpl.use("Agg")
    from matplotlib.figure import Figure

    atlas = open_atlas()
    print(f"{'':20}{'PNG':>8}{'SVG':>8}{'PDF':>8}{'plain .plot PNG':>18}{'ratio':>8}")
    for name, link in _CASES.items():
        view = parse_link(link, atlas.facts).strict()
        spec = atlas.picture(view)
        assets = assets_of(view, atlas.facts, atlas.assets)

        def ours(form: FigureFormat) -> float:
            return _median(lambda: figure_bytes(spec, assets, form))  # noqa: B023

        regions = atlas.facts.regions
        detail = Detail.OVERVIEW if view.map.area == "CN" else Detail.DETAIL
        frame = regions.outlines(view.map.level, detail)
        frame = frame.loc[list(regions.codes(view.map.level, view.map.area))]
        frame = frame.assign(rank=range(len(frame)))

        def plain() -> None:
            figure = Figure(figsize=(10, 20 / 3))
            frame.plot(column="rank", ax=figure.subplots(), edgecolor="white")  # noqa: B023
            figure.savefig(io.BytesIO(), format="png", dpi=120)

        png, svg, pdf = (ours(form) for form in FigureFormat)
        theirs = _median(plain)
        print(f"{name:20}{png:8.2f}{svg:8.2f}{pdf:8.2f}{theirs:18.2f}{png / theirs:8.1f}")
