"""Boundaries: files of outlines, with what their columns mean."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, Protocol

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError
from pyproj.exceptions import CRSError

from geodata.errors import GeographyError, RegionError
from geodata.geography.geography import GEOGRAPHY_FILE, Geography
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
]

CRS = "EPSG:4326"


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


_CODE_COLUMNS = (
    *("code", "region", "adcode", "gb", "pac", "adm_code", "gb_code", "geoid", "fips", "pcode"),
    *("adm3_pcode", "adm2_pcode", "adm1_pcode", "iso_3166_2", "shapeid", "hasc", "id"),
)
_NAME_COLUMNS = (
    *("name", "name_en", "fullname", "name_local", "shapename", "namelsad", "admin_name"),
    *(
        "adm3_en",
        "adm2_en",
        "adm1_en",
        "nom",
        "nombre",
        "nome",
        "название",
        "الاسم",
        "名称",
        "地名",
    ),
)
_LEVEL_COLUMNS = ("level", "admin_level", "adm_level")
_PARENT_COLUMNS = ("parent", "parent_code")
_FORMATS = (".geojson", ".json", ".topojson", ".gpkg", ".shp", ".zip", ".parquet", ".fgb")


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
        of polygons. A column of codes identifies the units; without one their names do, made
        into codes ("Nakuru West" → ``nakuru-west``).
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
            _require_file(path)
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
        if "" in listed:
            return cls(home / listed[""], geography, columns=columns, said=words)
        paths = {geography.level(level): home / name for level, name in listed.items()}
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
        frame = self._open(path)
        if self._one:
            frame = frame[frame["level"] == level]
        return frame.drop(columns="level").reset_index(drop=True)

    def _open(self, path: Path) -> gpd.GeoDataFrame:
        if path in self._opened:
            return self._opened[path]
        frame = _read(path, self._columns.crs)
        name = self._column(frame, path, "name", _NAME_COLUMNS)
        parent = self._column(frame, path, "parent", _PARENT_COLUMNS)
        names = _text(frame, name)
        code = self._codes(frame, path, names)
        skipped = names.isin([str(each) for each in self._said.get("skip_names", ())])
        code = code.mask(skipped, "")
        found = gpd.GeoDataFrame(
            {
                "code": code,
                "name": names,
                "parent": self._plain(_text(frame, parent)),
                "level": self._levels(frame, path, code),
            },
            geometry=frame.geometry,
            crs=frame.crs,
        ).to_crs(CRS)
        if self._one:
            self._opened[path] = found
        return found

    def _column(
        self, frame: gpd.GeoDataFrame, path: Path, which: str, usual: Iterable[str]
    ) -> str | None:
        by_lower = {str(column).lower(): str(column) for column in frame.columns}
        wanted = getattr(self._columns, which)
        if not wanted:
            return next((by_lower[each] for each in usual if each in by_lower), None)
        if wanted.lower() not in by_lower:
            raise RegionError(
                _("There is no column {wanted!r}.").format(wanted=wanted),
                where=path.name,
                remedy=_("Choose from: {names}.").format(names=", ".join(map(str, frame.columns))),
            )
        return by_lower[wanted.lower()]

    def _codes(self, frame: gpd.GeoDataFrame, path: Path, names: pd.Series[str]) -> pd.Series[str]:
        column = self._column(frame, path, "code", _CODE_COLUMNS)
        if column is None:
            if not names.any():
                raise RegionError(
                    _("The file has neither a column of codes nor one of names."),
                    where=path.name,
                    remedy=_("Say which column it is, or name one 'code' or 'name'."),
                )
            return names.map(_slug)
        code = self._plain(_text(frame, column))
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
        """Return codes without what spreadsheets and national standards put around them."""
        text = text.str.removesuffix(".0").str.strip()
        prefix = self._geography.code_prefix
        if not prefix:
            return text
        with_prefix = re.compile(f"{re.escape(prefix)}(?:{self._geography.code_pattern or '.+'})")
        return text.map(
            lambda each: each[len(prefix) :] if with_prefix.fullmatch(each) else each
        ).astype(object)

    def _levels(self, frame: gpd.GeoDataFrame, path: Path, code: pd.Series[str]) -> pd.Series[str]:
        levels, finest = self._geography.levels, self._geography.finest
        column = self._column(frame, path, "level", _LEVEL_COLUMNS)
        if column is None or len(levels) == 1:
            listed = self._geography.levels_of
            return code.map(lambda each: listed.get(each, (finest,))[0].value).astype(object)
        named = {
            word.casefold(): level.value
            for level in levels
            for word in (level.value, level.label, level.plural, str(level.rank))
        }
        said = _text(frame, column).str.strip().str.casefold()
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
            digest.update(level.encode() + b"\0" + path.suffix.lower().encode() + b"\0")
            for part in _parts(path):
                suffix = part.suffix.lower().encode()
                digest.update(suffix + hashlib.sha256(part.read_bytes()).digest())
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


def _require_file(path: Path) -> None:
    if path.suffix.lower() not in _FORMATS:
        raise RegionError(
            _("This is not a boundary file that can be read."),
            where=path.name,
            remedy=_("Give one of {names}.").format(names=", ".join(_FORMATS)),
        )
    if not path.is_file():
        raise RegionError(_("There is no such file."), where=path.name, remedy=_("Check the path."))


def _parts(path: Path) -> Iterable[Path]:
    if path.suffix.lower() != ".shp":
        return (path,)
    wanted = (".shp", ".dbf", ".prj", ".shx", ".cpg")
    return sorted(each for each in path.parent.glob(f"{path.stem}.*") if each.suffix in wanted)


def _read(path: Path, crs: str) -> gpd.GeoDataFrame:
    try:
        frame = gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)
    except (DataSourceError, OSError, ValueError, KeyError) as error:
        raise RegionError(
            _("The file cannot be read as boundaries."),
            where=path.name,
            remedy=_("Open it in a GIS and save it again as GeoPackage."),
        ) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise RegionError(
            _("The file holds no outlines."), where=path.name, remedy=_("Give a file of polygons.")
        )
    if crs:
        try:
            return frame.set_crs(crs, allow_override=True)
        except CRSError as error:
            raise RegionError(
                _("{crs!r} is not a coordinate system.").format(crs=crs),
                where=path.name,
                remedy=_("Write it as EPSG:4326 or another EPSG code."),
            ) from error
    if frame.crs is None:
        raise RegionError(
            _("The file does not say its coordinate system."),
            where=path.name,
            remedy=_("Say which it is, add the .prj file, or save it with its coordinate system."),
        )
    return frame


def _text(frame: gpd.GeoDataFrame, column: str | None) -> pd.Series[str]:
    if column is None:
        return pd.Series("", index=frame.index, dtype=object)
    return frame[column].astype("string").fillna("").astype(object)


def _slug(name: str) -> str:
    """Return a code made of a name: letters and digits in small letters, joined by hyphens.

    Examples
    --------
    >>> _slug(" Nakuru West "), _slug("Côte-d’Or")
    ('nakuru-west', 'côte-d-or')
    """
    plain = unicodedata.normalize("NFC", name).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-")
