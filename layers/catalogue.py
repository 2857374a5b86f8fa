"""The layers there are: each a description and one pure function that builds its table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from geodata.census import CENSUS_YEARS
from geodata.errors import ViewError
from layers import coverage, ethnicity, events, population, procurement
from layers.bivariate import DOCUMENTATION_BY_SHARE
from layers.estimate import published
from layers.estimate.maps import BOUNDS, EVEN_SPREAD
from layers.spec import LayerSpec, Theme
from layers.style import DIVERGING, RAMPS, fixed_breaks
from layers.tables import Label
from layers.wording import THIN_SPACE, number, percent, plural, points

__all__ = ["LAYERS", "LayerSpec", "Theme", "layer"]

_GROUPS = ("Tibetan", "Hui", "Tu", "Salar", "Mongol")
_PERIODS = ((2010, 2020), (2000, 2010), (2000, 2020))
_PER_CENT = f"{THIN_SPACE}%"
_EVER_MORE = 1_000_000_000.0
_OLD_FIGURES = "Figures of 2000 are held for Qinghai, the Tibet AR and Xinjiang only."
_OLD_GROUND = f"{_OLD_FIGURES} Changes of boundary before 2010 were not checked one by one. "


def _share(value: float) -> str:
    return f"{percent(value)} of residents"


def _change(value: float) -> str:
    return percent(value, signed=True)


def _density(value: float) -> str:
    figure = number(round(value)) if value >= 10 else f"{value:.2g}"
    return f"{figure} residents per km²"


def _people(value: float) -> str:
    return f"{number(round(value))} residents"


def _group(name: str) -> LayerSpec:
    return LayerSpec(
        layer_id=f"{name.lower()}_share_2000",
        theme=Theme.GROUPS,
        title=f"{name} residents",
        question=f"Where were {name} residents counted, and what share were they?",
        unit="% of residents",
        period="2000",
        caveat="Counted by group only for parts of Qinghai and Xinjiang; the tables were read "
        "in copies. Everywhere else nothing is held, which is not zero.",
        label=Label.CENSUS,
        build=partial(ethnicity.build_group_share, name),
        ramp=RAMPS["people"],
        breaks=fixed_breaks(0, 1, 5, 20, 40, 60, 80, 100),
        write=_share,
        suffix=_PER_CENT,
    )


def _population_change(earlier: int, later: int) -> LayerSpec:
    return LayerSpec(
        layer_id=f"population_change_{earlier}_{later}",
        theme=Theme.CHANGE,
        title="Change in residents",
        question=f"Where did the number of residents grow or fall from {earlier} to {later}?",
        unit="% of the earlier census",
        period=f"{earlier}–{later}",
        caveat="Only units whose ground stayed the same as far as is known. "
        + (_OLD_GROUND if earlier == CENSUS_YEARS[0] else "")
        + "The reasons of a change are not in a census.",
        label=Label.CENSUS,
        build=partial(population.build_change, earlier, later),
        ramp=DIVERGING["change"],
        breaks=fixed_breaks(-100, -20, -10, -2, 2, 10, 20, _EVER_MORE),
        write=_change,
        labels=(
            "fell by 20 % or more",
            "fell by 10–20 %",
            "fell by 2–10 %",
            "within 2 %",
            "grew by 2–10 %",
            "grew by 10–20 %",
            "grew by more than 20 %",
        ),
    )


_SPECS = (
    LayerSpec(
        layer_id="non_han_share",
        theme=Theme.PEOPLE,
        title="Residents who are not Han",
        question="Where do people who are not Han live?",
        unit="% of residents",
        years=(2020, 2010),
        caveat="“Not Han” is not “Tibetan”: it counts all other groups together. "
        "Armed forces are not in the county tables.",
        label=Label.CENSUS,
        build=ethnicity.build_non_han_share,
        ramp=RAMPS["people"],
        breaks=fixed_breaks(0, 5, 20, 40, 60, 80, 95, 100),
        write=_share,
        suffix=_PER_CENT,
    ),
    LayerSpec(
        layer_id="population",
        theme=Theme.PEOPLE,
        title="Residents",
        question="How many people live in each region?",
        unit="residents",
        years=CENSUS_YEARS[::-1],
        caveat="Residents counted in the census, whatever their registration. Zones that the "
        f"census counts apart are not in the counties around them. {_OLD_FIGURES}",
        label=Label.CENSUS,
        build=population.build_population,
        ramp=RAMPS["density"],
        breaks=fixed_breaks(
            0, 50_000, 200_000, 500_000, 1_000_000, 5_000_000, 25_000_000, _EVER_MORE
        ),
        write=_people,
    ),
    LayerSpec(
        layer_id="population_density",
        theme=Theme.PEOPLE,
        title="Population density",
        question="Where do most people live?",
        unit="residents per km²",
        years=CENSUS_YEARS[::-1],
        caveat="An average over the whole unit: in the large counties of the plateau almost "
        f"everyone lives in a few valleys. {_OLD_FIGURES}",
        label=Label.CENSUS,
        build=population.build_density,
        ramp=RAMPS["density"],
        breaks=fixed_breaks(0, 1, 5, 25, 125, 625, _EVER_MORE),
        write=_density,
    ),
    *(_population_change(earlier, later) for earlier, later in _PERIODS),
    LayerSpec(
        layer_id="non_han_change_2010_2020",
        theme=Theme.CHANGE,
        title="Change in the share that is not Han",
        question="Where did the share of residents who are not Han rise or fall, 2010 to 2020?",
        unit="percentage points",
        period="2010–2020",
        caveat="Only units whose ground stayed the same as far as is known. Both shares are "
        "rounded: very small changes may have either sign. People move; a share can change "
        "without anyone of a group leaving.",
        label=Label.CENSUS,
        build=partial(ethnicity.build_non_han_change, 2010, 2020),
        ramp=DIVERGING["change"],
        breaks=fixed_breaks(-100, -5, -2, -0.5, 0.5, 2, 5, 100),
        write=points,
        labels=(
            "fell by 5 points or more",
            "fell by 2–5 points",
            "fell by 0.5–2 points",
            "within half a point",
            "rose by 0.5–2 points",
            "rose by 2–5 points",
            "rose by more than 5 points",
        ),
    ),
    *map(_group, _GROUPS),
    LayerSpec(
        layer_id="documented_events",
        theme=Theme.DOCUMENTATION,
        title="Documented events",
        question="Where is police collection of biometric data documented?",
        unit="events",
        caveat="More events mean more documentation, not more collection. "
        "No record does not mean that nothing happened.",
        label=Label.DOCUMENTED,
        build=events.build,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1, 2, 4, 8, _EVER_MORE),
        write=lambda value: plural(int(value), "event"),
        of_events=True,
        counts_events=True,
        whole=True,
    ),
    LayerSpec(
        layer_id="independent_roots",
        theme=Theme.DOCUMENTATION,
        title="Independent sources",
        question="How many sources that do not repeat one another document each region?",
        unit="independent sources",
        caveat="It measures how well a region is documented, not how much was collected there. "
        "Reprints lead back to one root and count once.",
        label=Label.DOCUMENTED,
        build=coverage.build_roots,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1, 2, 4, 8, _EVER_MORE),
        write=lambda value: plural(int(value), "independent source"),
        of_events=True,
        whole=True,
    ),
    LayerSpec(
        layer_id="documented_purchases",
        theme=Theme.DOCUMENTATION,
        title="Documented purchases",
        question="Where are purchases or tenders for biometric collection documented?",
        unit="purchases and tenders",
        caveat="Coloured by their number. Amounts stand in the text of each region, as printed: "
        "they are never added up or converted. A tender is not a delivery.",
        label=Label.DOCUMENTED,
        build=procurement.build,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1, 2, 4, _EVER_MORE),
        write=lambda value: plural(int(value), "purchase or tender", "purchases or tenders"),
        of_events=True,
        whole=True,
    ),
    LayerSpec(
        layer_id="published_range",
        theme=Theme.DOCUMENTATION,
        title="Published range",
        question="For which region did a source publish how much was collected?",
        unit="as printed by the source",
        caveat="A range holds for the whole region it was published for. Nothing follows from "
        "it about a part of that region.",
        label=Label.PUBLISHED,
        build=published.build,
        ramp=RAMPS["events"],
        breaks=fixed_breaks(0, 1),
        write=number,
        of_events=True,
    ),
    DOCUMENTATION_BY_SHARE,
    BOUNDS,
    EVEN_SPREAD,
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
