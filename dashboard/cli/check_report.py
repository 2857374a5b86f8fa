"""The report of ``deployment-atlas check`` as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.cli.lettering import letter_findings
from dashboard.shared.claim_cards import dispute
from geodata.dataset import Problem, Severity, ShareClass, ValidationReport, audit_shares, visible
from geodata.dataset.description import DESCRIPTION
from geodata.facts import Facts
from layers.address.opening import opening_problems
from layers.estimate.reports import original_claims
from layers.rounding import nearest
from layers.wording import hedged, plural

__all__ = ["check_lines"]

_HEADINGS = {
    Severity.ERROR: "Errors: these rows are left out, or not drawn",
    Severity.REPAIRED: "Repaired: read differently from how they are written",
    Severity.FINDING: "Findings: true, and worth knowing",
}


def _problems(report: ValidationReport) -> Iterator[str]:
    for severity, heading in _HEADINGS.items():
        found = report.of(severity)
        if found:
            yield ""
            yield f"{heading} ({len(found)})"
            yield from (f"  {problem}" for problem in found)


def _geography(facts: Facts) -> Iterator[str]:
    """Yield what does not fit together in the geography."""
    geography, found = facts.geography, list(facts.geography_problems())
    yield ""
    yield f"Geography: {geography.title} ({geography.geography_id})"
    for level in geography.levels:
        yield f"  {len(facts.regions.codes(level)):,} {level.plural}"
    years = ", ".join(map(str, facts.census.years))
    yield f"  Census: {years}" if years else "  No census: nothing is shown of who lives where."
    yield from (f"  {problem}" for problem in found)


def _shares(facts: Facts) -> Iterator[str]:
    audits = audit_shares(facts.dataset.claims)
    if not audits:
        return
    yield ""
    yield f"Printed shares against their own count and base ({len(audits)})"
    originals = {
        claim.claim_id for event in facts.dataset.events for claim in original_claims(event, facts)
    }
    for audit in audits:
        event = facts.dataset.event[audit.event_id]
        mark = "!" if audit.share_class is ShareClass.DIFFERS else " "
        place = event.place_as_written or event.event_id
        yield (
            f"{mark} {place} [{audit.claim_id}]: {audit.printed} % printed, "
            f"{nearest(audit.recomputed, 2)} % from its own count and base "
            f"({audit.count:,} / {audit.base:,}): "
            f"{hedged(audit.share_class.value, audit.hedges)}"
            + ("" if audit.claim_id in originals else " (retold)")
        )


def _disputes(facts: Facts) -> Iterator[str]:
    """Yield every disagreement between sources, with its versions and what is shown."""
    found = facts.dataset.discrepancies
    if not found:
        return
    yield ""
    yield f"Where sources differ ({len(found)})"
    for each in found:
        told = dispute(each, facts, unpublished=True)
        yield f"  {each.discrepancy_id} {told.topic} [{', '.join(each.event_ids)}]"
        yield from (
            f"      {said}" + (f" ({teller})" if teller else "") for said, teller in told.versions
        )
        yield f"    → {told.treatment}"


def _unusable_choices(facts: Facts) -> Iterator[Problem]:
    """Yield what the description says of opening view, areas and comparisons in vain."""
    for refused in opening_problems(facts):
        yield _odd(f"opening.{refused.where}", refused.problem, refused.remedy)
    offered = facts.dataset.metadata
    named = {"areas": offered.areas} | {
        f"comparisons[{index}].regions": each.regions
        for index, each in enumerate(offered.comparisons)
    }
    for where, codes in named.items():
        for code in codes:
            if code not in facts.regions:
                yield _odd(where, f"{code!r} is not a region here.", "It is not offered.")


def _odd(where: str, problem: str, remedy: str) -> Problem:
    return Problem(Severity.FINDING, DESCRIPTION, None, where, "", problem, remedy)


def check_lines(facts: Facts) -> tuple[list[str], bool]:
    """Return the report and whether any row holds an error."""
    dataset = facts.dataset
    report = dataset.report.plus(facts.problems()).plus(letter_findings(dataset))
    report = report.plus(_unusable_choices(facts))
    lines = [
        f"{dataset.metadata.title}, version {dataset.metadata.version}",
        f"Fingerprint {dataset.fingerprint[:16]}",
        "",
    ]
    lines += [
        f"{count.file}: {plural(count.read, 'row')} read, {count.kept} kept, "
        f"{count.quarantined} left out"
        for count in report.rows
    ]
    lines += _problems(report)
    lines += _geography(facts)
    lines += _shares(facts)
    lines += _disputes(facts)
    errors = len(report.of(Severity.ERROR))
    lines += ["", f"{plural(errors, 'error')}." if errors else "No errors."]
    return [visible(line) for line in lines], bool(errors)
