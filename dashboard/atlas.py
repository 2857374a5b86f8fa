"""What one server process holds for all its readers: facts, shapes, and recent pictures."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from geodata.facts import Facts, load_facts
from geodata.geography import Columns
from layers.address import opening_view
from layers.assets.store import AssetStore
from layers.picture.mapspec import MapSpec
from layers.picture.resolve import resolve
from layers.view import View

__all__ = ["Atlas", "current_atlas", "open_atlas", "warm_up"]

_PARTS_KEPT = 512


@dataclass
class Atlas:
    """The facts of a process, read once, and what painters may ask for.

    Facts are frozen. The parts of recent pictures are kept by their ids, the newest
    512; they hold nothing that any reader of the same data set may not see.
    """

    facts: Facts
    assets: AssetStore
    _parts: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def picture(self, view: View) -> MapSpec:
        """Return the picture of a view and keep its parts for painters.

        Raises
        ------
        ViewError
            If the view asks for something that does not exist.
        """
        spec = resolve(view, self.facts, self.assets.id_of)
        with self._lock:
            for part in spec.parts.values():
                self._parts[part.id] = part.text
                self._parts.move_to_end(part.id)
            while len(self._parts) > _PARTS_KEPT:
                self._parts.popitem(last=False)
        return spec

    def part(self, part_id: str) -> str | None:
        """Return the JSON of a recent part, or ``None`` if it is no longer kept."""
        with self._lock:
            return self._parts.get(part_id)


class _Process:
    """The one atlas of this process."""

    atlas: Atlas | None = None
    lock = threading.Lock()


def open_atlas(
    folder: Path | None = None,
    geography: str = "",
    boundaries: Path | None = None,
    columns: Columns | None = None,
) -> Atlas:
    """Read the folders of an atlas and make it the atlas of this process.

    The parameters are those of :func:`geodata.facts.load_facts`.

    Raises
    ------
    AtlasError
        If the folder, the boundaries or the census tables cannot be read.
    """
    facts = load_facts(folder, None, geography, boundaries, columns)
    with _Process.lock:
        _Process.atlas = Atlas(facts, AssetStore(facts.regions))
        return _Process.atlas


def warm_up(atlas: Atlas) -> None:
    """Make ready for readers: draw the opening view, then keep what there is from the collector.

    Streamlit collects garbage after each run of a page, and the facts are hundreds of
    thousands of objects that stay for good: without this every change waits for them.
    """
    atlas.picture(opening_view(atlas.facts))
    gc.collect()
    gc.freeze()


def current_atlas() -> Atlas:
    """Return the atlas of this process; the bundled data set's if none was opened."""
    return _Process.atlas or open_atlas()
