"""The layers that the censuses of a geography give, in its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise

from geodata.facts import Facts
from geodata.i18n import _, ngettext
from layers.builders import people
from layers.builders.census_facts import CensusFacts, census_facts
from layers.builders.layer_settings import LayerSettings, settings_of
from layers.spec import LayerSpec, Theme
from layers.style import DIVERGING, RAMPS, Breaks, fixed_breaks, round_breaks, round_steps
from layers.tables import EvidenceKind, LayerTable
from layers.wording import THIN_SPACE, number, percent, points

__all__ = ["census_layers", "slug"]

_PER_CENT = f"{THIN_SPACE}%"
_EVER_MORE = 1_000_000_000.0
_NO_REASONS = _("The reasons of a change are not in a census.")
_SAME_GROUND = _("Only units whose boundaries are not known to have changed.")


def slug(name: str) -> str:
    """Return a name as part of the id of a layer.

    Examples
    --------
    >>> slug("Two or more races"), slug("Han")
    ('two_or_more_races', 'han')
    """
    return re.sub(r"\W+", "_", name.casefold()).strip("_")


def census_layers(facts: Facts) -> tuple[LayerSpec, ...]:
    """Return the layers of people, change and groups, in the order in which readers choose.

    Which there are follows from what the geography holds: residents and density of every census,
    the complement of the majority where it is told apart, changes between every two censuses,
    the closest first, and each named group that is counted in enough regions.
    """
    held = census_facts(facts)
    if not held.years:
        return ()
    made = _Made(facts, held, settings_of(facts))
    return (
        *([made.complement()] if held.complement_years else []),
        made.population(),
        made.density(),
        *(made.population_change(*pair) for pair in _pairs(held.years)),
        *(made.complement_change(*pair) for pair in _pairs(held.complement_years)),
        *(made.group(*each) for each in held.shares(made.settings.groups)),
    )


def _pairs(years: Sequence[int]) -> list[tuple[int, int]]:
    """Return every two censuses, neighbours first and the newest first among equals."""
    place = {year: index for index, year in enumerate(years)}
    return sorted(
        combinations(years, 2), key=lambda pair: (place[pair[1]] - place[pair[0]], -pair[1])
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """Makes the layers of one atlas."""

    facts: Facts
    held: CensusFacts
    settings: LayerSettings

    def complement(self) -> LayerSpec:
        majority, years = self.held.majority, self.held.complement_years[::-1]
        return LayerSpec(
            layer_id=f"non_{slug(majority)}_share",
            theme=Theme.PEOPLE,
            title=_("Non-{majority} population").format(majority=majority),
            question=_("Where do non-{majority} residents live?").format(majority=majority),
            unit=_("% of residents"),
            years=years,
            caveat=self._caveat(
                "complement_share",
                _(
                    "“Non-{majority}” counts all other groups together; it is not any one of them."
                ).format(majority=majority),
            ),
            label=EvidenceKind.CENSUS,
            build=people.build_complement,
            ramp=RAMPS["people"],
            breaks=self._breaks("complement_share", "people", people.build_complement, years),
            write=lambda value: _("{value} non-{majority}").format(
                value=percent(value), majority=majority
            ),
            suffix=_PER_CENT,
        )

    def population(self) -> LayerSpec:
        years = self.held.years[::-1]
        return LayerSpec(
            layer_id="population",
            theme=Theme.PEOPLE,
            title=_("Residents"),
            question=_("How many people live in each region?"),
            unit=_("residents"),
            years=years,
            caveat=self._caveat(
                "population",
                _("Residents counted in the census, whatever their registration."),
                partial_of=years,
            ),
            label=EvidenceKind.CENSUS,
            build=people.build_population,
            ramp=RAMPS["density"],
            breaks=self._breaks("population", "density", people.build_population, years),
            write=lambda value: _("{value} residents").format(value=number(round(value))),
        )

    def density(self) -> LayerSpec:
        years = self.held.years[::-1]
        return LayerSpec(
            layer_id="population_density",
            theme=Theme.PEOPLE,
            title=_("Population density"),
            question=_("Where do most people live?"),
            unit=_("residents per km²"),
            years=years,
            caveat=self._caveat(
                "population_density", _("An average over the whole unit."), partial_of=years
            ),
            label=EvidenceKind.CENSUS,
            build=people.build_density,
            ramp=RAMPS["density"],
            breaks=self._breaks("population_density", "density", people.build_density, years),
            write=_density,
        )

    def population_change(self, earlier: int, later: int) -> LayerSpec:
        build = partial(people.build_change, earlier, later)
        steps = self._steps("population", people.build_change, self.held.years)
        return LayerSpec(
            layer_id=f"population_change_{earlier}_{later}",
            theme=Theme.CHANGE,
            title=_("Change in residents"),
            question=_(
                "Where did the number of residents grow or fall from {earlier} to {later}?"
            ).format(earlier=earlier, later=later),
            unit=_("% of the earlier census"),
            period=f"{earlier}–{later}",
            caveat=self._caveat(
                "population_change",
                _SAME_GROUND,
                partial_of=(earlier, later),
                unchecked=earlier,
                last=_NO_REASONS,
            ),
            label=EvidenceKind.CENSUS,
            build=build,
            ramp=DIVERGING["change"],
            breaks=_both_ways(steps, -100, _EVER_MORE),
            write=lambda value: percent(value, signed=True),
            labels=_change_labels(
                steps,
                (_("fell by {much} % or more"), _("fell by {little}–{much} %")),
                _("within {little} %"),
                (_("grew by {little}–{much} %"), _("grew by more than {little} %")),
            ),
        )

    def complement_change(self, earlier: int, later: int) -> LayerSpec:
        majority = self.held.majority
        steps = self._steps(
            "complement", people.build_complement_change, self.held.complement_years
        )
        return LayerSpec(
            layer_id=f"non_{slug(majority)}_change_{earlier}_{later}",
            theme=Theme.CHANGE,
            title=_("Change in non-{majority} share").format(majority=majority),
            question=_(
                "Where did the non-{majority} share rise or fall, {earlier} to {later}?"
            ).format(majority=majority, earlier=earlier, later=later),
            unit=_("percentage points"),
            period=f"{earlier}–{later}",
            caveat=self._caveat(
                "complement_change",
                _SAME_GROUND,
                _(
                    "Both shares are rounded: very small changes may have either sign. People "
                    "move; a share can change without anyone of a group leaving."
                ),
                partial_of=(earlier, later),
                unchecked=earlier,
            ),
            label=EvidenceKind.CENSUS,
            build=partial(people.build_complement_change, earlier, later),
            ramp=DIVERGING["change"],
            breaks=_both_ways(steps, -100, 100),
            write=points,
            labels=_change_labels(
                steps,
                (_("fell by {much} points or more"), _("fell by {little}–{much} points")),
                _("within {little} points"),
                (_("rose by {little}–{much} points"), _("rose by more than {little} points")),
            ),
        )

    def group(self, group: str, year: int) -> LayerSpec:
        count = self.held.counted[year, group]
        build = partial(people.build_group_share, group, year)
        return LayerSpec(
            layer_id=f"{slug(group)}_share_{year}",
            theme=Theme.GROUPS,
            title=_("{group} residents").format(group=group),
            question=_("Where were {group} residents counted, and what share were they?").format(
                group=group
            ),
            unit=_("% of residents"),
            period=str(year),
            caveat=self._caveat(
                "group_share",
                ngettext(
                    "The census of {year} counts this group in {n} region here. Elsewhere there "
                    "is no figure, which does not mean zero.",
                    "The census of {year} counts this group in {n} regions here. Elsewhere there "
                    "is no figure, which does not mean zero.",
                    count,
                ).format(year=year, n=number(count)),
            ),
            label=EvidenceKind.CENSUS,
            build=build,
            ramp=RAMPS["people"],
            breaks=self._breaks("group_share", "people", build, ()),
            write=lambda value: _("{value} of residents").format(value=percent(value)),
            suffix=_PER_CENT,
        )

    def _caveat(
        self,
        kind: str,
        *said: str,
        partial_of: Iterable[int] = (),
        unchecked: int | None = None,
        last: str = "",
    ) -> str:
        """Return a caveat: what holds everywhere, what this geography says, what is missing."""
        since = self.held.compared_since
        old = (
            _("Changes of boundary before {year} were not checked one by one.").format(year=since)
            if unchecked is not None and unchecked < since
            else ""
        )
        own = self.settings.caveats.get(kind, "")
        missing = [self.held.partial[year] for year in partial_of if year in self.held.partial]
        return " ".join(
            each for each in (*said, _(own) if own else "", *missing, old, last) if each
        )

    def _breaks(
        self, kind: str, ramp: str, build: Callable[..., LayerTable], years: Sequence[int]
    ) -> Breaks:
        """Return the classes of a kind of layer: those of the geography, else those of the data.

        They are the same for every level, area and year, so that a colour keeps its meaning.
        """
        if set_by_hand := self.settings.bounds.get(kind):
            floor, *ends = set_by_hand
            most = 100.0 if kind.endswith("_share") else _EVER_MORE
            return fixed_breaks(floor, *ends, *([] if ends[-1] >= most else [most]))
        return round_breaks(self._values(build, years), len(RAMPS[ramp].light))

    def _steps(
        self, kind: str, build: Callable[..., LayerTable], years: Sequence[int]
    ) -> tuple[float, ...]:
        if set_by_hand := self.settings.change.get(kind):
            return set_by_hand
        tables = (partial(build, *pair) for pair in _pairs(years))
        found = [values for table in tables for values in self._values(table, ())]
        return round_steps(found) or (1.0,)

    def _values(self, build: Callable[..., LayerTable], years: Sequence[int]) -> list[list[float]]:
        """Return the values of every level and year, one list for each."""
        return people.values_of(build, self.facts, years)


def _density(value: float) -> str:
    figure = number(round(value)) if value >= 10 else f"{value:.2g}"
    return _("{figure} residents per km²").format(figure=figure)


def _both_ways(steps: Sequence[float], floor: float, most: float) -> Breaks:
    return fixed_breaks(floor, *(-step for step in steps[::-1]), *steps, most)


def _change_labels(
    steps: Sequence[float], fell: tuple[str, str], within: str, rose: tuple[str, str]
) -> tuple[str, ...]:
    """Return the words of each class of a change, from the greatest fall to the greatest rise."""
    ends = [f"{step:g}" for step in steps]
    between = list(pairwise(ends))
    return (
        fell[0].format(much=ends[-1]),
        *(fell[1].format(little=little, much=much) for little, much in between[::-1]),
        within.format(little=ends[0]),
        *(rose[0].format(little=little, much=much) for little, much in between),
        rose[1].format(little=ends[-1]),
    )
