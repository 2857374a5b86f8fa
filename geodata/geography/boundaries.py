"""Boundaries: files of outlines, with what their columns mean."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, Protocol

import geopandas as gpd
import pandas as pd

from geodata.errors import GeographyError, RegionError
from geodata.geography.geography import (
    GEOGRAPHY_FILE,
    MOST_LEVELS,
    Geography,
    inside,
    minimal_geography,
)
from geodata.geography.polygon_file import (
    CRS,
    codes_of_names,
    content_hash,
    find_column,
    read_polygons,
    require_file,
    text_column,
)
from geodata.i18n import _
from geodata.model import LabeledEnum, Level

__all__ = [
    "CRS",
    "Boundaries",
    "BoundaryFiles",
    "Columns",
    "Detail",
    "Provider",
    "Repair",
    "boundaries_of",
    "geography_of_file",
]


class Detail(LabeledEnum):
    """How finely outlines are drawn."""

    OVERVIEW = "overview", "overview of the whole"
    DETAIL = "detail", "one of the widest units"


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Where a set of boundaries comes from.

    ``fingerprint`` is the SHA-256 (hex) of the source files. ``vintage`` says in
    words which state of the administrative division the outlines show.
    """

    provider: str
    version: str
    citation: str
    vintage: str
    licence_note: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was mended in the outlines as delivered; ``code`` is empty for a layer."""

    code: str
    level: str
    problem: str
    mend: str


class Provider(Protocol):
    """Something that can read boundaries."""

    @property
    def boundaries(self) -> Boundaries:
        """Origin of the boundaries."""

    def read(self, level: Level) -> gpd.GeoDataFrame:
        """One level as delivered.

        Returns
        -------
        geopandas.GeoDataFrame
            Columns ``code``, ``name``, ``parent`` (code of a wider unit, ``""`` if not said)
            and ``geometry`` in EPSG:4326, one row a unit; empty if the provider does not
            have the level. Rows without an administrative code have the code ``""``.
        """


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a boundary file hold what; an empty name is looked for.

    ``crs`` says the coordinate system where the file does not, or says it wrongly.
    """

    code: str = ""
    name: str = ""
    level: str = ""
    parent: str = ""
    crs: str = ""


