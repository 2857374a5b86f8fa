"""How much was collected, in the panel of a region: numbers, what they assume, their claims."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.panels.markup import (
    METHODS_ANCHOR,
    Heading,
    cited,
    filled,
    heading,
    page,
)
from dashboard.viewmodel.cites import Citation, claim_cites
from dashboard.viewmodel.estimates import ABOUT_SHARES, EstimateLine, GroupLine, ShareLine
from geodata.i18n import _

__all__ = ["estimates_markup"]


def estimates_markup(
    lines: Iterable[EstimateLine],
    shares: Iterable[tuple[str, tuple[ShareLine, ...]]],
    groups: Iterable[GroupLine],
    top: int = 2,
    measure: str = "",
) -> Markup:
    """Return the section about estimates; every piece of text in it is escaped.

    Parameters
    ----------
    lines, shares, groups
        As of :mod:`dashboard.viewmodel.estimates`.
    top : int
        Level of the title of the panel on its page.
    measure : str
        Which measure is shown, and why.
    """
    told = Markup('<p class="quiet">{}</p>').format(measure) if measure else Markup("")
    told += Markup("").join(map(_line, lines))
    told += Markup("").join(_shares(*each, top) for each in shares)
    return told + _groups(tuple(groups), top)


def _line(line: EstimateLine) -> Markup:
    rests = Markup("; ").join(map(cited, claim_cites(line.rests_on)))
    return Markup(
        '<div class="estimate is-{}"><p><span class="tag">{}</span> <strong>{}</strong>{}</p>'
        '<p class="quiet">{}{}</p></div>'
    ).format(
        line.label.value,
        line.label.label,
        line.said,
        Markup("<br>{}").format(line.rate) if line.rate else "",
        line.sentence,
        Markup(" {} {} {}").format(
            filled(_("Method: {method}."), method=page("limits", line.method, METHODS_ANCHOR)),
            filled(_("Rests on {claims}."), claims=rests) if rests else "",
            filled(_("Residents: {source}."), source=_census(line.residents)) if line.rate else "",
        ),
    )


def _census(cites: Iterable[Citation]) -> Markup:
    return Markup("; ").join(map(cited, cites))


def _printed(line: ShareLine) -> Markup:
    """Return where the base is printed."""
    return cited(Citation("", line.source, line.address, line.source_id))


def _shares(said: str, lines: tuple[ShareLine, ...], top: int) -> Markup:
    if not lines:
        return Markup("")
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>'
            '<tr class="under"><td colspan="3"><span class="quiet">{}</span></td></tr>'
        ).format(
            line.base,
            line.residents,
            line.share,
            _printed(line),
        )
        for line in lines
    )
    return Markup('{}<table>{}</table><p class="quiet">{} {}</p>').format(
        heading(Heading.DETAIL, top, _("{count} on every base there is").format(count=said)),
        rows,
        ABOUT_SHARES,
        filled(_("Count: {source}."), source=cited(lines[0].count)),
    )


def _groups(lines: tuple[GroupLine, ...], top: int) -> Markup:
    if not lines:
        return Markup("")
    rows = Markup("").join(
        Markup('<li><strong>{}: {}</strong> {} {} <span class="quiet">{}</span></li>').format(
            line.group, line.said, line.sentence, line.hint, _census(line.census)
        )
        for line in lines
    )
    told = heading(Heading.DETAIL, top, _("Of those counted, how many can be …"))
    return Markup("{}<ul>{}</ul>").format(told, rows)
