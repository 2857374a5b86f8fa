"""Assumptions of estimates: switches that a reader sets and that stay visible."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.i18n import _
from geodata.model import LabeledEnum

__all__ = ["PER_PERSON", "Assumptions", "Measure", "Weight"]

PER_PERSON = (1, 2)
"""How many scans of one person may be assumed at most; ``None`` assumes nothing."""


class Measure(LabeledEnum):
    """What is counted. One measure is never turned into another and never added to it."""

    IRIS_SCANS = "iris_scans", "iris scans"
    IRIS_PEOPLE = "iris_people", "people whose irises were scanned"
    DNA_SAMPLES = "dna_samples", "DNA samples"
    DNA_PEOPLE = "dna_people", "people whose DNA was taken"

    @property
    def modality(self) -> str:
        """Id of what is collected."""
        return "iris" if self in {self.IRIS_SCANS, self.IRIS_PEOPLE} else "dna"

    @property
    def unit(self) -> str:
        """Id of the unit in which sources print it."""
        return "people" if self.counts_persons else str(self.value)

    @property
    def counts_persons(self) -> bool:
        """Whether one of it is one person."""
        return self in {self.IRIS_PEOPLE, self.DNA_PEOPLE}

    @property
    def one(self) -> str:
        """The sort of what is counted: a scan, a sample, or an entry."""
        return {self.IRIS_SCANS: "scan", self.DNA_SAMPLES: "sample"}.get(self, "entry")


_CAPS = {
    "scan": (
        _("Assumed: at most one scan for each resident of the {year} census."),
        _("Assumed: at most two scans for each resident of the {year} census."),
    ),
    "sample": (
        _("Assumed: at most one sample for each resident of the {year} census."),
        _("Assumed: at most two samples for each resident of the {year} census."),
    ),
    "entry": (
        _("Assumed: at most one entry for each resident of the {year} census."),
        _("Assumed: at most two entries for each resident of the {year} census."),
    ),
}


class Weight(LabeledEnum):
    """By what a published total is spread in an illustration."""

    RESIDENTS = "residents", "residents"
    NON_HAN = "non_han", "non-Han residents"


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What an estimate assumes beyond its sources; usable as a key.

    Parameters
    ----------
    measure : Measure or None
        What is counted; ``None`` for what is documented, as
        :func:`layers.estimate.measure.documented_measure` finds it.
    per_person : int or None
        At most so many scans of one resident (1 or 2); ``None`` sets no cap.
    base_year : int
        Census whose residents are the base and the cap; 0 where there is no census.
    weight : Weight
        By what an illustration spreads a total.
    """

    measure: Measure | None = None
    per_person: int | None = None
    base_year: int = 0
    weight: Weight = Weight.RESIDENTS

    @property
    def counted(self) -> Measure:
        """The measure, of assumptions that name one as those of an estimate do.

        Raises
        ------
        ValueError
            If they name none: see :func:`layers.estimate.measure.with_measure`.
        """
        if self.measure is None:
            raise ValueError("an estimate needs a measure: name one with with_measure")
        return self.measure

    @property
    def most_per_person(self) -> int | None:
        """The cap in force: people count once whatever is assumed of scans."""
        if self.per_person is None:
            return None
        return 1 if self.counted.counts_persons else self.per_person

    def cap_words(self) -> str:
        """Say what is assumed of how often one person was counted.

        Examples
        --------
        >>> Assumptions().cap_words()
        'No limit is assumed on how often one person was counted.'
        >>> Assumptions(Measure.IRIS_SCANS, per_person=1, base_year=2020).cap_words()
        'Assumed: at most one scan for each resident of the 2020 census.'
        """
        most = self.most_per_person
        if most is None:
            return _("No limit is assumed on how often one person was counted.")
        return _CAPS[self.counted.one][most - 1].format(year=self.base_year)