class BoundaryFiles:
    """Outlines in files: one for all levels, or one a level.

    Parameters
    ----------
    files : pathlib.Path or mapping of Level to pathlib.Path
        GeoJSON, TopoJSON, GeoPackage, FlatGeobuf, GeoParquet, Shapefile or a zipped Shapefile
        of polygons; ``file.gpkg#counties`` names a layer. A column of codes identifies the
        units; without one their names do, made into codes ("Nakuru West" → ``nakuru-west``).
    geography : Geography
        Its levels, the form of its codes and its hierarchy. In one file for all levels a
        column says the level; else the hierarchy does; a code that it does not hold is a unit
        of the finest level.
    columns : Columns, optional
        Which column is which; those not named are looked for under common names.
    said : mapping, optional
        ``citation``, ``vintage``, ``licence_note``, ``provider`` and ``version`` in words;
        ``skip_names``: names of outlines that are no units.

    Raises
    ------
    RegionError
        If a file is missing or has another format.
    """

    def __init__(
        self,
        files: Path | Mapping[Level, Path],
        geography: Geography,
        *,
        columns: Columns | None = None,
        said: Mapping[str, Any] | None = None,
    ) -> None:
        one = isinstance(files, Path)
        self._geography = geography
        self._columns = columns or Columns()
        self._paths = (
            dict.fromkeys(geography.levels, files) if isinstance(files, Path) else dict(files)
        )
        self._one = one
        self._said = dict(said or {})
        self._opened: dict[Path, gpd.GeoDataFrame] = {}
        for path in self._paths.values():
            require_file(path)
        names = ", ".join(sorted({path.name for path in self._paths.values()}))
        release = str(self._said.get("version", names))
        self._boundaries = Boundaries(
            provider=str(self._said.get("provider", "file")),
            version=release,
            citation=str(
                self._said.get("citation") or _("Boundaries: {names}").format(names=names)
            ).replace("{version}", release),
            vintage=str(self._said.get("vintage") or _("as in the file")),
            licence_note=str(
                self._said.get("licence_note")
                or _("Given by the user; check its licence before publishing.")
            ),
            fingerprint=self._fingerprint(),
        )

    @classmethod
    def of(cls, geography: Geography) -> BoundaryFiles:
        """Return the boundaries that the folder of a geography names.

        Raises
        ------
        GeographyError
            If it names none, or a member cannot be used.
        RegionError
            If the package or a file is missing.
        """
        said = geography.boundaries
        listed = said.get("files", said.get("file"))
        if isinstance(listed, str):
            listed = {"": listed}
        if not isinstance(listed, dict) or not all(
            isinstance(each, str) for each in listed.values()
        ):
            raise GeographyError(
                _("The geography names no boundaries."),
                where=f"{GEOGRAPHY_FILE}, boundaries",
                remedy=_("Give a boundary file, or name one there."),
            )
        home, release = _home(geography)
        columns = Columns(**{key: str(said.get(key, "")) for key in Columns.__dataclass_fields__})
        words = dict(said) | {"version": release or str(said.get("version", ""))}
        if said.get("package"):
            words["provider"] = str(said["package"])
        if not words["version"]:
            del words["version"]
        files = {level: inside(home, name, "boundaries") for level, name in listed.items()}
        if "" in files:
            return cls(files[""], geography, columns=columns, said=words)
        paths = {geography.level(level): path for level, path in files.items()}
        return cls(paths, geography, columns=columns, said=words)

    @property
    def boundaries(self) -> Boundaries:
        """Origin of the boundaries."""
        return self._boundaries

    def read(self, level: Level) -> gpd.GeoDataFrame:
        """One level of the files, in EPSG:4326.

        Raises
        ------
        RegionError
            If a file cannot be read, has no coordinate system, or neither codes nor names.
        """
        path = self._paths.get(level)
        if path is None:
            empty: dict[str, list[str]] = {"code": [], "name": [], "parent": []}
            return gpd.GeoDataFrame(empty, geometry=[], crs=CRS)
        frame = self.units(path)
        if self._one:
            frame = frame[frame["level"] == level]
        return frame.drop(columns="level").reset_index(drop=True)

    def units(self, path: Path) -> gpd.GeoDataFrame:
        """Everything that one of the files holds, whatever its level, in EPSG:4326.

        Returns
        -------
        geopandas.GeoDataFrame
            Columns ``code``, ``name``, ``parent``, ``level`` (id) and ``geometry``.

        Raises
        ------
        RegionError
            If the file cannot be read, has no coordinate system, or neither codes nor names.
        """
        if path not in self._opened:
            self._opened[path] = self._read(path)
        return self._opened[path]

    def _read(self, path: Path) -> gpd.GeoDataFrame:
        frame = read_polygons(path, self._columns.crs)
        names = text_column(frame, self._column(frame, path, "name", self._geography.name_columns))
        parent = self._column(frame, path, "parent")
        code = self._codes(frame, path, names)
        skipped = names.isin([str(each) for each in self._said.get("skip_names", ())])
        code = code.mask(skipped, "")
        return gpd.GeoDataFrame(
            {
                "code": code,
                "name": names,
                "parent": self._plain(text_column(frame, parent)),
                "level": self._levels(frame, path, code),
            },
            geometry=frame.geometry,
            crs=frame.crs,
        )

    def _column(
        self, frame: gpd.GeoDataFrame, path: Path, which: str, others: Sequence[str] = ()
    ) -> str | None:
        try:
            return find_column(frame, which, getattr(self._columns, which), others)
        except RegionError as error:
            raise RegionError(error.problem, where=path.name, remedy=error.remedy) from None

    def _codes(self, frame: gpd.GeoDataFrame, path: Path, names: pd.Series[str]) -> pd.Series[str]:
        column = self._column(frame, path, "code", self._geography.code_columns)
        if column is None:
            if not names.any():
                raise RegionError(
                    _("The file has neither a column of codes nor one of names."),
                    where=path.name,
                    remedy=_("Say which column it is, or name one 'code' or 'name'."),
                )
            return codes_of_names(names)
        code = self._plain(text_column(frame, column))
        pattern = self._geography.code_pattern
        if pattern:
            fits = code.map(lambda each: not each or re.fullmatch(pattern, each) is not None)
            if not fits.all():
                raise RegionError(
                    _("{code!r} is not a code of {title}.").format(
                        code=code[~fits].iloc[0], title=self._geography.title
                    ),
                    where=f"{path.name}, column {column}",
                    remedy=self._geography.code_hint,
                )
        return code

    def _plain(self, text: pd.Series[str]) -> pd.Series[str]:
        """Return codes without what national standards put before them."""
        prefix = self._geography.code_prefix
        if not prefix:
            return text
        with_prefix = re.compile(f"{re.escape(prefix)}(?:{self._geography.code_pattern or '.+'})")
        return text.map(
            lambda each: each[len(prefix) :] if with_prefix.fullmatch(each) else each
        ).astype(object)

    def _levels(self, frame: gpd.GeoDataFrame, path: Path, code: pd.Series[str]) -> pd.Series[str]:
        levels, finest = self._geography.levels, self._geography.finest
        column = self._column(frame, path, "level")
        if column is None or len(levels) == 1:
            listed = self._geography.levels_of
            return code.map(lambda each: listed.get(each, (finest,))[0].value).astype(object)
        named = {
            word.casefold(): level.value
            for level in levels
            for word in (level.value, level.label, level.plural, str(level.rank))
        }
        said = text_column(frame, column).str.casefold()
        unknown = said[(code != "") & ~said.isin(list(named))]
        if len(unknown):
            raise RegionError(
                _("{level!r} is not a level of {title}.").format(
                    level=unknown.iloc[0], title=self._geography.title
                ),
                where=f"{path.name}, column {column}",
                remedy=_("Choose from: {names}.").format(names=", ".join(levels)),
            )
        return said.map(named).astype(object)

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(repr(self._columns).encode())
        listed = [("all", next(iter(self._paths.values())))] if self._one else self._paths.items()
        for level, path in listed:
            digest.update(level.encode() + b"\0" + content_hash(path))
        return digest.hexdigest()


