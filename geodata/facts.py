"""All facts together: one data set, the regions it speaks of, their people and names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from geodata.census import Census, load_census
from geodata.checks import (
    crowded_claims,
    geography_problems,
    misplaced_points,
    unplaced_events,
)
from geodata.dataset import BUNDLED, Dataset, Problem, read_dataset
from geodata.dataset.description import read_description
from geodata.errors import GeographyError
from geodata.geography import (
    PACKS,
    BoundaryFiles,
    Columns,
    Geography,
    Provider,
    Regions,
    bundled_geography,
    geography_of_file,
    load_regions,
)
from geodata.geography.geography import GEOGRAPHY_FILE
from geodata.i18n import _
from geodata.names import Gazetteer, load_gazetteer
from geodata.place import Placement, place
from geodata.workspace import Memo

__all__ = ["Facts", "load_facts", "load_places"]


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

    def geography_problems(self) -> Iterator[Problem]:
        """Yield what does not fit together in the geography; no event depends on it."""
        yield from geography_problems(self.regions, self.census)


def load_facts(
    folder: Path | None = None,
    provider: Provider | None = None,
    geography: Geography | str = "",
    boundaries: Path | None = None,
    columns: Columns | None = None,
) -> Facts:
    """Read the folders of an atlas and join them. The bundled ones are read like anybody's.

    Parameters
    ----------
    folder : Path, optional
        A data set folder; by default the bundled one.
    provider : Provider, optional
        Where the boundaries come from; by default what is found as below.
    geography : Geography or str, optional
        Which places there are: read already, the id of a bundled geography, or a folder. By
        default what the data set names, else what the boundary file alone says, else the bundled
        geography.
    boundaries : Path, optional
        A boundary file in place of those that the geography names. Without a geography it makes
        one of its own: its own names, no census, nothing claimed.
    columns : Columns, optional
        Which columns of the boundary file hold what.

    Raises
    ------
    DatasetError, GeographyError, RegionError, CensusError
        If a part cannot be read at all. Single bad rows are in ``dataset.report``.

    Examples
    --------
    >>> atlas = load_facts()
    >>> atlas.geography.title, atlas.regions.level("630200").label
    ('Mainland China', 'prefecture')
    """
    folder = folder or BUNDLED
    if provider is None or not isinstance(geography, Geography):
        provider, geography = _places(folder, provider, geography, boundaries, columns)
    regions = load_regions(provider, geography=geography)
    dataset = read_dataset(folder, geography)
    return Facts(
        dataset=dataset,
        regions=regions,
        census=load_census(regions),
        gazetteer=load_gazetteer(regions),
        placements=place(dataset.events, regions),
    )


def load_places(
    geography: str = "", boundaries: Path | None = None, columns: Columns | None = None
) -> Regions:
    """Read a geography alone, found as :func:`load_facts` finds it."""
    provider, found = _places(None, None, geography, boundaries, columns)
    return load_regions(provider, geography=found)


def _places(
    folder: Path | None,
    provider: Provider | None,
    geography: Geography | str,
    boundaries: Path | None,
    columns: Columns | None,
) -> tuple[Provider | None, Geography]:
    """Return where outlines come from, ``None`` for what the geography names, and the geography."""
    if folder is not None and not geography and boundaries is None and folder.is_dir():
        named = read_description(folder)[0]
        geography = named.geography and _found(named.geography, folder)
        boundaries = folder / named.boundaries if named.boundaries else None
    if isinstance(geography, str):
        if geography:
            geography = bundled_geography(_folder(geography))
        elif boundaries is not None:
            geography = geography_of_file(boundaries, columns)
        else:
            geography = bundled_geography()
    if boundaries is not None and provider is None:
        provider = BoundaryFiles(boundaries, geography, columns=columns)
    return provider, geography


def _found(named: str, folder: Path) -> str:
    """Return a folder beside a data set as a path; the id of a bundled geography as it is."""
    beside = folder / named
    return str(beside) if (beside / GEOGRAPHY_FILE).is_file() else named


def _folder(named: str) -> Path:
    """Return the folder of a geography, by its path or the id of a bundled one."""
    path = Path(named)
    if (path / GEOGRAPHY_FILE).is_file() or os.sep in named or named.startswith("."):
        return path.resolve()
    bundled = {each.parent.name: each.parent for each in sorted(PACKS.glob(f"*/{GEOGRAPHY_FILE}"))}
    if named in bundled:
        return bundled[named]
    raise GeographyError(
        _("There is no geography {name!r}.").format(name=named[:80]),
        where="geography",
        remedy=_("Give the folder of one, or one of those that are bundled: {names}.").format(
            names=", ".join(bundled)
        ),
    )
