"""``deployment-atlas table`` and ``bundle``: from an address or a file, whole or not at all."""

from __future__ import annotations

import io
import json
import signal
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from dashboard.cli import main
from dashboard.cli.view_argument import (
    link_of_argument,
    moved_on,
    other_page,
    page_of,
    parse_view_argument,
)
from dashboard.files import atomic_write, require_free
from geodata.errors import AtlasError, ViewError
from geodata.facts import Facts
from geodata.model import Language
from layers.view import View
from tests.levels import COUNTY
from tests.views import view_with


def told(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["deployment-atlas", *options])
        with pytest.raises(SystemExit) as stop:
            main()
    out, err = capsys.readouterr()
    code = int(stop.value.code or 0)
    return code, err if code else out


def given(text: str, facts: Facts, language: str = "") -> View:
    return parse_view_argument(link_of_argument(text), language, facts).view


@pytest.mark.parametrize(
    "text",
    [
        "?area=650100&level=county",
        "area=650100&level=county",
        "http://127.0.0.1:8501/?area=650100&level=county",
        "http://127.0.0.1:8501/data?area=650100&level=county&embed=true",
    ],
)
def test_addresses_are_views(facts: Facts, text: str) -> None:
    """A whole address, its query with or without its sign."""
    assert given(text, facts) == view_with(area="650100", level=COUNTY)


def test_nothing_is_the_opening_view(facts: Facts) -> None:
    """So is an address without choices."""
    for text in ("", "?", "http://127.0.0.1:8501/"):
        assert given(text, facts) == view_with()


@pytest.mark.parametrize(
    "view", [{"area": "650100", "level": "county"}, "?area=650100&level=county"]
)
def test_files_are_views(facts: Facts, view: object, tmp_path: Path) -> None:
    """The key ``view`` holds choices by name, or an address."""
    path = tmp_path / "view.json"
    path.write_text(json.dumps({"view": view, "hash": "x"}), encoding="utf-8")
    assert given(str(path), facts) == view_with(area="650100", level=COUNTY)


def test_a_language_stands_in_place_of_that_of_the_view(facts: Facts) -> None:
    """It is refused as an option, not as a choice of the address."""
    spoken = given("?lang=zh&area=650100", facts, "bo")
    assert spoken == view_with(area="650100", language=Language.BO)
    with pytest.raises(ViewError, match="--lang"):
        given("", facts, "tlh")


def test_the_page_of_an_address_is_known(tmp_path: Path) -> None:
    """So is that of an address in a file."""
    path = tmp_path / "view.json"
    path.write_text('{"view": "compare?compare=630200~650100"}', encoding="utf-8")
    assert page_of(str(path)) == "compare"
    assert page_of("http://127.0.0.1:8501/region?region=630200") == "region"
    assert page_of("area=650100") == page_of("") == page_of("http://127.0.0.1:8501/") == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "no view"),
        ('{"view": {"area": 650100}}', "no view"),
        ('{"view": {"level": "galaxy"}}', "not a choice"),
        ('{"view": {"colour": "red"}}', "no such choice"),
        ('{"view": {"area": "\\ud800"}}', "half of a letter"),
        ("[" * 100_000, "not JSON"),
        (" " * 1_000_001, "too large"),
    ],
)
def test_files_that_are_no_views_are_refused(
    facts: Facts, content: str, said: str, tmp_path: Path
) -> None:
    """The message says what is wrong."""
    path = tmp_path / "view.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ViewError, match=said):
        given(str(path), facts)


def test_missing_files_are_refused(facts: Facts, tmp_path: Path) -> None:
    """A name that ends as a file is meant as one."""
    with pytest.raises(ViewError, match="cannot be read"):
        given(str(tmp_path / "view.json"), facts)
    with pytest.raises(ViewError, match="no such file"):
        given("galaxy", facts)
    with pytest.raises(ViewError, match="no such choice"):
        given("levl=county", facts)
    with pytest.raises(ViewError, match="no address"):
        given("http://[bad?area=630000", facts)


