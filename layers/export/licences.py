"""The licences that a bundle carries, as they stand in the product."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

__all__ = ["PRODUCT", "licences"]

PRODUCT = "deployment-atlas"

_LICENCE_FILE = "LICENSE"
_LISTS = ("census", "names")


def licences() -> dict[str, bytes]:
    """Return the licence of the code and those of everything that is not code, by file name.

    Page and pictures hold fonts, Leaflet and coast lines, whose licences ask for their text to
    go with them; the lists name the licence of each census table and of each name.

    Raises
    ------
    FileNotFoundError
        If the product was taken apart and its licence is nowhere.
    """
    data, vendored = files("geodata") / "bundled", files("layers") / "web" / "vendor"
    return {
        "DATA-LICENCES.md": (data / "DATA-LICENCES.md").read_bytes(),
        "LICENSE.txt": _code().encode(),
        "vendored.json": (vendored / "MANIFEST.json").read_bytes(),
        **{f"{name}-sources.csv": (data / name / "sources.csv").read_bytes() for name in _LISTS},
        **{
            f"{each.name}.txt": (each / _LICENCE_FILE).read_bytes()
            for each in vendored.iterdir()
            if each.is_dir()
        },
    }


def _code() -> str:
    for text in _copies():
        return text
    raise FileNotFoundError(f"The licence of {PRODUCT} is missing: install it anew.")


def _copies() -> Iterator[str]:
    """Yield the licence of the checkout that runs, else that of the installed package."""
    beside = Path(__file__).parents[2] / _LICENCE_FILE
    if beside.is_file():
        yield beside.read_text(encoding="utf-8")
    try:
        kept = distribution(PRODUCT).read_text(f"licenses/{_LICENCE_FILE}")
    except PackageNotFoundError:
        return
    if kept is not None:
        yield kept
