"""The layers there are: each a description and one pure function that builds its table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Kind
from geodata.workspace import once_per_atlas
from layers import events
from layers.builders import documentation, people
from layers.builders.documentation import DOCUMENTATION_BY_SHARE
from layers.builders.estimates import BOUNDS, EVEN_SPREAD
from layers.estimate import published
from layers.spec import LayerSpec, Theme
from layers.style import DIVERGING, RAMPS, fixed_breaks
from layers.tables import EvidenceKind
from layers.wording import THIN_SPACE, number, percent, plural, points

__all__ = ["LayerSpec", "Theme", "catalogue", "layer", "no_such_layer"]

_GROUPS = {
    "Tibetan": (
        _("Tibetan residents"),
        _("Where were Tibetan residents counted, and what share were they?"),
    ),
    "Hui": (
        _("Hui residents"),
        _("Where were Hui residents counted, and what share were they?"),
    ),
    "Tu": (_("Tu residents"), _("Where were Tu residents counted, and what share were they?")),
    "Salar": (
        _("Salar residents"),
        _("Where were Salar residents counted, and what share were they?"),
    ),
    "Mongol": (
        _("Mongol residents"),
        _("Where were Mongol residents counted, and what share were they?"),
    ),
}
_PERIODS = ((2010, 2020), (2000, 2010), (2000, 2020))
_PER_CENT = f"{THIN_SPACE}%"
_EVER_MORE = 1_000_000_000.0
_OLD_FIGURES = _("Figures for 2000 cover Qinghai, the Tibet AR and Xinjiang only.")
_OLD_GROUND = _("Changes of boundary before 2010 were not checked one by one.")
_SAME_GROUND = _("Only units whose boundaries are not known to have changed.")
_NO_DATA_NO_COUNT = _("Events that concern no biometric data are not counted.")
_NO_REASONS = _("The reasons of a change are not in a census.")


def _sentences(*each: str) -> str:
    return " ".join(each)


def _share(value: float) -> str:
    return _("{value} of residents").format(value=percent(value))


def _non_han(value: float) -> str:
    return _("{value} non-Han").format(value=percent(value))


def _change(value: float) -> str:
    return percent(value, signed=True)


def _density(value: float) -> str:
    figure = number(round(value)) if value >= 10 else f"{value:.2g}"
    return _("{figure} residents per km²").format(figure=figure)


def _people(value: float) -> str:
    return _("{value} residents").format(value=number(round(value)))


def _group(name: str) -> LayerSpec:
    title, question = _GROUPS[name]
    return LayerSpec(
        layer_id=f"{name.lower()}_share_2000",
        theme=Theme.GROUPS,
        title=title,
        question=question,
        unit=_("% of residents"),
        period="2000",
        caveat=_(
            "Counted by group only for parts of Qinghai and Xinjiang; the tables were "
            "read in copies. Elsewhere there is no figure, which does not mean zero."
        ),
        label=EvidenceKind.CENSUS,
        build=partial(people.build_group_share, name),
        ramp=RAMPS["people"],
        breaks=fixed_breaks(0, 1, 5, 20, 40, 60, 80, 100),
        write=_share,
        suffix=_PER_CENT,
    )


def _population_change(earlier: int, later: int, facts: Facts) -> LayerSpec:
    old = (_OLD_FIGURES, _OLD_GROUND) if earlier == facts.census.years[0] else ()
    return LayerSpec(
        layer_id=f"population_change_{earlier}_{later}",
        theme=Theme.CHANGE,
        title=_("Change in residents"),
        question=_(
            "Where did the number of residents grow or fall from {earlier} to {later}?"
        ).format(earlier=earlier, later=later),
        unit=_("% of the earlier census"),
        period=f"{earlier}–{later}",
        caveat=" ".join((_SAME_GROUND, *old, _NO_REASONS)),
        label=EvidenceKind.CENSUS,
        build=partial(people.build_change, earlier, later),
        ramp=DIVERGING["change"],
        breaks=fixed_breaks(-100, -20, -10, -2, 2, 10, 20, _EVER_MORE),
        write=_change,
        labels=(
            _("fell by 20 % or more"),
            _("fell by 10–20 %"),
            _("fell by 2–10 %"),
            _("within 2 %"),
            _("grew by 2–10 %"),
            _("grew by 10–20 %"),
            _("grew by more than 20 %"),
        ),
    )


def _specs(facts: Facts) -> tuple[LayerSpec, ...]:
    return (
        LayerSpec(
            layer_id="non_han_share",
            theme=Theme.PEOPLE,
            title=_("Non-Han population"),
            question=_("Where do non-Han residents live?"),
            unit=_("% of residents"),
            years=(2020, 2010),
            caveat=_(
                "“Non-Han” is not “Tibetan”: it counts all other groups together. Armed "
                "forces are not in the county tables."
            ),
            label=EvidenceKind.CENSUS,
            build=people.build_non_han_share,
            ramp=RAMPS["people"],
            breaks=fixed_breaks(0, 5, 20, 40, 60, 80, 95, 100),
            write=_non_han,
            suffix=_PER_CENT,
        ),
        LayerSpec(
            layer_id="population",
            theme=Theme.PEOPLE,
            title=_("Residents"),
            question=_("How many people live in each region?"),
            unit=_("residents"),
            years=facts.census.years[::-1],
            caveat=_sentences(
                _(
                    "Residents counted in the census, whatever their registration. Zones that the "
                    "census counts apart are not in the counties around them."
                ),
                _OLD_FIGURES,
            ),
            label=EvidenceKind.CENSUS,
            build=people.build_population,
            ramp=RAMPS["density"],
            breaks=fixed_breaks(
                0, 50_000, 200_000, 500_000, 1_000_000, 5_000_000, 25_000_000, _EVER_MORE
            ),
            write=_people,
        ),
        LayerSpec(
            layer_id="population_density",
            theme=Theme.PEOPLE,
            title=_("Population density"),
            question=_("Where do most people live?"),
            unit=_("residents per km²"),
            years=facts.census.years[::-1],
            caveat=_sentences(
                _(
                    "An average over the whole unit: in the large counties of the plateau almost "
                    "everyone lives in a few valleys."
                ),
                _OLD_FIGURES,
            ),
            label=EvidenceKind.CENSUS,
            build=people.build_density,
            ramp=RAMPS["density"],
            breaks=fixed_breaks(0, 1, 5, 25, 125, 625, _EVER_MORE),
            write=_density,
        ),
        *(_population_change(earlier, later, facts) for earlier, later in _PERIODS),
        LayerSpec(
            layer_id="non_han_change_2010_2020",
            theme=Theme.CHANGE,
            title=_("Change in non-Han share"),
            question=_("Where did the non-Han share rise or fall, 2010 to 2020?"),
            unit=_("percentage points"),
            period="2010–2020",
            caveat=_(
                "Only units whose boundaries are not known to have changed. Both shares are "
                "rounded: very small changes may have either sign. People move; a share can "
                "change without anyone of a group leaving."
            ),
            label=EvidenceKind.CENSUS,
            build=partial(people.build_non_han_change, 2010, 2020),
            ramp=DIVERGING["change"],
            breaks=fixed_breaks(-100, -5, -2, -0.5, 0.5, 2, 5, 100),
            write=points,
            labels=(
                _("fell by 5 points or more"),
                _("fell by 2–5 points"),
                _("fell by 0.5–2 points"),
                _("within half a point"),
                _("rose by 0.5–2 points"),
                _("rose by 2–5 points"),
                _("rose by more than 5 points"),
            ),
        ),
        *map(_group, _GROUPS),
        LayerSpec(
            layer_id="documented_events",
            theme=Theme.DOCUMENTATION,
            title=_("Documented events"),
            question=_("Where is police collection of biometric data documented?"),
            unit=_("events"),
            caveat=_sentences(
                _(
                    "More events mean more documentation, not more collection. No record does "
                    "not mean that nothing happened."
                ),
                _NO_DATA_NO_COUNT,
            ),
            label=EvidenceKind.DOCUMENTED,
            build=events.build_event_counts,
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
            title=_("Independent sources"),
            question=_("How many sources that do not repeat one another document each region?"),
            unit=_("independent sources"),
            caveat=_sentences(
                _(
                    "It measures how well a region is documented, not how much was collected "
                    "there. Reprints of one original count once."
                ),
                _NO_DATA_NO_COUNT,
            ),
            label=EvidenceKind.DOCUMENTED,
            build=documentation.build_roots,
            ramp=RAMPS["events"],
            breaks=fixed_breaks(0, 1, 2, 4, 8, _EVER_MORE),
            write=lambda value: plural(int(value), "independent source"),
            of_events=True,
            whole=True,
        ),
        LayerSpec(
            layer_id="documented_purchases",
            theme=Theme.DOCUMENTATION,
            title=_("Documented purchases"),
            question=_("Where are purchases or tenders for biometric collection documented?"),
            unit=_("purchases and tenders"),
            caveat=_(
                "Coloured by their number. Amounts stand in the text of each region, as "
                "printed: they are never added up or converted. A tender is not a delivery."
            ),
            label=EvidenceKind.DOCUMENTED,
            build=documentation.build_purchases,
            ramp=RAMPS["events"],
            breaks=fixed_breaks(0, 1, 2, 4, _EVER_MORE),
            write=lambda value: plural(int(value), "purchase or tender", "purchases or tenders"),
            of_events=True,
            of_kind=Kind.PROCUREMENT,
            whole=True,
        ),
        LayerSpec(
            layer_id="published_range",
            theme=Theme.DOCUMENTATION,
            title=_("Published range"),
            question=_("For which region did a source publish how much was collected?"),
            unit=_("as printed by the source"),
            caveat=_(
                "A range holds for the whole region it was published for. Nothing follows "
                "from it about a part of that region."
            ),
            label=EvidenceKind.PUBLISHED,
            build=published.build_published_ranges,
            ramp=RAMPS["events"],
            breaks=fixed_breaks(0, 1),
            write=number,
            of_events=True,
            ranges=published.published_ranges,
        ),
        DOCUMENTATION_BY_SHARE,
        BOUNDS,
        EVEN_SPREAD,
    )


@once_per_atlas()
def catalogue(facts: Facts) -> Mapping[str, LayerSpec]:
    """Return the layers of an atlas by their ids, in the order in which readers choose."""
    return MappingProxyType(
        {
            spec.layer_id: spec
            for spec in _specs(facts)
            if facts.census.years or not (spec.years or spec.period)
        }
    )


def layer(layer_id: str, facts: Facts) -> LayerSpec:
    """Return the layer of this id.

    Raises
    ------
    ViewError
        If the atlas has none; the message lists those it has.
    """
    found = catalogue(facts).get(layer_id)
    if found is None:
        raise no_such_layer(layer_id, facts)
    return found


def no_such_layer(layer_id: str, facts: Facts) -> ViewError:
    """Return what to say of an id that no layer of an atlas has."""
    return ViewError(
        _("{layer_id!r} is not a layer.").format(layer_id=layer_id),
        where="layer",
        remedy=_("Choose from: {names}.").format(names=", ".join(catalogue(facts))),
    )
