"""Joins Leaflet and the painter's modules into one ES module, and their style sheets into one.

No build step: the modules are read as they are, their import lines dropped and
their ``export`` words removed, and set one after another in :data:`ORDER`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from layers.assets.vendor import font_css, font_faces, read_vendored
from layers.picture.rules import RULES, rules_text

__all__ = [
    "ORDER",
    "PAGE_ORDER",
    "RULES_MODULE",
    "bundle_css",
    "bundle_id",
    "bundle_js",
    "flattened",
    "module_source",
    "page_css",
    "rules_css",
]

ORDER = (
    "rules",
    "geometry",
    "dom",
    "pixels",
    "theme",
    "patterns",
    "boxes",
    "scene",
    "context",
    "regions",
    "stamps",
    "marks",
    "canvases",
    "eventindex",
    "measure",
    "counts",
    "clusters",
    "leaders",
    "candidates",
    "placing",
    "labels",
    "quietnames",
    "callouts",
    "naming",
    "scalebar",
    "legend",
    "strip",
    "card",
    "cursor",
    "brush",
    "changes",
    "time",
    "parts",
    "model",
    "header",
    "view",
    "map",
)
"""The painter's modules, each after those that it imports."""

PAGE_ORDER = ("tables", "regiontable", "eventtable", "report", "page")
"""The modules of an exported page, each after those that it imports."""

ENTRY = "createMap"

RULES_MODULE = "rules"
"""The one module that is not a file of the painter."""

_IMPORT = re.compile(r'^import\s*\{[^}]*\}\s*from\s*"\./[\w]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_PICTURE_RULE = re.compile(r"[^{}]*\{[^{}]*(?:url\(|behavior:)[^{}]*\}")


def module_source(name: str) -> str:
    """Text of one painter module, as committed; of ``rules``, the constants shared with figures."""
    if name == RULES_MODULE:
        return f"export const RULES = {rules_text().strip()};\n"
    return files(__package__).joinpath("painter", f"{name}.js").read_text(encoding="utf-8")


def flattened(name: str) -> str:
    """A module's text without its import lines and ``export`` words."""
    return _EXPORT.sub("", _IMPORT.sub("", module_source(name))).strip()


@cache
def bundle_js() -> str:
    """The painter as one ES module that exports ``createMap``.

    Returns
    -------
    str
        Needs no other file and asks for none. The same text for the same sources.
    """
    leaflet = _vendored_text("leaflet/leaflet.js").strip()
    parts = [
        # Leaflet finds a CommonJS module here, and gives back the global name it took.
        "const L = (() => {\nconst module = { exports: {} };\nconst { exports } = module;\n"
        f"{leaflet}\nexports.noConflict();\nreturn exports;\n}})();\n"
    ]
    parts += [f"// {name}.js\n{flattened(name)}\n" for name in ORDER]
    parts.append(f"export {{ {ENTRY} }};\n")
    return "\n".join(parts)


def bundle_css(font_url: Callable[[str], str]) -> str:
    """The style sheet of the painter, with Leaflet's and the fonts'.

    Parameters
    ----------
    font_url : callable
        Gets the path of a font slice below ``vendor/`` and returns its URL.

    Returns
    -------
    str
    """
    return font_css(font_faces(), font_url) + rules_css()


@cache
def rules_css() -> str:
    """The style sheet without its fonts."""
    leaflet = _vendored_text("leaflet/leaflet.css")
    leaflet = re.sub(r"/\*.*?\*/", "", leaflet, flags=re.DOTALL)
    leaflet = _PICTURE_RULE.sub("", leaflet).strip()
    painter = files(__package__).joinpath("painter/painter.css").read_text(encoding="utf-8")
    return f"{leaflet}\n{_sizes_css()}\n{painter}"


def _sizes_css() -> str:
    """The sizes of counts as properties, for the style sheet to draw what the rules placed."""
    circles = enumerate(RULES.count.circles, start=1)
    said = {"chip": RULES.count.height} | {f"circle-{digits}": wide for digits, wide in circles}
    return ".atlas{" + "".join(f"--atlas-{name}:{size}px;" for name, size in said.items()) + "}"


@cache
def page_css() -> str:
    """The style sheet of an exported page around the painter, for screen and paper."""
    return files(__package__).joinpath("painter/page.css").read_text(encoding="utf-8")


def _vendored_text(file: str) -> str:
    # A browser hashes inline text after turning every line end into one "\\n".
    return read_vendored(file).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


@cache
def bundle_id() -> str:
    """Sixteen hex digits that change whenever script, style or a font changes."""
    text = bundle_js() + bundle_css(lambda file: hashlib.sha256(read_vendored(file)).hexdigest())
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
