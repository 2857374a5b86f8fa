"""The layers there are: each a description and one pure function that builds its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geodata.errors import ViewError
from geodata.facts import Facts
from layers import ethnicity, events, population
from layers.estimate import published
from layers.style import RAMPS, Breaks, Ramp, fixed_breaks
from layers.tables import Label, LayerTable
from layers.view import View
from layers.wording import THIN_SPACE, number, percent, plural, span

__all__ = ["LAYERS", "LayerSpec", "layer"]

Build = Callable[[Facts, View], LayerTable]


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """What a layer is.

    Parameters
    ----------
    layer_id : str
        Stable name, used in links.
    title : str
        Heading of the legend.
    question : str
        The question it answers, in one sentence.
    unit, year : str
        Unit of its values and the year they are of (empty: several).
    caveat : str
        What a reader must not conclude from it.
    label : Label
        Kind of knowledge.
    build : callable
        ``build(facts, view) -> LayerTable`` for all regions of the view's level.
    ramp : Ramp
        Its colours.
    breaks : Breaks
        Fixed, at round numbers, so that a colour means the same in every area and level.
    write : callable
        One value in words, with its unit.
    counts_events : bool
        Whether a value is the number of events, so that the time slider can count anew.
    whole : bool
        Whether values are whole numbers, so that a class reads "3–4" and not "above 2".
    suffix : str
        Sign of the unit behind the numbers of a class, such as a per cent sign.
    """

    layer_id: str
    title: str
    question: str
    unit: str
    year: str
    caveat: str
    label: Label
    build: Build
    ramp: Ramp
    breaks: Breaks
    write: Callable[[float], str]
    counts_events: bool = False
    whole: bool = False
    suffix: str = ""

    def class_label(self, low: float, high: float, *, first: bool, last: bool) -> str:
        """Return the words of one class: values above ``low``, up to and including ``high``."""
        if self.whole:
            least = int(low) + 1
            if last:
                return f"{least} or more"
            return span(str(least), str(int(high)))
        if first:
            return f"up to {number(high)}{self.suffix}"
        if last:
            return f"above {number(low)}{self.suffix}"
        return f"{span(number(low), number(high))}{self.suffix}"


def _share(value: float) -> str:
    return f"{percent(value)} of residents"


def _density(value: float) -> str:
    figure = number(round(value)) if value >= 10 else f"{value:.2g}"
    return f"{figure} residents per km²"


def _events(value: float) -> str:
    return plural(int(value), "event")


_SPECS = (
    LayerSpec(
        layer_id="non_han_share_2020",
        title="Residents who are not Han",
        question="Where do people who are not Han live?",
        unit="% of residents",
        year="2020",
        caveat="“Not Han” is not “Tibetan”: it counts all other groups together. "
        "Armed forces are not in the county tables.",
        label=Label.CENSUS,
        build=ethnicity.build_non_han_share,
        ramp=RAMPS["people"],
        breaks=fixed_breaks(0, 5, 20, 40, 60, 80, 95, 100),
        write=_share,
        suffix=f"{THIN_SPACE}%",
    ),
    LayerSpec(
        layer_id="population_density_2020",
        title="Population density",
        question="Where do most people live?",
        unit="residents per km²",
        year="2020",
        caveat="An average over the whole unit: in the large counties of the plateau almost "
        "everyone lives in a few valleys.",
        label=Label.CENSUS,
        build=population.build_density,
        ramp=RAMPS["density"],
        breaks=fixed_breaks(0, 1, 5, 25, 125, 625, 1_000_000),
        write=_density,
    ),
    LayerSpec(
        layer_id="documented_events",
        title="Documented events",
        question="Where is police collection of biometric data documented?",
        unit="events",
        year="",
        caveat="More events mean more documentation, not more collection. "
        "No record does not mean that nothing happened.",
        label=Label.DOCUMENTED,
        build=events.build,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1, 2, 4, 8, 1_000_000),
        write=_events,
        counts_events=True,
        whole=True,
    ),
    LayerSpec(
        layer_id="published_range",
        title="Published range",
        question="For which region did a source publish how much was collected?",
        unit="as printed by the source",
        year="",
        caveat="A range holds for the whole region it was published for. Nothing follows from "
        "it about a part of that region.",
        label=Label.PUBLISHED,
        build=published.build,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1),
        write=number,
    ),
)

LAYERS: Mapping[str, LayerSpec] = {spec.layer_id: spec for spec in _SPECS}


def layer(layer_id: str) -> LayerSpec:
    """Return the layer of this id.

    Raises
    ------
    ViewError
        If there is none; the message lists those there are.
    """
    try:
        return LAYERS[layer_id]
    except KeyError:
        raise ViewError(
            f"{layer_id!r} is not a layer.",
            where="layer",
            remedy=f"Choose from: {', '.join(LAYERS)}.",
        ) from None