def test_a_table_is_written_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The ending decides the form; an existing file stays unless told otherwise."""
    out = tmp_path / "x.csv"
    code, text = told(capsys, "table", "?area=650100&level=county", "--out", str(out))
    assert code == 0, text
    assert "kB" in text
    assert set(pd.read_csv(out, dtype=str)["parent"]) == {"650100"}
    first = out.read_bytes()
    code, text = told(capsys, "table", "--out", str(out))
    assert code == 2
    assert "--force" in text
    assert out.read_bytes() == first
    assert told(capsys, "table", "--out", str(out), "--force")[0] == 0
    assert out.read_bytes() != first
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("table", "--out", "x.doc"), "no ending of a table"),
        (("table", "--out", "x"), "no ending of a table"),
        (("table", "--out", "missing/x.csv"), "There is no such folder"),
        (("table", "--out", "x" * 300 + ".csv"), "cannot be written"),
        (("table", "--out", ".", "--force"), "no ending of a table"),
        (("page", "--out", "x.png"), "no ending of a web page"),
        (("bundle", "--out", "x.doc"), "no ending of a bundle"),
        (("page", "--out", "/dev/null.html/x.html"), "no such folder"),
        (("figure", "--base-url", "not a url", "--out", "x.png"), "no public address"),
        (("check", "a", "--dataset", "b"), "Two folders"),
        (("table", "?layer=nothing", "--out", "x.csv"), "not a layer"),
        (("bundle", "?area=999999", "--out", "x.zip"), "not a region"),
        (("bundle", "nothing.json", "--out", "x.zip"), "cannot be read"),
        (("bundle", "--out", "x.zip", "--dataset", "missing"), "missing"),
    ],
)
def test_refusals_are_one_line(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    said: str,
) -> None:
    """What was wrong, where, and no file left behind."""
    monkeypatch.chdir(tmp_path)
    code, text = told(capsys, *options)
    assert code == 2
    assert text.startswith("Error: ")
    assert said in text
    assert text.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    """Neither one with the name of the draft nor one with the name of the file."""
    victim, out = tmp_path / "victim", tmp_path / "x.csv"
    victim.write_text("kept")
    (tmp_path / ".x.csv.part").symlink_to(victim)
    atomic_write(out, b"1")
    assert out.read_bytes() == b"1"
    out.unlink()
    out.symlink_to(tmp_path / "nowhere")
    with pytest.raises(AtlasError, match="exists"):
        require_free(out, force=False)
    out.unlink()
    out.symlink_to(victim)
    atomic_write(out, b"2")
    assert victim.read_text() == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["victim", "x.csv"]


def test_what_is_no_ordinary_file_is_never_replaced() -> None:
    """A device stays one, whatever is forced."""
    with pytest.raises(AtlasError, match="no ordinary file"):
        require_free(Path("/dev/null"), force=True)


def test_a_stop_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C while a file is written leaves neither the file nor its draft."""

    def stopped(*_: object) -> None:
        assert list(tmp_path.iterdir())
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        atomic_write(tmp_path / "x.csv", b"1")
    assert not list(tmp_path.iterdir())


def test_a_kill_ends_in_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """So does a polite end from outside."""

    def killed(*_: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(Path, "replace", killed)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert told(capsys, "table", "--out", str(tmp_path / "x.csv"))[0] == 143
    finally:
        signal.signal(signal.SIGTERM, before)
    assert not list(tmp_path.iterdir())


def test_the_map_of_another_page_is_said() -> None:
    """An address of Compare gives its map as a table, and who asked is told."""
    assert "deployment-atlas figure" in other_page("http://h/compare?compare=630200~650100")
    assert not other_page("http://h/?area=630000")


def test_a_bundle_makes_itself_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The bundle's own ``view.json`` gives the same bundle, byte for byte."""
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    code, text = told(capsys, "bundle", "?area=630200&level=county", "--out", str(first))
    assert code == 0, text
    with zipfile.ZipFile(first) as box:
        (tmp_path / "view.json").write_bytes(box.read("view.json"))
        manifest = json.loads(box.read("manifest.json"))
        page = box.read("map.html").decode()
        assert manifest["hash"] in page
        assert box.read("figure.png").startswith(b"\x89PNG")
        assert box.read("figure.pdf").startswith(b"%PDF")
        assert manifest["hash"][:12] in box.read("figure.svg").decode()
        assert "by county" in box.read("figure.txt").decode()
        rows = pd.read_csv(io.BytesIO(box.read("data/regions.csv")), dtype=str)
        assert set(rows["parent"]) == {"630200"}
    code, text = told(capsys, "bundle", str(tmp_path / "view.json"), "--out", str(second))
    assert code == 0, text
    assert first.read_bytes() == second.read_bytes()


def test_other_data_are_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, facts: Facts
) -> None:
    """A file that was made on other data is followed, and its reader is told."""
    path = tmp_path / "view.json"
    said = {"view": {}, "fingerprint": "f" * 64, "data_version": "1999.1"}
    path.write_text(json.dumps(said), encoding="utf-8")
    told_now = moved_on(str(path), facts)
    assert "version 1999.1 (ffffffffffff)" in told_now
    assert facts.dataset.metadata.version in told_now
    path.write_text(json.dumps({**said, "fingerprint": facts.fingerprint}), encoding="utf-8")
    assert not moved_on(str(path), facts)
    assert not moved_on("?area=650100", facts)
