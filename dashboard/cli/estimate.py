"""The command that prints estimates."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.cli.atlas_options import BUNDLED_ATLAS, AtlasOptions, with_atlas
from dashboard.cli.common import say_left_out

__all__ = ["estimate"]


@with_atlas
def estimate(
    region: Annotated[
        str,
        typer.Option(
            metavar="CODE-OR-NAME",
            help="Region whose parts are listed; default: that of the opening view.",
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option(help="province, prefecture or county; default: the region and its parts."),
    ] = "",
    method: Annotated[
        list[str] | None,
        typer.Option(
            help="documented, published, bounded or illustration; repeatable. "
            "An illustration is given only when asked for."
        ),
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE",
            help="measure (default: what is documented), scans_per_person (none, 1 or 2), base "
            "(census), weight, as_of (month), or a filter: modality, kind, vendor, scope, low; "
            "repeatable.",
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, csv or json.")] = "text",
    chosen: AtlasOptions = BUNDLED_ATLAS,
) -> None:
    """Print what is counted, published and bounded for a region and its parts."""
    from dashboard.cli.assume_option import assumed
    from dashboard.cli.estimate_table import (
        FORMATS,
        estimate_rows,
        listed_codes,
        region_of_text,
        written,
    )
    from geodata.errors import ViewError
    from layers.address import opening_view
    from layers.estimate.measure import with_measure
    from layers.tables import EvidenceKind

    if form not in FORMATS:
        raise ViewError(
            f"{form!r} is no format.", where="--format", remedy=f"Use {', '.join(FORMATS)}."
        )
    usual = [EvidenceKind.DOCUMENTED, EvidenceKind.PUBLISHED, EvidenceKind.BOUNDED]
    known = {each.value: each for each in (*usual, EvidenceKind.ILLUSTRATION)}
    unknown = [name for name in method or () if name not in known]
    if unknown:
        raise ViewError(
            f"{unknown[0]!r} is no method.", where="--method", remedy=f"Use {', '.join(known)}."
        )
    facts = chosen.facts()
    say_left_out(facts)
    view, as_of = assumed(assume or (), facts)
    code = region_of_text(region, facts) if region else opening_view(facts).map.area
    view, codes = with_measure(view, (code,), facts), listed_codes(code, level, facts)
    methods = [known[name] for name in method] if method else usual
    print(written(list(estimate_rows(facts, view, codes, methods, as_of)), form))
