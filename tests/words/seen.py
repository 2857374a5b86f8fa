"""Every text that a reader can see, in a process of its own; run as a module.

``python -m tests.words.seen`` opens pages, exported page, figures and reports in the language
of its environment, and prints as JSON what stands outside the signs of a made-up language
and is neither a name nor a text of the data: where, and the words.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

import streamlit as st
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas, open_atlas
from dashboard.exports.files import page_text
from dashboard.exports.reports import report_of
from dashboard.reports import REPORTS
from dashboard.server.app import SCRIPT
from geodata.census import CensusSource
from geodata.dataset import BUNDLED
from geodata.facts import Facts
from geodata.geography import BUNDLED_GEOGRAPHY
from geodata.model import Language
from geodata.names.attach import OUTLINE
from geodata.names.names import listed_names
from layers.assets.context import context_asset
from layers.figure import FigureFormat, FigureOptions, FigureSize, figure_bytes, report_bytes
from layers.picture.picture import assets_of
from layers.picture.resolve import resolve
from layers.report import ReportPage
from layers.tables import EvidenceKind
from tests.dashboard.pages import go_to
from tests.levels import LEVELS
from tests.views import read_view, view_with
from tests.words.pseudo import bare

_BROKEN = "galaxy"
PAGES = ("map", "compare", "region", "evidence", "limits", "data")
VIEWS = (
    {"region": "630200"},
    {"area": "CN", "level": "province", "layer": "published_range", "region": "650000"},
    {"layer": "collected_bounds", "level": "county", "time": "2020-03", "region": "632700"},
    {"layer": "even_spread", "region": "630200", "per_person": "1"},
    {"layer": "population_change_2000_2020", "level": "county", "region": "632801"},
    {"layer": "documentation_by_non_han", "scope": "core.lead.context", "low": "1"},
    {
        "layer": "documented_purchases",
        "lines": "vendor",
        "area": "650000",
        "during": "2016-01.2019-12",
    },
    {"compare": "630200~650100~632600"},
    {"level": _BROKEN, "area": "999999", "lang": "tlh", "time": "then", "scans": "9"},
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_ALLOWED = re.compile(
    r"\{\w+\}|https?://\S+|\?[\w=&~.%-]+|/atlas/\S*|/embed/\S*|province-\d+|[\w-]+/\d\b|[0-9a-f]{12,64}"
    r"|Deployment Atlas|deployment-atlas|DATA-LICENCES\.md|\bCN\b|overview|image/svg\+xml"
    r"|\b(?:CSV|XLSX|PNG|SVG|PDF|JSON|HTML|GeoPackage|GeoParquet|GeoJSON|BibTeX|RIS|CSL)\b"
)
"""Names that are the same in every language, addresses, ids and versions."""
_SHOWN = {"alt", "aria-label", "aria-valuetext", "placeholder", "summary", "title"}
_HIDDEN = {"code", "script", "style"}
Seen = Iterator[tuple[str, str]]


class _Page(HTMLParser):
    """The texts of HTML: what stands between the tags, and attributes that are read aloud."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.data: list[str] = []
        self._inside: list[str] = []
        self._json = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.texts += [value or "" for name, value in attrs if name in _SHOWN]
        if tag in _HIDDEN:
            self._inside.append(tag)
            self._json = given.get("id") in {"atlas-spec", "atlas-form"}

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.texts.append(data)
        elif self._json:
            self.data.append(data)


_TECHNICAL = {
    *("id", "form_id", "url", "html_id", "key", "css_class_names", "mime_type", "language"),
    *("user_key", "element_id", "src", "lang", "name", "js_content", "icon", "type", "format"),
    *("anchor", "query_string", "active_script_hash", "app_pages", "delta_type", "value_type"),
}


