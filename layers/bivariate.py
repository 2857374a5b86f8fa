"""Two things in one picture: how well a region is documented, and who lives there."""

from __future__ import annotations

from typing import Any

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus
from layers.coverage import build_roots
from layers.ethnicity import build_non_han_share
from layers.spec import Grid, LayerSpec, Theme
from layers.style import RAMPS, Fill, fixed_breaks
from layers.tables import EvidenceKind, LayerTable
from layers.view import View
from layers.wording import percent, plural

__all__ = ["DOCUMENTATION_BY_SHARE", "build_documentation_by_share"]

_SHARES = (20.0, 60.0)
"""Upper ends of the first two classes of the share, in per cent."""


def build_documentation_by_share(facts: Facts, view: View) -> LayerTable:
    """Return the share of residents who are not Han, with independent roots beside it.

    ``value``, ``low`` and ``high`` are the share in 2020, in per cent; ``n_events`` and
    ``n_roots`` those of :func:`layers.coverage.build_roots`. The note names both. A region
    without a share is not covered by the census: hatched here are regions without an event.
    """
    shares = build_non_han_share(facts, view).frame
    roots = build_roots(facts, view).frame
    status = shares["status"].where(
        shares["status"] != CellStatus.NO_RECORD, CellStatus.NOT_COVERED
    )
    frame = shares.assign(
        status=status,
        n_events=roots["n_events"],
        n_roots=roots["n_roots"],
        note=[
            f"{_documented(count)}. {note}"
            for count, note in zip(roots["n_roots"], shares["note"], strict=True)
        ],
    )
    return LayerTable(
        "documentation_by_non_han", view.level, EvidenceKind.CENSUS, _("% of residents"), frame
    )


def _documented(count: int) -> str:
    if not count:
        return _("No event that the filters show is placed here")
    return plural(count, "independent source")


def _cell(row: Any) -> int:
    documented = min(int(row.n_roots), 2)
    share = sum(float(row.value) > bound for bound in _SHARES)
    return 3 * documented + share


_FILLS = (
    *(Fill("#efece4", "#26292c"), Fill("#b9d6cf", "#2d5653"), Fill("#62a59d", "#35716b")),
    *(Fill("#f0c79c", "#6b4825"), Fill("#b8b088", "#7d7a4c"), Fill("#5f8a68", "#86b48a")),
    *(Fill("#d0752c", "#c67c3a"), Fill("#94662b", "#d6a95f"), Fill("#3c4a2b", "#e6dcae")),
)

DOCUMENTATION_BY_SHARE = LayerSpec(
    layer_id="documentation_by_non_han",
    theme=Theme.DOCUMENTATION,
    title=_("Documentation beside who lives there"),
    question=_("Are regions where few residents are Han documented better or worse than others?"),
    unit=_("independent sources; % of residents"),
    period="2020",
    caveat=_(
        "Hatched regions have no documented event that the filters show. That says "
        "nothing about how much is collected there: it may be that nobody has looked."
    ),
    label=EvidenceKind.DOCUMENTED,
    build=build_documentation_by_share,
    ramp=RAMPS["people"],
    breaks=fixed_breaks(0, *_SHARES, 100),
    write=lambda value: _("{value} of residents are not Han").format(value=percent(value)),
    of_events=True,
    grid=Grid(
        x_title=_("Residents who are not Han"),
        y_title=_("Independent sources"),
        x=(_("up to 20 %"), "20–60 %", _("above 60 %")),
        y=(_("none"), _("one"), _("several")),
        fills=_FILLS,
        patterns=("hatch", "hatch", "hatch", None, None, None, None, None, None),
        classify=_cell,
    ),
)
