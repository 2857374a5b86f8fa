"""What a view shows, gathered once for all its tables: events, ground of numbers, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from geodata.census import CensusSource
from geodata.facts import Facts
from geodata.model import Claim, Event, Source
from layers.builders.estimates import estimate_table
from layers.catalogue import layer
from layers.estimate.estimate import Estimate
from layers.estimate.measure import with_measure
from layers.events import by_region, collecting, count_by_region
from layers.picture.resolve import shown_and_listed
from layers.spec import LayerSpec, table_of
from layers.tables import LayerTable
from layers.view import View

__all__ = ["Contents"]


@dataclass(frozen=True)
class Contents:
    """A view on facts, and what of them stands on the screen.

    Parameters
    ----------
    view : View
        The choices; :func:`layers.picture.resolve.check_view` accepts them.
    facts : Facts
        What is known.
    """

    view: View
    facts: Facts

    @cached_property
    def spec(self) -> LayerSpec:
        """The coloured layer."""
        return layer(self.view.map.layer, self.facts)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the drawn regions, in the order of the map."""
        return self.facts.regions.codes(self.view.map.level, self.view.map.area)

    @cached_property
    def table(self) -> LayerTable:
        """Values of the drawn regions; estimates in whole numbers."""
        table = table_of(self.spec, self.facts, self.view).within(self.codes)
        if self.spec.whole_estimates is None:
            return table
        whole = estimate_table(
            table.layer,
            (self.estimates[code] for code in self.codes),
            self.measured,
            table.label,
            self.facts,
        ).frame
        frame = table.frame
        return replace(table, frame=frame.assign(low=whole["low"], high=whole["high"]))

    @cached_property
    def measured(self) -> View:
        """The view, naming what its estimates count."""
        return with_measure(self.view, (self.view.map.area,), self.facts)

    @cached_property
    def estimates(self) -> Mapping[str, Estimate]:
        """The estimate behind the number of each region, for layers of estimates."""
        estimates = self.spec.whole_estimates or self.spec.estimates
        if estimates is None:
            return {}
        return estimates(self.facts, self.measured)

    @cached_property
    def printed(self) -> Mapping[str, Claim]:
        """The range printed for a region, where one alone is the number of the layer."""
        if self.spec.ranges is None:
            return {}
        ranges: defaultdict[str, list[Claim]] = defaultdict(list)
        for found in self.spec.ranges(self.view, self.facts):
            ranges[found.region].append(found.claim)
        return {code: claims[0] for code, claims in ranges.items() if len(claims) == 1}

    @cached_property
    def behind(self) -> Mapping[str, tuple[Event, ...]]:
        """Events that the number of each region counts, for layers made of events."""
        spec, view, facts = self.spec, self.view, self.facts
        if not spec.of_events or spec.assumes:
            return {}
        if spec.ranges is not None:
            return by_region((found.event for found in spec.ranges(view, facts)), facts)
        counted: Iterable[Event] = collecting(view, facts)
        if spec.purchases:
            counted = (event for event in counted if event.kind.purchase)
        return count_by_region(counted, facts, view.map.level)

    @cached_property
    def drawn(self) -> frozenset[str]:
        """Ids of the events on the map or beside it."""
        events = shown_and_listed(self.view.events, self.view.map.area, self.facts)
        return frozenset(event.event_id for event in events)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events on the map, beside it, or under a number of it, in order of their ids.

        A number of a region may rest on a report about its neighbour, which lies outside the
        map. The filters let that event through as well.
        """
        claim = self.facts.dataset.claim
        ground = {
            claim[claim_id].event_id
            for code in self.codes
            if code in self.estimates
            for claim_id in self.estimates[code].inputs
        }
        counted = {event.event_id for code in self.codes for event in self.behind.get(code, ())}
        named = self.drawn | ground | counted
        return tuple(event for event in self.facts.dataset.events if event.event_id in named)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What sources say about these events, event by event."""
        said = self.facts.dataset.claims_of
        return tuple(claim for event in self.events for claim in said.get(event.event_id, ()))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Sources of these claims and what they repeat, in order of their ids."""
        data = self.facts.dataset
        named = data.origins.behind(claim.source_id for claim in self.claims)
        return tuple(source for source in data.sources if source.source_id in named)

    @cached_property
    def census(self) -> Mapping[str, CensusSource]:
        """Census tables behind the drawn numbers, by their ids."""
        joined = [str(each) for each in self.table.frame["source"]]
        bases = (self.estimates[code].base for code in self.codes if code in self.estimates)
        joined += [base.source for base in bases if base is not None]
        found = sorted({part for ids in joined for part in ids.split("; ") if part})
        return {each: self.facts.census.source(each) for each in found}

    def sources_of(self, code: str) -> tuple[str, ...]:
        """Return the ids of the sources of one region's number."""
        data = self.facts.dataset
        ids: Iterator[str] = (
            claim.source_id
            for event in self.behind.get(code, ())
            for claim in data.claims_of.get(event.event_id, ())
        )
        found = list(ids)
        estimate = self.estimates.get(code)
        if estimate is not None:
            found += [data.claim[each].source_id for each in estimate.inputs]
            found += [] if estimate.base is None else estimate.base.source.split("; ")
        found += str(self.table.frame["source"][code]).split("; ")
        return tuple(sorted({each for each in found if each}))
