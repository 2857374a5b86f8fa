"""What a view hides is in no page, no notebook and no embedded map."""

from __future__ import annotations

import getpass
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette

from dashboard.atlas import Atlas
from dashboard.exports.embed_address import EmbedForm, embed_path
from dashboard.exports.files import bundle_of, figure_of, page_text
from dashboard.exports.reports import report_file
from dashboard.reports import REPORTS
from dashboard.server import embeds
from dashboard.server.embeds import embed_routes
from geodata.facts import load_facts
from geodata.model import Scope
from layers.assets.store import AssetStore
from layers.export import TableFormat, table_bytes
from layers.figure import FigureFormat, FigureOptions, FigureSize
from layers.picture.picture import picture
from layers.report import ReportPage
from layers.view import View
from layers.web import page
from tests.asgi import Client
from tests.builders import (
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)
from tests.views import view_with

HIDDEN = {
    "draft": {"status": "draft"},
    "withdrawn": {"status": "withdrawn", "status_reason": "withdrawn"},
    "lead": {"scope": "lead"},
    "context": {"scope": "context"},
    "doubted": {"doubt": "secret-doubted-reason"},
    "elsewhere": {"region": "650100", "place_as_written": "secret-elsewhere-place"},
}
"""Rows that the opening view leaves out, each for a reason of its own."""


@pytest.fixture(scope="module")
def hiding(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """A data set with one event that is shown and one of each kind that is hidden."""
    events = [event_row("E-1", title="shown-title")]
    sources = [source_row("S-1", title="shown-source")]
    claims = [claim_row("C-1", quote="shown-quote", quote_language="en")]
    for number, (reason, given) in enumerate(HIDDEN.items(), 2):
        name = f"secret-{reason}"
        fields = {"title": name, "remark": name, "target_group": name, "place_zh": name} | given
        events.append(event_row(f"E-{number}-{name}", **fields))
        sources.append(
            source_row(f"S-{name}", title=name, publisher=name, url=f"https://example.org/{name}")
        )
        claims.append(
            claim_row(
                f"C-{name}",
                event_id=f"E-{number}-{name}",
                source_id=f"S-{name}",
                value_as_printed=name,
                quote=name,
                quote_language="en",
                note=name,
            )
        )
    # A disagreement between what is shown and what is hidden would tell of the hidden.
    disputes = [
        discrepancy_row("D-1", event_ids="E-1", topic="shown-topic", treatment="shown-treatment"),
        discrepancy_row("D-2", event_ids="E-1", topic="secret-topic", treatment="secret-answer"),
    ]
    versions = [
        version_row("V-1", claim_id="C-1", said="shown-version"),
        version_row("V-2", claim_id="", said="shown-computed"),
        version_row("V-3", discrepancy_id="D-2", claim_id="C-1", said="secret-version"),
        version_row("V-4", discrepancy_id="D-2", claim_id="C-secret-lead", said="secret-other"),
    ]
    folder = tmp_path_factory.mktemp("secret-folder")
    facts = load_facts(write_dataset(folder, events, sources, claims, disputes, versions))
    assert len(facts.dataset.events) == len(HIDDEN) + 1
    assert facts.dataset.versions
    return Atlas(facts, AssetStore(facts.regions))


def embedded(form: EmbedForm) -> Callable[[Atlas, View], str]:
    def asked(atlas: Atlas, view: View) -> str:
        return (
            Client(Starlette(routes=embed_routes())).get(embed_path(view, atlas.facts, form)).text
        )

    return asked


def notebook(atlas: Atlas, view: View) -> str:
    return str(page(*picture(view, atlas.facts))._repr_html_())


def readable(data: bytes) -> str:
    """Return everything that a file holds as text: entries of an archive, columns of a table."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            return "\n".join(f"{name}\n{readable(box.read(name))}" for name in box.namelist())
    if data.startswith(b"PAR1"):
        table = pq.read_table(io.BytesIO(data))
        return f"{table.schema.metadata} {table.drop_columns(['geometry']).to_pylist()}"
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    opened = b"".join(zlib.decompressobj().decompress(each) for each in packed if each[:1] == b"x")
    return (data + opened).decode("utf-8", "replace")


def table(form: TableFormat) -> Callable[[Atlas, View], str]:
    return lambda atlas, view: readable(table_bytes(view, atlas.facts, form))


def reported(atlas: Atlas, page: ReportPage, view: View) -> str:
    """Return the words of a report, which stand in its drawing as well."""
    return report_file(
        atlas, REPORTS[page], view, FigureFormat.SVG, FigureOptions(size=TALL)
    ).decode()


HERE = "630200"
TALL = FigureSize.parse("210mm")
OUTPUTS: dict[str, Callable[[Atlas, View], str]] = {
    "page": page_text,
    "notebook": notebook,
    "embedded page": embedded(EmbedForm.HTML),
    "embedded drawing": embedded(EmbedForm.SVG),
    "profile": lambda atlas, view: reported(atlas, ReportPage.REGION, view.choose(region=HERE)),
    "comparison": lambda atlas, view: reported(
        atlas, ReportPage.COMPARE, view.choose(compared=(HERE, "630000"))
    ),
    "figure": lambda atlas, view: figure_of(
        atlas, view, FigureFormat.SVG, FigureOptions()
    ).decode(),
    **{f"table {form}": table(form) for form in TableFormat},
    "bundle": lambda atlas, view: readable(bundle_of(atlas, view)),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_hidden_row_is_in(name: str, hiding: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a hidden event, its claims or its sources, and no path."""
    monkeypatch.setattr(embeds, "current_atlas", lambda: hiding)
    text = OUTPUTS[name](hiding, view_with())
    assert "Qinghai" in text
    assert "secret" not in text
    for said in (str(Path.home()), gettempdir(), str(Path.cwd()), getpass.getuser() + "@"):
        assert said not in text


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name.startswith(("table", "bundle"))])
def test_what_is_shown_is_in(name: str, hiding: Atlas) -> None:
    """The reader of files above finds what is there."""
    view = view_with(layer="documented_events")
    text = OUTPUTS[name](hiding, view)
    assert "E-1" in text
    assert "shown-source" in text
    assert "secret" not in text


def test_the_page_holds_what_is_shown(hiding: Atlas) -> None:
    """The markers are found where they belong: the test above can fail."""
    text = page_text(hiding, view_with())
    for marker in (
        "shown-title",
        "shown-source",
        "shown-quote",
        "shown-topic",
        "shown-treatment",
        "shown-version",
    ):
        assert marker in text, marker
    leads = page_text(hiding, view_with(scope=(Scope.CORE, Scope.LEAD)))
    assert json.dumps("secret-lead")[1:-1] in leads
    assert "secret-draft" not in leads
