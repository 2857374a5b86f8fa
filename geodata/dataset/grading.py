"""From Admiralty grades to one word of confidence.

A claim is *high* if its source is graded A or B, the claim 1 or 2, and the source cites a
named official document, notice or statement. It is *medium* if the source is graded A to C
and the claim 1 to 3. Everything else is *low*. An event is as good as its best claim;
an editor's doubt holds it at low.
"""

from __future__ import annotations

from collections.abc import Iterable

from geodata.model import Confidence, Credibility, Reliability

__all__ = ["Grade", "confidence_of"]

Grade = tuple[Reliability, Credibility, bool]

_ORDER = tuple(Confidence)


def _claim_confidence(grade: Grade) -> Confidence:
    reliability, credibility, cites_official = grade
    if reliability in "AB" and credibility in "12" and cites_official:
        return Confidence.HIGH
    if reliability in "ABC" and credibility in "123":
        return Confidence.MEDIUM
    return Confidence.LOW


def confidence_of(grades: Iterable[Grade], *, doubted: bool) -> Confidence:
    """Return the confidence that follows from the grades of an event's claims.

    Parameters
    ----------
    grades : iterable of (Reliability, Credibility, bool)
        Reliability of the source, credibility of the claim, and whether an official
        document is cited.
    doubted : bool
        Whether an editor holds the event at low confidence.

    Examples
    --------
    >>> confidence_of([(Reliability.B, Credibility.PROBABLE, True)], doubted=False)
    <Confidence.HIGH: 'high'>
    >>> confidence_of([], doubted=False)
    <Confidence.LOW: 'low'>
    """
    if doubted:
        return Confidence.LOW
    return max(map(_claim_confidence, grades), key=_ORDER.index, default=Confidence.LOW)
