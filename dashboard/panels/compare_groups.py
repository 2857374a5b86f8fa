"""Named groups of the compared regions, as a table with bars."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.panels.compare_rows import because_markup
from dashboard.panels.markup import bdi
from dashboard.viewmodel.compare import ComparePage
from dashboard.viewmodel.compare.groups import ABOUT_GROUPS, GroupCell
from geodata.i18n import _, ngettext

__all__ = ["groups_markup"]


def groups_markup(page: ComparePage) -> Markup:
    """Return the matrix of groups; a sentence where none was counted by name."""
    matrix = page.groups
    lead = f"{ABOUT_GROUPS} {_('A hatched bar means that the share is unknown.')}"
    if not matrix.groups:
        body = Markup('<p class="none">{}</p>').format(
            _("None of these regions has a count by named group: only Han and not Han are told.")
        )
    else:
        head = Markup("").join(
            Markup('<th scope="col">{}</th>').format(bdi(region.name)) for region in page.regions
        )
        rows = Markup("").join(
            Markup('<tr><th scope="row">{}</th>{}</tr>').format(
                group, Markup("").join(map(_group_cell, cells))
            )
            for group, cells in zip(matrix.groups, matrix.cells, strict=True)
        )
        body = Markup(
            '<div class="wide" tabindex="0" role="region" aria-label="{}">'
            '<table class="matrix"><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>'
            "</div>"
        ).format(_("Table of groups"), head, rows)
        if matrix.left:
            body += Markup('<p class="quiet">{}</p>').format(
                ngettext(
                    "{n} more group is listed in the panels of the regions.",
                    "{n} more groups are listed in the panels of the regions.",
                    matrix.left,
                ).format(n=matrix.left)
            )
    return Markup(
        '<section class="strip is-groups" aria-labelledby="compare-groups">'
        '<h2 id="compare-groups">{}</h2><p class="lead">{}</p>{}</section>'
    ).format(_("Groups, where they were counted by name"), lead, body)


def _group_cell(cell: GroupCell) -> Markup:
    if not cell.value:
        return Markup('<td class="none"><em>{}</em></td>').format(cell.said)
    return Markup(
        '<td>{}<b data-value="{}">{}</b> <span class="quiet">{}</span>{}<small>{}</small></td>'
    ).format(
        _group_bar(cell.share),
        cell.value,
        cell.said,
        cell.year,
        because_markup(cell.because),
        cell.detail,
    )


def _group_bar(share: float | None) -> Markup:
    """Return a bar as long as a share; hatched over the whole width where the share is unknown."""
    if share is None:
        return Markup('<i class="fill is-unknown" aria-hidden="true"></i>')
    return Markup('<i class="fill" aria-hidden="true" style="--to:{}%"></i>').format(
        round(min(share, 100.0), 2)
    )
