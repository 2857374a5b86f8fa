"""Every method in words, read from the docstrings of the functions that compute it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from geodata.facts import Facts
from geodata.i18n import _
from layers.estimate import (
    bases,
    bounds,
    compare,
    documented,
    groups,
    hypotheses,
    information,
    published,
    refutations,
    scenario_cases,
    scenarios,
    sensitivity,
)
from layers.estimate.reports import reports_of
from layers.estimate.tree import time_bounds, tree_bounds
from layers.estimate.words import amount_words
from layers.tables import EvidenceKind
from layers.view import Assumptions, EventFilter, Measure
from layers.wording import bounds_words, claimed_number, number, rough_words, share_words

__all__ = ["METHODS", "Method", "method"]

_PARTS = {
    "Formula": _("Formula"),
    "Assumes": _("Assumes"),
    "Source": _("Source"),
    "Cannot say": _("Cannot say"),
}
_CODE = re.compile(r":(?:mod|func|class|meth):`[~.]?([\w.]+)`|``([^`]*)``")


@dataclass(frozen=True)
class Method:
    """One method and its version.

    Parameters
    ----------
    method_id : str
        Name and version, as ``"tree/1"``. The version rises when results change.
    title : str
        Heading.
    label : EvidenceKind
        Kind of knowledge of what it yields.
    function : callable
        Its docstring holds the paragraphs ``Formula:``, ``Assumes:``, ``Source:`` and
        ``Cannot say:``.
    example : callable
        ``example(facts) -> str``: worked with the numbers of a data set; ``""`` where the
        data set has none.
    """

    method_id: str
    title: str
    label: EvidenceKind
    function: Callable[..., object]
    example: Callable[[Facts], str]

    @property
    def messages(self) -> tuple[str, ...]:
        """All four parts as they stand in the code, for translators."""
        return tuple(map(self.part, _PARTS))

    def part(self, name: str) -> str:
        """Return, in English, one of ``Formula``, ``Assumes``, ``Source`` and ``Cannot say``.

        Raises
        ------
        KeyError
            If the docstring lacks it.
        """
        for paragraph in _plain(inspect.getdoc(self.function) or "").split("\n\n"):
            if paragraph.startswith(f"{name}: "):
                said = " ".join(paragraph.removeprefix(f"{name}: ").split())
                return said[0].upper() + said[1:]
        raise KeyError(f"{self.method_id} does not tell: {name}")

    @property
    def parts(self) -> dict[str, str]:
        """All four parts by name, in the words of the interface."""
        return {words: _(self.part(name)) for name, words in _PARTS.items()}


def _plain(text: str) -> str:
    return _CODE.sub(lambda found: found[1] or found[2], text)


def _assume(
    facts: Facts, measure: Measure = Measure.IRIS_SCANS, per_person: int | None = None
) -> Assumptions:
    return Assumptions(measure, per_person, max(facts.census.years, default=0))


def _qinghai(facts: Facts) -> tuple[Fraction, Fraction] | None:
    for report in reports_of(Measure.IRIS_SCANS, EventFilter(), facts):
        if report.region == "630000" and report.low is not None and report.high is not None:
            return report.low, report.high
    return None


def _of_published(facts: Facts) -> str:
    found = _qinghai(facts)
    return (
        _("Qinghai: {number} iris scans, for the whole province.").format(
            number=bounds_words(*found)
        )
        if found
        else ""
    )


def _of_documented(facts: Facts) -> str:
    known = documented.documented_counts(
        _assume(facts, Measure.IRIS_PEOPLE), EventFilter(), facts
    ).get("650100", ())
    return _("Ürümqi: {number}.").format(number=amount_words(known[0])) if known else ""


def _of_tree(facts: Facts) -> str:
    if _qinghai(facts) is None:
        return ""
    free = bounds.bounds_of(_assume(facts), EventFilter(), facts)["630200"]
    capped = bounds.bounds_of(_assume(facts, per_person=1), EventFilter(), facts)["630200"]
    return _(
        "Tsoshar (Haidong): {number} iris scans without a limit on how often "
        "one person was scanned; {capped} at one scan for each resident of "
        "the 2020 census."
    ).format(
        number=bounds_words(free.low, free.high),
        capped=bounds_words(capped.low, capped.high),
    )


def _of_time(facts: Facts) -> str:
    parts = reports_of(Measure.DNA_SAMPLES, EventFilter(), facts)
    found = next((report for report in parts if report.region == "632621"), None)
    if found is None or found.low is None:
        return ""
    low, _high = time_bounds([(1, found.low, found.low)], 3)
    return _(
        "One police station in Maqin counts {low} samples so far: at any earlier "
        "time at most {low} there, at any later time at least {later}, so at least "
        "as many in the county."
    ).format(low=low[1], later=low[2])


def _of_groups(facts: Facts) -> str:
    assume = _assume(facts, per_person=1)
    yushu = bounds.bounds_of(assume, EventFilter(), facts).get("632700")
    if yushu is None:
        return ""
    for found in groups.groups_of(yushu, assume, facts):
        if found.group == "non_Han_total":
            return (
                _(
                    "Yushu, at one scan a person: {number} of those scanned are not Han, "
                    "of {members:,} such residents (± {half_width:,}, as the census rounds). "
                    "Nothing can be concluded."
                ).format(
                    number=bounds_words(found.low, Fraction(found.high)),
                    members=found.members,
                    half_width=found.half_width,
                )
                if found.says_nothing
                else _("Yushu: {number}.").format(
                    number=bounds_words(found.low, Fraction(found.high))
                )
            )
    return ""


def _of_spread(facts: Facts) -> str:
    choices = _assume(facts), EventFilter(), facts.geography.levels[1], facts
    haidong = scenarios.illustrated(*choices).get("630200")
    if haidong is None or haidong.low is None or haidong.high is None:
        return ""
    whole = scenarios.illustrated_counts(*choices)["630200"]
    said = _(
        "Tsoshar (Haidong), by residents: {number} iris scans; in files, whole numbers that add "
        "up to the published total: {low} and {high}."
    ).format(
        number=rough_words(haidong.low, haidong.high),
        low=bounds_words(whole.low, whole.low),
        high=bounds_words(whole.high, whole.high),
    )
    return f"{said} {haidong.reason}".rstrip()


def _of_compare(facts: Facts) -> str:
    found = bounds.bounds_of(_assume(facts), EventFilter(), facts)
    pair = compare.compare(found["630100"], found["630200"])
    if pair.reason:
        return ""
    return _(
        "Xining and Tsoshar (Haidong): the difference lies between −{low} and "
        "+{high} scans; no order is given."
    ).format(
        low=number(-float(pair.difference[0] or 0)), high=number(float(pair.difference[1] or 0))
    )


def _of_bases(facts: Facts) -> str:
    claim = facts.dataset.claim.get("XJ-IRIS-001-1")
    if claim is None:
        return ""
    told = [
        (_("{share} of the printed base") if share.printed else _("{share} of {year}")).format(
            share=share_words(share.low, share.high), year=share.base.year
        )
        for share in bases.shares_of(claim, "650100", facts)
        if share.low is not None and (share.printed or share.base.year in {2000, 2010, 2017, 2020})
    ]
    return _("Ürümqi, {number}: {names}.").format(
        number=claimed_number(claim), names=", ".join(told)
    )


def _of_case(hypothesis: scenario_cases.Hypothesis) -> Callable[[Facts], str]:
    """Return an example of a scenario: what it would mean for two regions."""

    def example(facts: Facts) -> str:
        if "630200" not in facts.regions:
            return ""
        assume = _assume(facts, Measure.IRIS_SCANS, per_person=1)
        level = facts.regions.level("630200")
        for case in scenario_cases.scenario_cases(assume, EventFilter(), "630200", level, facts):
            if case.hypothesis is hypothesis and "630200" in case.ranges:
                return _("{title}: Tsoshar (Haidong) {first}, Yushu {second} iris scans.").format(
                    title=case.title,
                    first=bounds_words(*case.ranges["630200"]),
                    second=bounds_words(*case.ranges["632700"]),
                )
        return ""

    return example


def _of_refutations(facts: Facts) -> str:
    if "630000" not in facts.regions:
        return ""
    assume = _assume(facts, Measure.IRIS_SCANS)
    return next(iter(refutations.refutations(assume, EventFilter(), "630000", facts)), "")


def _of_swings(facts: Facts) -> str:
    if "632700" not in facts.regions:
        return ""
    assume = _assume(facts, Measure.IRIS_SCANS, per_person=1)
    found = sensitivity.swings("632700", assume, EventFilter(), facts)
    told = "; ".join(f"{each.title}: {bounds_words(each.low, each.high)}" for each in found)
    return _("Yushu, at one scan a person. {told}.").format(told=told) if told else ""


def _of_documents(facts: Facts) -> str:
    if "630200" not in facts.regions:
        return ""
    assume = _assume(facts, Measure.IRIS_SCANS, per_person=1)
    level = facts.regions.level("630200")
    found = information.missing_documents(assume, EventFilter(), "630000", level, facts)
    told = "; ".join(f"{each.title}: {number(float(each.total))}" for each in found[:3])
    return (
        _("All bounds together would narrow by no more than this. {told}.").format(told=told)
        if told
        else ""
    )


METHODS = (
    Method(
        documented.METHOD,
        _("Counts as reported"),
        EvidenceKind.DOCUMENTED,
        documented.documented_counts,
        _of_documented,
    ),
    Method(
        published.METHOD,
        _("Published ranges"),
        EvidenceKind.PUBLISHED,
        published.build_published_ranges,
        _of_published,
    ),
    Method(
        bounds.METHOD,
        _("Bounds from wholes and parts"),
        EvidenceKind.BOUNDED,
        tree_bounds,
        _of_tree,
    ),
    Method("time/1", _("Bounds over time"), EvidenceKind.BOUNDED, time_bounds, _of_time),
    Method(
        groups.METHOD, _("Bounds for groups"), EvidenceKind.BOUNDED, groups.group_bounds, _of_groups
    ),
    Method(
        scenarios.METHOD,
        _("Same rate everywhere (scenario)"),
        EvidenceKind.ILLUSTRATION,
        scenarios.spread,
        _of_spread,
    ),
    Method(
        scenario_cases.SELECTIVE,
        _("Selectivity (scenario)"),
        EvidenceKind.ILLUSTRATION,
        hypotheses.selective_weights,
        _of_case(scenario_cases.Hypothesis.SELECTIVE),
    ),
    Method(
        scenario_cases.SOME_REGIONS,
        _("Only some regions (scenario)"),
        EvidenceKind.ILLUSTRATION,
        hypotheses.some_hold,
        _of_case(scenario_cases.Hypothesis.SOME_REGIONS),
    ),
    Method(
        scenario_cases.GROUP_ONLY,
        _("Only one group (scenario)"),
        EvidenceKind.ILLUSTRATION,
        scenario_cases.group_only,
        _of_case(scenario_cases.Hypothesis.GROUP_ONLY),
    ),
    Method(
        scenario_cases.DOCUMENTED_ONLY,
        _("Only regions with local reports (scenario)"),
        EvidenceKind.ILLUSTRATION,
        scenario_cases.documented_only,
        _of_case(scenario_cases.Hypothesis.DOCUMENTED_ONLY),
    ),
    Method(
        refutations.METHOD,
        _("What limits refute"),
        EvidenceKind.BOUNDED,
        refutations.refutations,
        _of_refutations,
    ),
    Method(
        sensitivity.METHOD,
        _("Which assumption matters most"),
        EvidenceKind.ILLUSTRATION,
        sensitivity.swings,
        _of_swings,
    ),
    Method(
        information.METHOD,
        _("Which missing document would narrow most"),
        EvidenceKind.BOUNDED,
        information.missing_documents,
        _of_documents,
    ),
    Method(
        compare.METHOD,
        _("Difference and ratio of two regions"),
        EvidenceKind.BOUNDED,
        compare.compare,
        _of_compare,
    ),
    Method(
        bases.METHOD,
        _("One count on several bases"),
        EvidenceKind.DOCUMENTED,
        bases.shares_of,
        _of_bases,
    ),
)
"""All methods, in the order in which readers meet them."""


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Method]:
    return {each.method_id: each for each in METHODS}


def method(method_id: str) -> Method:
    """Return the method of an id.

    Raises
    ------
    KeyError
        If there is none.
    """
    return _by_id()[method_id]
