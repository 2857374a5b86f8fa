"""The cache: fast when good, rebuilt when damaged, absent when it cannot be written."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from geodata.geography import Detail, Regions, load_regions
from geodata.geography import cache as loading
from geodata.geography.build import Built
from tests.geodata.squares import Squares, three_levels
from tests.levels import COUNTY, PROVINCE


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_LOADED", {})


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each time something is built."""
    seen: list[str] = []
    original = loading.build_outlines

    def counted(provider: Squares, *rest: Any) -> Built:
        seen.append(provider.boundaries.provider)
        return original(provider, *rest)

    monkeypatch.setattr(loading, "build_outlines", counted)
    return seen


def again(cache: Path) -> Regions:
    """Load as a new process would."""
    loading._LOADED.clear()
    return load_regions(three_levels(), cache=cache)


def folder(cache: Path) -> Path:
    (only,) = (cache / "regions").iterdir()
    return only


def same(one: Regions, two: Regions) -> bool:
    return (
        one.codes(COUNTY) == two.codes(COUNTY)
        and one.repairs == two.repairs
        and bool(one.geometry(COUNTY).geom_equals(two.geometry(COUNTY)).all())
    )


def test_the_second_load_builds_nothing(tmp_path: Path, builds: list[str]) -> None:
    """A good cache gives the same regions without building."""
    first = again(tmp_path)
    second = again(tmp_path)
    assert same(first, second)
    second.outlines(PROVINCE, Detail.OVERVIEW)
    assert builds == ["squares"]


def test_one_process_loads_once(tmp_path: Path) -> None:
    """The same boundaries are one object in one process."""
    first = load_regions(three_levels(), cache=tmp_path)
    assert load_regions(three_levels(), cache=tmp_path) is first


@pytest.mark.parametrize("name", ["manifest.json", "table.parquet"])
@pytest.mark.parametrize("content", [b"", b"{}", b"broken"])
def test_a_damaged_cache_is_built_again(
    tmp_path: Path, builds: list[str], name: str, content: bytes
) -> None:
    """A file that is not what was written is never believed."""
    first = again(tmp_path)
    (folder(tmp_path) / name).write_bytes(content)
    assert same(first, again(tmp_path))
    assert same(first, again(tmp_path))
    assert len(builds) == 2


def test_damage_found_late_is_mended(
    tmp_path: Path, builds: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Outlines that turn out to be damaged when first drawn are built again, with a warning."""
    first = again(tmp_path)
    second = again(tmp_path)
    (folder(tmp_path) / "county-full.parquet").write_bytes(b"broken")
    with caplog.at_level(logging.WARNING):
        assert same(first, second)
    assert "damaged" in caplog.text
    assert len(builds) == 2


@pytest.mark.parametrize("name", ["table.parquet", "county-full.parquet"])
def test_rubbish_with_a_right_hash_is_built_again(
    tmp_path: Path, builds: list[str], name: str
) -> None:
    """A hash tells that nothing changed since it was written, not that it was written well."""
    first = again(tmp_path)
    (folder(tmp_path) / name).write_bytes(b"rubbish")
    manifest = folder(tmp_path) / "manifest.json"
    content = json.loads(manifest.read_text())
    content["files"][name] = hashlib.sha256(b"rubbish").hexdigest()
    manifest.write_text(json.dumps(content))
    assert same(first, again(tmp_path))
    assert len(builds) == 2


def test_what_killed_builds_left_is_swept(tmp_path: Path) -> None:
    """Old unfinished folders go with the next build; one of this minute may be at work."""
    for name, age in ((".building-old", 7200), (".old-old", 7200), (".building-new", 0)):
        left = tmp_path / "regions" / name
        left.mkdir(parents=True)
        (left / "table.parquet").write_bytes(b"half")
        os.utime(left, (time.time() - age,) * 2)
    again(tmp_path)
    names = {path.name for path in (tmp_path / "regions").iterdir()}
    assert {name for name in names if name.startswith(".")} == {".building-new"}


def test_a_missing_file_is_built_again(tmp_path: Path, builds: list[str]) -> None:
    """A cache with a hole is not used."""
    again(tmp_path)
    (folder(tmp_path) / "county-overview.parquet").unlink()
    assert len(again(tmp_path).outlines(COUNTY, Detail.OVERVIEW)) == 5
    assert len(builds) == 2


def test_an_unwritable_cache_is_no_obstacle(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the cache cannot be, everything is built in memory and a warning says so."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with caplog.at_level(logging.WARNING):
        regions = load_regions(three_levels(), cache=blocked)
    assert len(regions.outlines(COUNTY, Detail.DETAIL)) == 5
    assert "not cached" in caplog.text


def test_nothing_is_left_beside_the_cache(tmp_path: Path) -> None:
    """Writing leaves one folder and no unfinished work."""
    again(tmp_path)
    assert [path.name[0] for path in (tmp_path / "regions").iterdir()] != ["."]
    assert len(list((tmp_path / "regions").iterdir())) == 1


def test_writers_at_the_same_time(tmp_path: Path) -> None:
    """Several writers of one cache leave one good cache."""
    provider = three_levels()
    built = loading.build_outlines(provider, loading.bundled_geography())
    target = tmp_path / "regions" / "same"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: loading.Cache(target).write(built), range(8)))
    table = loading.Cache(target).table()
    assert table is not None
    assert len(table) == len(built.table)
    assert [path.name for path in target.parent.iterdir()] == ["same"]


def test_other_source_files_have_another_cache(tmp_path: Path, builds: list[str]) -> None:
    """Changed boundaries never read the cache of the old ones."""
    again(tmp_path)
    fewer = Squares({COUNTY: {"630102": three_levels().levels[COUNTY]["630102"]}})
    assert load_regions(fewer, cache=tmp_path).codes(COUNTY) == ("630102",)
    assert len(builds) == 2
