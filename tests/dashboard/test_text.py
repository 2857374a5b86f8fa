"""What the pages of text state is so: counts, labels, and what the program does with readers."""

from __future__ import annotations

import pytest

from dashboard.evidence.model import differences
from dashboard.headers import security_headers
from dashboard.server.app import SCRIPT
from dashboard.shared.claim_cards import dispute
from dashboard.shared.html import link
from dashboard.streamlit_adapter import settings
from geodata.dataset import ShareClass, audit_shares
from geodata.facts import Facts, load_facts
from geodata.model import CellStatus, Status
from layers.estimate.published import original_claims
from layers.tables import EvidenceKind
from tests.builders import (
    claim_row,
    discrepancy_row,
    event_row,
    source_row,
    version_row,
    write_dataset,
)


def text(page: str) -> str:
    return (SCRIPT.parent / "text" / f"{page}.md").read_text(encoding="utf-8")


def test_the_four_labels_and_all_silences_are_explained() -> None:
    """Each kind of knowledge and each reason for no number stands in the text by its name."""
    told = text("limits").lower()
    for label in EvidenceKind:
        assert label.label in told, label
    for status in CellStatus:
        if status not in {CellStatus.REPORTED, CellStatus.REPORTED_ZERO}:
            assert status.label.split(" by ")[0] in told, status


def test_numbers_of_qinghai_in_prose_are_those_of_the_claims(facts: Facts) -> None:
    """The range, its reports, the one local count and both shares come from the data."""
    told = text("limits")
    [claim] = original_claims(facts.dataset.event["QH-IRIS-000"], facts)
    assert f"{claim.low:,} to {claim.high:,} iris scans" in told
    printed = [each.value_as_printed for each in facts.dataset.claims_of["QH-IRIS-000"]]
    assert any(each.startswith("53 of ") for each in printed)
    assert "53 police reports" in told
    [differs] = [
        each
        for each in audit_shares(facts.dataset.claims)
        if each.claim_id == claim.claim_id and each.share_class is ShareClass.DIFFERS
    ]
    assert f"{differs.printed} %, differs" in told
    assert f"is {differs.recomputed:.2f} %" in told
    counts = [
        number
        for event in facts.dataset.events
        if event.region.startswith("63") and len(event.region) == 6 and event.region != "630000"
        for number in original_claims(event, facts)
        if number.unit is not None and number.unit.value in {"iris_scans", "dna_samples"}
    ]
    assert {(str(each.unit), each.best or each.low) for each in counts} == {("dna_samples", 302)}


def test_nothing_has_been_withdrawn_so_far(facts: Facts) -> None:
    """The first data set has neither drafts nor withdrawn events."""
    assert {event.status for event in facts.dataset.events} == {Status.PUBLISHED}


def test_the_program_keeps_to_itself_as_the_text_says() -> None:
    """No use is reported, nothing is asked of others, and links tell nobody where they stood."""
    told = settings("127.0.0.1", 8501)
    assert told["browser.gatherUsageStats"] is False
    headers = dict(security_headers(()))
    policy = headers[b"content-security-policy"].decode()
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert not [part for part in policy.split() if part.startswith(("http", "*"))]
    assert headers[b"referrer-policy"] == b"no-referrer"
    assert 'rel="noopener noreferrer nofollow"' in link("https://example.org/", "a source")


@pytest.fixture
def half_hidden(tmp_path) -> Facts:
    """A disagreement told by a published and a withdrawn event, and one that concerns a draft."""
    return load_facts(
        write_dataset(
            tmp_path / "data",
            [
                event_row("E-1"),
                event_row("E-2", status="withdrawn", status_reason="Told twice."),
                event_row("E-3", status="draft"),
            ],
            [source_row()],
            [claim_row(f"C-{n}", event_id=f"E-{n}") for n in (1, 2, 3)],
            [
                discrepancy_row("D-1", event_ids="E-1;E-2"),
                discrepancy_row("D-2", event_ids="E-1;E-3"),
            ],
            [
                version_row("V-1", claim_id="C-1", said="OPEN"),
                version_row("V-2", claim_id="C-2", said="GONE"),
                version_row("V-3", discrepancy_id="D-2", claim_id="C-3", said="DRAFTED"),
                version_row("V-4", discrepancy_id="D-2", claim_id="C-1", said="OPEN TOO"),
            ],
        )
    )


def test_versions_of_hidden_events_are_told_to_editors_alone(half_hidden: Facts) -> None:
    """Readers see what published events hold; the check of a data set tells everything."""
    [found] = differences(half_hidden)
    assert [said for said, _ in found.told.versions] == ["OPEN"]
    assert len(found.sources) == 1
    whole = dispute(half_hidden.dataset.discrepancies[0], half_hidden, unpublished=True)
    assert [said for said, _ in whole.versions] == ["OPEN", "GONE"]
