"""The options of every command that say which atlas is opened."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dashboard.atlas import Atlas
    from geodata.facts import Facts
    from geodata.geography import Columns, Regions

__all__ = ["BUNDLED_ATLAS", "BUNDLED_PLACES", "AtlasOptions", "PlaceOptions", "with_atlas"]


@dataclass(frozen=True, slots=True)
class PlaceOptions:
    """Which geography and boundaries a person names; by default those of the data set."""

    geography: Annotated[
        str,
        typer.Option(
            metavar="FOLDER",
            help="Folder of a geography, or the name of a bundled one; default: that of the "
            "data set.",
        ),
    ] = ""
    boundaries: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            show_default=False,
            help="Boundary file: GeoPackage, GeoJSON, Shapefile, TopoJSON or GeoParquet. Without "
            "a geography it brings its own names, and no census.",
        ),
    ] = None
    boundary_code: Annotated[
        str, typer.Option(metavar="COLUMN", help="Column of its codes; default: looked for.")
    ] = ""
    boundary_name: Annotated[
        str, typer.Option(metavar="COLUMN", help="Column of its names; default: looked for.")
    ] = ""
    boundary_level: Annotated[
        str, typer.Option(metavar="COLUMN", help="Column of its levels; default: looked for.")
    ] = ""
    boundary_parent: Annotated[
        str,
        typer.Option(
            metavar="COLUMN", help="Column of the wider unit's code; default: looked for."
        ),
    ] = ""
    boundary_crs: Annotated[
        str,
        typer.Option(metavar="EPSG:N", help="Its coordinate system, where it does not say it."),
    ] = ""

    @property
    def columns(self) -> Columns:
        """Which columns of the boundary file hold what."""
        from geodata.geography import Columns

        return Columns(
            self.boundary_code,
            self.boundary_name,
            self.boundary_level,
            self.boundary_parent,
            self.boundary_crs,
        )

    def regions(self) -> Regions:
        """Read the geography alone.

        Raises
        ------
        AtlasError
            If it cannot be read.
        """
        from geodata.facts import load_places

        return load_places(self.geography, self.boundaries, self.columns)


@dataclass(frozen=True, slots=True)
class AtlasOptions(PlaceOptions):
    """Which data set, geography and boundaries a person names; each by default the bundled."""

    dataset: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", show_default=False, help="Data set folder; default: the bundled one."
        ),
    ] = None

    def facts(self) -> Facts:
        """Read the atlas.

        Raises
        ------
        AtlasError
            If a part of it cannot be read.
        """
        from geodata.facts import load_facts

        return load_facts(self.dataset, None, self.geography, self.boundaries, self.columns)

    def atlas(self) -> Atlas:
        """Read the atlas and make it that of this process.

        Raises
        ------
        AtlasError
            If a part of it cannot be read.
        """
        from dashboard.atlas import open_atlas

        return open_atlas(self.dataset, self.geography, self.boundaries, self.columns)


BUNDLED_ATLAS, BUNDLED_PLACES = AtlasOptions(), PlaceOptions()


def with_atlas(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of the class of its parameter ``chosen`` in place of that."""
    own = inspect.signature(command, eval_str=True).parameters
    options = type(own["chosen"].default)
    asked = inspect.signature(options, eval_str=True).parameters.values()
    names = {each.name for each in fields(options)}
    parameters = [each for each in own.values() if each.name != "chosen"] + list(asked)

    @wraps(command)
    def opened(**given: object) -> None:
        chosen = options(**{name: given.pop(name) for name in names})
        command(chosen=chosen, **given)

    keyword = inspect.Parameter.KEYWORD_ONLY
    signature = inspect.Signature([each.replace(kind=keyword) for each in parameters])
    opened.__signature__ = signature  # type: ignore[attr-defined]
    opened.__annotations__ = {each.name: each.annotation for each in parameters}
    return opened
