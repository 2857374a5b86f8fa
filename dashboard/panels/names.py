"""The names of a region as a table."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.panels.markup import each, link
from dashboard.viewmodel.names import NameLine
from geodata.gazetteer import kind_words
from geodata.i18n import _

__all__ = ["names_markup"]


def names_markup(lines: Iterable[NameLine]) -> Markup:
    """Return a folded table of names with their sources; empty without any."""
    rows = [
        Markup(
            '<tr><th scope="row"><bdi lang="{}">{}</bdi></th><td>{}</td><td>{}</td><td>{}</td></tr>'
        ).format(
            line.name.language,
            line.name.text,
            line.language,
            kind_words(line.name.kind),
            link(line.address, line.source),
        )
        for line in lines
    ]
    if not rows:
        return Markup("")
    heads = (_("Name"), _("Language"), _("Sort"), _("Source of the spelling"))
    return Markup(
        '<details class="region fold names-of"><summary>{} ({})</summary><div class="wide">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></details>"
    ).format(
        _("Names, and where each comes from"),
        len(rows),
        each(Markup('<th scope="col">{}</th>'), heads),
        Markup("").join(rows),
    )
