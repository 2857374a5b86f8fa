"""Citations hold what is recorded, nothing else, and can be read back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy

from geodata.facts import Facts, load_facts
from layers.export import source_table
from layers.export.citations import bibtex, csl_json, dataset_citation, dataset_item, items, ris
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.views import view_with

EVERYTHING = view_with(low_confidence=True)


def entries(text: str) -> dict[str, dict[str, str]]:
    """BibTeX as a reader of such files sees it."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return {
        entry.key: {name: str(field.value) for name, field in entry.fields_dict.items()}
        for entry in library.entries
    }


def records(text: str) -> list[dict[str, Any]]:
    """RIS as a reader of such files sees it."""
    found: list[dict[str, Any]] = rispy.loads(text)
    assert all("unknown_tag" not in each for each in found)
    return found


def test_every_source_is_in_every_form(facts: Facts) -> None:
    """The data set first, then each source of the view, by the same ids."""
    found = items(view_with(), facts)
    ids = ["deployment-atlas-data", *source_table(view_with(), facts)["source_id"]]
    assert [each["id"] for each in json.loads(csl_json(found))] == ids
    assert list(entries(bibtex(found))) == ids
    assert [each["id"] for each in records(ris(found))] == ids


def test_a_source_is_told_as_recorded(facts: Facts) -> None:
    """Citizen Lab's report with author, day and address, in each form."""
    found = items(view_with(), facts)
    entry = entries(bibtex(found))["CL-QINGHAI-2022"]
    assert entry["author"] == "{Emile Dirks}"
    assert entry["date"] == "2022-12-14"
    assert "urldate" not in entry or facts.dataset.source["CL-QINGHAI-2022"].accessed
    (record,) = (each for each in records(ris(found)) if each["id"] == "CL-QINGHAI-2022")
    assert record["type_of_reference"] == "RPRT"
    assert record["date"] == "2022/12/14/"
    (item,) = (each for each in found if each["id"] == "CL-QINGHAI-2022")
    assert item["issued"] == {"date-parts": [[2022, 12, 14]]}


def test_dates_are_as_precise_as_recorded(tmp_path: Path) -> None:
    """A month stays a month; what is not recorded is not written."""
    folder = write_dataset(
        tmp_path / "data",
        [event_row()],
        [source_row(published="2019-03", url="")],
        [claim_row()],
    )
    found = items(EVERYTHING, load_facts(folder))
    assert entries(bibtex(found))["S-1"] == {
        "title": "{A report}",
        "publisher": "A publisher",
        "date": "2019-03",
        "year": "2019",
        "note": "Read whole; not recorded: day of reading, archived copy, checksum",
    }
    assert records(ris(found))[1]["date"] == "2019/03//"
    data = json.loads(csl_json(found))[0]
    assert "issued" not in data
    assert "accessed" not in data
    assert "author" not in data


def test_a_year_keeps_its_four_digits(tmp_path: Path) -> None:
    """A year that nobody meant is not shortened to another one."""
    folder = write_dataset(
        tmp_path / "data", [event_row()], [source_row(published="0019-03")], [claim_row()]
    )
    found = items(EVERYTHING, load_facts(folder))
    entry = entries(bibtex(found))["S-1"]
    assert (entry["date"], entry["year"]) == ("0019-03", "0019")
    assert records(ris(found))[1]["date"] == "0019/03//"


def test_an_access_date_is_only_what_is_given(facts: Facts) -> None:
    """No day is made up; a given one is in the sentence and in each form."""
    assert "accessed" not in dataset_citation(facts)
    day = date(2026, 11, 30)
    assert dataset_citation(facts, day).endswith("accessed on 2026-11-30.")
    item = dataset_item(facts, day)
    assert entries(bibtex([item]))["deployment-atlas-data"]["urldate"] == "2026-11-30"
    assert records(ris([item]))[0]["access_date"] == "2026/11/30/"


@pytest.mark.parametrize(
    "text", ["100 % & $5_#~^\\{}", "}, evil = {x", "@misc{x,", "one\r\nER  - \nTY  - X", "\x1b[2J"]
)
def test_hostile_text_stays_in_its_field(text: str, tmp_path: Path) -> None:
    """Braces, percent signs and line breaks end no field and start no entry."""
    folder = write_dataset(
        tmp_path / "data",
        [event_row()],
        [source_row(title=f"x {text}", author=text, publisher=text)],
        [claim_row()],
        title=f"x {text}",
    )
    found = items(EVERYTHING, load_facts(folder))
    ids = [each["id"] for each in found]
    assert list(entries(bibtex(found))) == ids
    assert ids[:2] == ["deployment-atlas-data", "S-1"]
    assert set(entries(bibtex(found))["S-1"]) == {"title", "author", "publisher", "url", "note"}
    assert [each["id"] for each in records(ris(found))] == ids
    assert "\x1b" not in bibtex(found) + ris(found) + csl_json(found)
