"""How much was collected, in the panel of a region: numbers, what they assume, their claims."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.panels.markup import evidence, link
from dashboard.viewmodel.estimates import EstimateLine, GroupLine, ShareLine
from geodata.model import Source

__all__ = ["estimates_markup"]


def estimates_markup(
    lines: Iterable[EstimateLine],
    shares: Iterable[tuple[str, tuple[ShareLine, ...]]],
    groups: Iterable[GroupLine],
) -> Markup:
    """Return the section about estimates; every piece of text in it is escaped."""
    told = Markup("").join(map(_line, lines))
    return told + Markup("").join(_shares(*each) for each in shares) + _groups(tuple(groups))


def _line(line: EstimateLine) -> Markup:
    rests = Markup(", ").join(_cited(claim, source) for claim, source in line.rests_on)
    return Markup(
        '<div class="estimate is-{}"><p><span class="tag">{}</span> <strong>{}</strong>{}</p>'
        '<p class="quiet">{}{}</p></div>'
    ).format(
        line.label.value,
        line.label.label,
        line.said,
        Markup("<br>{}").format(line.rate) if line.rate else "",
        line.sentence,
        Markup(" Method: {}. {}").format(
            line.method, Markup("Rests on {}.").format(rests) if rests else ""
        ),
    )


def _cited(claim: str, source: Source) -> Markup:
    return Markup("{} ({})").format(
        evidence(source.source_id, claim), link(source.url or source.url_read, source.publisher)
    )


def _shares(said: str, lines: tuple[ShareLine, ...]) -> Markup:
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>'
            '<tr class="under"><td colspan="3"><span class="quiet">{}</span></td></tr>'
        ).format(
            line.base,
            line.residents,
            line.share,
            evidence(line.source_id, line.source)
            if line.source_id
            else link(line.address, line.source),
        )
        for line in lines
    )
    return Markup(
        "<h5>{} on every base there is</h5><table>{}</table>"
        '<p class="quiet">A share of residents only if those counted live here.</p>'
    ).format(said, rows)


def _groups(lines: tuple[GroupLine, ...]) -> Markup:
    if not lines:
        return Markup("")
    rows = Markup("").join(
        Markup("<li><strong>{}: {}</strong> {} {}</li>").format(
            line.group, line.said, line.sentence, line.hint
        )
        for line in lines
    )
    return Markup("<h5>Of those counted, how many can be …</h5><ul>{}</ul>").format(rows)
