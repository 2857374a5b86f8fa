"""``layers.toml`` of a geography: classes set by hand, groups shown, and what must be said."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.errors import CensusError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.workspace import once_per_atlas

__all__ = ["SETTINGS_FILE", "LayerSettings", "read_settings", "settings_of"]

SETTINGS_FILE = "layers.toml"

_REMEDY = _("Write it as in the geography that comes with the atlas, or leave it out.")


@dataclass(frozen=True, slots=True)
class LayerSettings:
    """How the census layers of a geography are drawn; empty where nothing is said.

    Parameters
    ----------
    groups : tuple of str or None
        Named groups that may have a layer, in their order; ``None`` for every named group.
    bounds : mapping of str to tuple of float
        Lower end of the first class and upper end of each, by kind of layer.
    change : mapping of str to tuple of float
        Least change, in either direction, of each class, by kind of layer.
    caveats : mapping of str to str
        What stands behind the caveat of a kind of layer.
    """

    groups: tuple[str, ...] | None = None
    bounds: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    change: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    caveats: Mapping[str, str] = field(default_factory=dict)


@once_per_atlas()
def settings_of(facts: Facts) -> LayerSettings:
    """Return how the layers of an atlas's geography are drawn."""
    return read_settings(facts.geography.folder)


def read_settings(folder: Path | None) -> LayerSettings:
    """Read the settings in the folder of a geography; none where there is no file.

    Raises
    ------
    CensusError
        If the file is no TOML, or a member is not what it should be; the message names it.
    """
    path = None if folder is None else folder / SETTINGS_FILE
    if path is None or not path.is_file():
        return LayerSettings()
    try:
        said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise CensusError(
            _("It cannot be read: {reason}.").format(reason=str(error).splitlines()[0][:200]),
            where=SETTINGS_FILE,
            remedy=_REMEDY,
        ) from error
    groups = _table(said, "groups").get("shown")
    return LayerSettings(
        groups=None if groups is None else _texts(groups, "groups.shown"),
        bounds={
            name: _rising(each, f"bounds.{name}") for name, each in _table(said, "bounds").items()
        },
        change={
            name: _rising(each, f"change.{name}") for name, each in _table(said, "change").items()
        },
        caveats={
            name: _text(each, f"caveats.{name}") for name, each in _table(said, "caveats").items()
        },
    )


def _table(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = said.get(name, {})
    if not isinstance(found, dict):
        raise _refused(name, _("It is not a table."))
    return found


def _text(found: object, where: str) -> str:
    if not isinstance(found, str):
        raise _refused(where, _("It is not a text."))
    return found


def _texts(found: object, where: str) -> tuple[str, ...]:
    if not isinstance(found, list):
        raise _refused(where, _("It is not a list."))
    return tuple(_text(each, where) for each in found)


def _rising(found: object, where: str) -> tuple[float, ...]:
    numbers = isinstance(found, list) and all(type(each) in {int, float} for each in found)
    if not isinstance(found, list) or not numbers or len(found) < 2 or found != sorted(set(found)):
        raise _refused(where, _("It is not a list of rising numbers."))
    return tuple(map(float, found))


def _refused(where: str, problem: str) -> CensusError:
    return CensusError(problem, where=f"{SETTINGS_FILE}, {where}", remedy=_REMEDY)
