"""All facts together: one data set, the regions it speaks of, their people and names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from geodata.census import Census, load_census
from geodata.checks import crowded_claims, misplaced_points, unplaced_events
from geodata.dataset import BUNDLED, Dataset, Problem, read_dataset
from geodata.geography import Geography, Provider, Regions, bundled_geography, load_regions
from geodata.names import Gazetteer, load_gazetteer
from geodata.place import Placement, place
from geodata.workspace import Memo

__all__ = ["Facts", "load_facts"]


@dataclass(frozen=True, eq=False)
class Facts:
    """Everything that a layer may be built from. Read-only and shared by all sessions.

    Two are equal only if they are the same object. What is worked out from them is kept in their
    own ``memo``: see :func:`geodata.workspace.once_per_atlas`.
    """

    dataset: Dataset
    regions: Regions
    census: Census
    gazetteer: Gazetteer
    placements: Mapping[str, Placement]
    memo: Memo = field(default_factory=Memo, init=False, repr=False)

    @property
    def geography(self) -> Geography:
        """Which places there are."""
        return self.regions.geography

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the data set, the boundaries and the census tables."""
        parts = (
            self.dataset.fingerprint,
            self.regions.boundaries.fingerprint,
            self.census.fingerprint,
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def problems(self) -> Iterator[Problem]:
        """Yield what is odd about places and numbers: see :mod:`geodata.checks`."""
        yield from unplaced_events(self.dataset, self.placements, self.regions)
        yield from misplaced_points(self.dataset, self.regions)
        yield from crowded_claims(self.dataset, self.placements, self.census)


def load_facts(
    folder: Path | None = None,
    provider: Provider | None = None,
    geography: Geography | None = None,
) -> Facts:
    """Read a data set folder and everything it is joined with.

    Parameters
    ----------
    folder : Path, optional
        A data set folder; by default the bundled one.
    provider : Provider, optional
        Where the boundaries come from; by default what the geography names.
    geography : Geography, optional
        Which places there are; by default that of the bundled data set.

    Raises
    ------
    DatasetError, RegionError, CensusError
        If a part cannot be read at all. Single bad rows are in ``dataset.report``.
    """
    geography = bundled_geography() if geography is None else geography
    dataset = read_dataset(folder or BUNDLED, geography)
    regions = load_regions(provider, geography=geography)
    return Facts(
        dataset=dataset,
        regions=regions,
        census=load_census(regions),
        gazetteer=load_gazetteer(regions),
        placements=place(dataset.events, regions),
    )