def _strings(message: Message) -> Iterator[str]:
    """Yield every text of what is sent to the browser, without names of its own parts."""
    for field, value in message.ListFields():
        if field.name in _TECHNICAL:
            continue
        one = isinstance(value, (str, bytes, int, float, Message))
        for each in (value,) if one else value:
            if isinstance(each, str):
                yield each
            elif isinstance(each, Message):
                yield from _strings(each)


_KEYS = {
    *("id", "lang", "language", "colour", "colour_dark", "fill", "fill_dark", "pattern", "hash"),
    *(
        "status",
        "label_kind",
        "level",
        "format",
        "fingerprint",
        "query",
        "lines",
        "class_of",
        "url",
    ),
    *(
        "shown",
        "timeline",
        "code",
        "codes",
        "host",
        "quote_lang",
        "theme",
        "points",
        "arcs",
        "each",
    ),
    *("direction", "restore", "event", "data_version", "statuses"),
}


def _leaves(value: Any) -> Iterator[str]:
    """Yield every text of a picture, without its ids and signs."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name == "statuses":
                yield from (text for _value, *texts in each for text in texts)
            elif name not in _KEYS and not (name == "label" and each in _LABELS):
                yield from _leaves(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _leaves(each)


_LABELS = {kind.value for kind in EvidenceKind}


def _pages(data: list[Any]) -> Seen:
    for params in VIEWS:
        for page in PAGES:
            app = AppTest.from_file(str(SCRIPT), default_timeout=120)
            app.run()
            app.session_state["regions-as-table"] = app.session_state["events-as-table"] = True
            for name, value in params.items():
                app.query_params[name] = value
            if page == "evidence":
                app.query_params["source"] = "CL-QINGHAI-2022"
            go_to(app, page)
            where = f"{page} {params}"
            assert not app.exception, (where, [each.value for each in app.exception])
            for element in (*app.main, *app.sidebar):
                yield from ((where, text) for text in _of(element))
        for sent in _leaves(data):
            yield from ((f"components {params}", text) for text in _Page(sent).texts)
        data.clear()


def _of(element: Any) -> Iterator[str]:
    if element.proto is not None and element.type != "code":
        for text in _strings(element.proto):
            yield from _Page(text).texts


def _made(atlas: Atlas) -> Seen:
    """Yield the texts of exported pages, figures and reports."""
    facts = atlas.facts
    for params in VIEWS[:-1]:
        view = read_view(params, facts)[0]
        whole = _Page(page_text(atlas, view))
        yield from ((f"page {params}", text) for text in whole.texts)
        for held in whole.data:
            yield from ((f"page data {params}", text) for text in _leaves(json.loads(held)))
        spec = resolve(view, facts, atlas.assets.id_of)
        options = FigureOptions()
        drawn = figure_bytes(spec, assets_of(view, facts, atlas.assets), FigureFormat.SVG, options)
        yield from ((f"figure {params}", text) for text in _Page(drawn.decode()).texts)
    for kind in ReportPage:
        report, assets = report_of(
            atlas, REPORTS[kind], view_with(compared=("630200", "650100"), region="630200")
        )
        drawn = report_bytes(
            report, assets, FigureFormat.SVG, FigureOptions(FigureSize.parse("210mm"))
        )
        yield from ((f"{kind.value} report", text) for text in _Page(drawn.decode()).texts)


def data_texts(facts: Facts) -> set[str]:
    """Return every free text of the data: names, titles, notes and quotes, and parts of them."""
    found: set[str] = set()
    for file in BUNDLED.parent.rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                for cell in row:
                    found.update((cell, *cell.split("; ")))
    regions, names = facts.regions, facts.gazetteer
    codes = [code for level in LEVELS for code in regions.codes(level)]
    found.update(names.display(code, language).text for code in codes for language in Language)
    found.update(name.text for code in codes for name in names.names(code))
    found.update({*facts.geography.shown.values(), *facts.geography.names.values()})
    found.update(each.title for each in facts.dataset.metadata.comparisons)
    claimed = regions.claimed()
    found.update(str(each) for column in claimed.columns[:-1] for each in claimed[column])
    notes = [source.note for source in census_sources(facts)]
    found.update(part.strip() for note in notes for part in note.split("non_Han_total"))
    found.update(text for each in census_sources(facts) for text in (each.short, each.citation))
    metadata, boundaries = facts.dataset.metadata, regions.boundaries
    found.update((metadata.title, metadata.licence, metadata.contributors, boundaries.provider))
    found.update((boundaries.citation, boundaries.vintage, boundaries.licence_note))
    around = context_asset().value()["names"]
    found.update(each["text"]["text"] for each in around)
    # A sheet breaks its longest line: parts of it stand there by themselves.
    title = metadata.title.split()
    found.update(" ".join(title[:at]) for at in range(2, len(title)))
    cited = boundaries.citation.split()
    found.add(cited[0])
    found.update(" ".join(cited[i:j]) for i in range(len(cited)) for j in range(i + 2, len(cited)))
    for source in census_sources(facts):
        parts = source.short.split()
        found.update(" ".join(parts[:at]) for at in range(2, len(parts)))
        found.update(" ".join(parts[at:]) for at in range(1, len(parts) - 1))
    found.update(name.source for code in codes for name in names.names(code))
    # Hedging words stand among other words, in the quotation marks of their source.
    for claim in facts.dataset.claims:
        found.update((*(f"“{word}”" for word in claim.hedges), " ".join(claim.hedges)))
    return {text for each in found for text in (each, each.rstrip(". ")) if _WORD.search(text)}


def census_sources(facts: Facts) -> Iterator[CensusSource]:
    """Yield every source of the census tables."""
    with (BUNDLED_GEOGRAPHY / "sources.csv").open(encoding="utf-8", newline="") as lines:
        yield from (facts.census.source(row["id"]) for row in csv.DictReader(lines))


def small_words(facts: Facts) -> set[str]:
    """Return the single words of the data that the interface may use too."""
    data = facts.dataset
    told = {each.target_group for each in data.events}
    told |= {each.value_as_printed for each in data.claims} | {each.said for each in data.versions}
    told |= {each.language for each in data.sources}
    return (
        told
        | {
            each
            for names in listed_names(BUNDLED_GEOGRAPHY).values()
            for name in names
            for each in (name.kind, name.source)
        }
        | {OUTLINE}
    )


def untranslated(
    texts: Iterable[tuple[str, str]], known: Collection[str], small: Collection[str]
) -> dict[str, str]:
    """Return words that are neither marked nor known, with the first text that holds them.

    Small words of the data are known only where they stand alone.
    """
    plainest = {text for text in known if re.fullmatch(r"[a-z]+", text)}
    longest = sorted(set(known) - plainest, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)))
    left: dict[str, str] = {}
    for where, text in texts:
        # Streamlit's Markdown escapes signs that a reader sees without a backslash.
        plain = re.sub(r"\\([^\w\s])", r"\1", bare(text))
        # Lines of a sheet begin with a mark of direction.
        plain = plain.replace("\u200e", "").replace("\u200f", "")
        said = _ALLOWED.sub(" ", pattern.sub(" ", " ".join(plain.split())))
        words = _WORD.findall(said)
        alone = said.strip(" :.,()“”") in small
        if words and not alone and _BROKEN not in f"{where}{text}":
            at = max(0, text.find(words[0]) - 150)
            left.setdefault(" ".join(words), f"{where}: {text[at : at + 300]}")
    return left


def main() -> None:
    """Print what is left."""
    data: list[Any] = []

    def declared(_name: str, **_options: object) -> object:
        return lambda **given: data.append(given.get("data"))

    st.components.v2.component = declared  # type: ignore[assignment]
    atlas = open_atlas()
    known, small = data_texts(atlas.facts), small_words(atlas.facts)
    left = untranslated((*_made(atlas), *_pages(data)), known, small)
    json.dump(left, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
