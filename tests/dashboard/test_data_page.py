"""The page of data: what it says, and what its buttons make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.atlas import Atlas
from dashboard.data import files as panel
from dashboard.data.model import data_page, offers
from dashboard.exports.file_names import file_name
from geodata.facts import Facts
from layers.export import TableFormat, table_bytes, tables_of
from tests.views import view_with

SCRIPT = Path(panel.__file__).with_name("page.py")


def run(**params: str) -> AppTest:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def test_it_says_what_is_shown_and_how_to_cite_it(atlas: Atlas) -> None:
    """Heading with counts, version, licence, and a citation to copy."""
    app = run(area="650100", level="county")
    text = " ".join(each.value for each in app.markdown)
    text += "".join(each.proto.body for each in app.get("html"))
    assert "by county" in text
    assert "8 regions" in text
    assert "2026" in text
    assert "Licence" in text
    assert app.code[0].value.startswith("Deployment Atlas, data set “")
    assert not app.warning


def test_a_broken_address_is_said(atlas: Atlas) -> None:
    """The page opens with the usual choice and says so."""
    assert "could not be followed" in run(level="galaxy").warning[0].value


def test_every_offer_makes_its_file(atlas: Atlas) -> None:
    """Buttons make files when asked, the same as the command line."""
    view = view_with(area="630200")
    keys = [offer.key for offer in offers()]
    assert {form.value for form in TableFormat} <= set(keys)
    assert len(set(keys)) == len(keys)
    for offer in offers():
        if offer.key in {"zip", "png", "pdf"}:
            continue
        data = panel._made(offer, view, atlas)()
        if offer.form is not None:
            assert data == table_bytes(view, atlas.facts, offer.form)
        assert data


def test_counts_are_those_of_the_tables(atlas: Atlas) -> None:
    """Eight prefectures of Qinghai."""
    told = data_page(view_with(), atlas.facts)
    made = [str(len(frame)) for frame in tables_of(view_with(), atlas.facts).values()]
    assert re.findall(r"[0-9]+", told.counts) == made
    assert told.counts.startswith("8 regions, ")
    assert told.bibtex.startswith("@misc{deployment-atlas-data,")


@pytest.mark.parametrize("ending", ["csv", "zip"])
def test_names_of_files_tell_the_view(facts: Facts, ending: str) -> None:
    """Area, level and layer; nothing that a reader typed."""
    assert file_name(view_with(), facts, ending) == (
        f"atlas-630000-prefecture-non_han_share-2020.{ending}"
    )