@lru_cache(maxsize=8)
def boundaries_of(geography: Geography) -> BoundaryFiles:
    """Return the boundaries that a geography names; their files are hashed once."""
    return BoundaryFiles.of(geography)


def _home(geography: Geography) -> tuple[Path, str]:
    """Return the folder of a geography's boundaries and the version of its package, if any."""
    said = geography.boundaries
    if not said.get("package"):
        return geography.folder or Path(), ""
    package = str(said["package"])
    try:
        folder = Path(str(package_files(str(said.get("module", package)))))
        release = version(package)
    except (ModuleNotFoundError, PackageNotFoundError):
        raise RegionError(
            _("The boundaries are not installed."),
            where=package,
            remedy=_("Install {package}, or give a boundary file of your own.").format(
                package=package
            ),
        ) from None
    return folder / str(said.get("folder", "")), release


def geography_of_file(path: Path, columns: Columns | None = None) -> Geography:
    """Return what a boundary file alone says of its places: levels, names, and what lies in what.

    Parameters
    ----------
    path : pathlib.Path
        See :class:`BoundaryFiles`.
    columns : Columns, optional
        A column of levels gives the levels, the largest units being the widest. Without one
        they follow from the parents that the units name; without those there is one level.

    Returns
    -------
    Geography
        Nothing else is known of it: no census, no other names, nothing claimed.

    Raises
    ------
    RegionError
        If the file cannot be read, or has more levels than a geography can have.
    """
    columns = columns or Columns()
    title = re.sub(r"[_\s]+", " ", path.name.partition(".")[0]).strip() or path.name
    bare = BoundaryFiles(path, minimal_geography(title=title), columns=columns)
    units = bare.units(path)
    said = _levels_said(units, read_polygons(path, columns.crs), columns)
    depth = _depths(units) if not said else {}
    count = len(said) or max(depth.values(), default=0) + 1
    if count > MOST_LEVELS:
        raise RegionError(
            _("The file has {n} levels; at most {most} can be shown.").format(
                n=count, most=MOST_LEVELS
            ),
            where=path.name,
            remedy=_("Leave the others out, or name the column of levels."),
        )
    geography = minimal_geography(count, title=title)
    levels = geography.levels
    if said:
        levels = tuple(
            Level(level.value, word, _plural(word), level.rank)
            for level, word in zip(levels, said, strict=True)
        )
    hierarchy = {
        (code, levels[depth[code]].value): parent or geography.root
        for code, parent in zip(units["code"], units["parent"], strict=True)
        if code in depth
    }
    return replace(
        geography, levels=levels, hierarchy=hierarchy, fingerprint=bare.boundaries.fingerprint
    )


def _levels_said(
    units: gpd.GeoDataFrame, frame: gpd.GeoDataFrame, columns: Columns
) -> tuple[str, ...]:
    """Return the words of a column of levels, those of the largest units first."""
    column = find_column(frame, "level", columns.level)
    if column is None:
        return ()
    words = text_column(frame, column)[(units["code"] != "").to_numpy()]
    size = frame.geometry.to_crs("EPSG:6933").area.groupby(words).median()
    return tuple(str(word) for word in size.sort_values(ascending=False).index if word)


def _depths(units: gpd.GeoDataFrame) -> Mapping[str, int]:
    """Return how deep each unit lies below the widest, where units name units as their parents."""
    parents = dict(zip(units["code"], units["parent"], strict=True))
    parents.pop("", None)
    if parents and all(parents.values()) and not any(each in parents for each in parents.values()):
        # The units name wider ones of which the file has no outline.
        return dict.fromkeys(parents, 1)
    if not any(parent in parents for parent in parents.values()):
        return {}

    def depth(code: str) -> int:
        found, seen = 0, {code}
        while (code := parents.get(code, "")) in parents and code not in seen:
            found, seen = found + 1, seen | {code}
        return found

    return {code: depth(code) for code in parents}


def _plural(word: str) -> str:
    """Return the plural of an English word; other words stay as they are.

    Examples
    --------
    >>> _plural("county"), _plural("district"), _plural("wilaya"), _plural("省")
    ('counties', 'districts', 'wilayas', '省')
    """
    if not word.isascii() or not word[-1:].isalpha() or word.endswith("s"):
        return word
    return f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"
