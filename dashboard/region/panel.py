"""The panel of one region, as HTML made from its profile."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from dashboard.address.links import query
from dashboard.region.figures import Figure
from dashboard.region.hypothetical import draw_what_if
from dashboard.region.model import (
    MOST,
    EventCard,
    Profile,
    profile_of_view,
)
from dashboard.shared.citation import Citation, claim_cites
from dashboard.shared.claims import claim_markup, dispute_markup
from dashboard.shared.estimates import (
    ABOUT_SHARES,
    EstimateLine,
    GroupLine,
    ShareLine,
    estimate_lines,
    group_lines,
    measure_words,
    measured,
    share_lines,
)
from dashboard.shared.html import (
    METHODS_ANCHOR,
    Heading,
    bdi,
    cited,
    each,
    filled,
    go,
    heading,
    name,
    own,
    page,
)
from dashboard.shared.range_bars import MOST_ROWS, range_bars_markup, scenarios_markup
from geodata.facts import Facts
from geodata.i18n import _, ngettext
from layers.view import View
from layers.wording import number, raised

__all__ = [
    "barred_codes",
    "draw_documented",
    "draw_known",
    "draw_profile",
    "estimates_markup",
    "panel_markup",
    "profile_markup",
]


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
        As of :mod:`dashboard.shared.estimates`.
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
        heading(Heading.DETAIL, top, _("{count} by population base").format(count=said)),
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
    told = heading(Heading.DETAIL, top, _("Possible range by group"))
    return Markup("{}<ul>{}</ul>").format(told, rows)


_NONE = Markup("")


def _event(card: EventCard, top: int) -> Markup:
    event = card.event
    facts = " · ".join(
        (card.when, event.kind.label, ", ".join(each.label for each in event.modality))
    )
    remarks = [text for text in (event.remark, event.doubt) if text]
    concerned = (
        _("Target group")
        if any(each.of_subject for each in event.modality)
        else _("People concerned")
    )
    target = (
        Markup("<p>{}: {}</p>").format(concerned, own(event.target_group))
        if event.target_group
        else ""
    )
    reasons = ", ".join(reason.label for reason in event.justification)
    given = (
        Markup("<p>{}</p>").format(_("Reason given: {reasons}").format(reasons=reasons))
        if reasons
        else ""
    )
    located = filled(
        _("Located by its source to: {precision} ({place})"),
        precision=card.precision,
        place=own(event.place_as_written),
    )
    return Markup(
        '<details class="event{}" data-event="{}"{}><summary><span class="title">{}</span>'
        '<span class="quiet">{} · {}</span>'
        '<span class="tag {}">{}</span></summary>'
        '<p class="quiet">{}</p>{}{}{}'
        '{}{}<ul class="claims">{}</ul><p class="quiet">{}</p></details>'
    ).format(
        " is-chosen" if card.chosen else "",
        event.event_id,
        Markup(" open") if card.chosen else "",
        own(event.title),
        bdi(card.where),
        facts,
        card.confidence.value,
        card.confidence.label,
        located,
        each(Markup("<p>{}</p>"), map(own, remarks)),
        target,
        given,
        Markup("").join(dispute_markup(each_, top) for each_ in card.disputes),
        heading(Heading.DETAIL, top, _("What its sources say")),
        Markup("").join(claim_markup(claim) for claim in card.claims),
        card.roots,
    )


def _table(figures: tuple[Figure, ...]) -> Markup:
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{}</th><td class="quiet">{}</td><td class="number">{}</td></tr>'
            '<tr class="under"><td colspan="3">{}<span class="quiet">{}</span></td></tr>'
        ).format(
            figure.what,
            figure.year,
            figure.value,
            Markup("{}. ").format(figure.note.rstrip(".")) if figure.note else "",
            cited(Citation("", figure.source, figure.address, figure.source_id)),
        )
        for figure in figures
    )
    return Markup("<table>{}</table>").format(rows) if rows else rows


def _section(words: str, body: Markup, top: int) -> Markup:
    if not body:
        return _NONE
    return Markup("<section>{}{}</section>").format(heading(Heading.PART, top, words), body)


def _fold(words: str, body: Markup, *, opened: bool = False) -> Markup:
    if not body:
        return _NONE
    return Markup('<details class="fold"{}><summary>{}</summary>{}</details>').format(
        Markup(" open") if opened else "", words, body
    )


def _selection_tools(view: View, facts: Facts) -> Markup:
    """Return what clears the selection, and what makes its sheet tall in a narrow window."""
    if not view.map.region:
        return _NONE
    away = query(view.choose(region="", event=""), facts)
    hidden = Markup('<span aria-hidden="true">{}</span><span class="unseen">{}</span>')
    return Markup(
        '<div class="selection"><button type="button" data-atlas-sheet>{}</button>{}</div>'
    ).format(
        hidden.format("↕", _("Enlarge or reduce this panel")),
        go(away, hidden.format("×", _("Clear the selection")), here=True),
    )


def _documented(profile: Profile, top: int, tools: Markup = _NONE) -> Markup:
    """Return header, published figures and the documented events."""
    within = Markup(", ").join(bdi(each_) for each_ in profile.within)
    level = raised(profile.level)
    kind = filled(_("{level} in {whole}"), level=level, whole=within) if within else level
    own = [
        item
        for item in profile.names
        if item.text != profile.title["text"] and not item.text.isdecimal()
    ]
    names = Markup('<ul class="names">{}</ul>').format(
        Markup("").join(Markup("<li>{}</li>").format(name(item)) for item in own)
    )
    documented = Markup("").join(_event(card, top) for card in profile.here) or Markup(
        '<p class="none">{}</p>'
    ).format(profile.silence)
    return Markup(
        '<article class="region{}" data-region="{}">{}<header>{}'
        '<p class="quiet">{} {}</p>{}</header>{}{}</article>'
    ).format(
        " is-selected" if tools else "",
        profile.code,
        tools,
        heading(Heading.TITLE, top, bdi(profile.title)),
        kind,
        f" · {_('code')} {profile.code}" if profile.code.isdecimal() else "",
        names,
        _section(
            _("Published figures"), _table(profile.published) if profile.published else _NONE, top
        ),
        _section(
            f"{profile.counted} ({number(profile.here_count)})",
            documented,
            top,
        ),
    )


def _wider(profile: Profile, top: int) -> Markup:
    cards = Markup("").join(_event(card, top) for card in profile.wider)
    left = profile.wider_count - len(profile.wider)
    more = (
        Markup('<p class="none">{}</p>').format(
            _("… and {n} more: choose the wider region to read them.").format(n=number(left))
        )
        if left
        else ""
    )
    return cards + more


def _known(profile: Profile, top: int, estimates: Markup = _NONE) -> Markup:
    """Return what follows the documented events."""
    return Markup('<div class="region" data-known="{}">{}{}{}{}{}</div>').format(
        profile.code,
        _section(_("Estimated range"), estimates, top),
        _section(_("Data gaps"), _unknown(profile), top),
        _section(
            _("Residents"),
            _table(profile.population)
            or Markup('<p class="none">{} {}</p>').format(
                _("No census figure for this unit."), profile.no_residents
            ),
            top,
        ),
        _fold(_("Han, non-Han, and groups where counted"), _table(profile.groups)),
        _fold(
            _("Evidence for the wider area ({n})").format(n=number(profile.wider_count)),
            _wider(profile, top),
            opened=any(card.chosen for card in profile.wider),
        ),
    )


def _unknown(profile: Profile) -> Markup:
    """Return what is not known, and where it stands how that is counted."""
    if not profile.unknown:
        return _NONE
    how = page("limits", _("How events are counted and placed, and what the censuses can tell"))
    return each(Markup("<p>{}</p>"), profile.unknown) + Markup('<p class="quiet">{}</p>').format(
        how
    )


def profile_markup(profile: Profile, estimates: Markup = _NONE, tools: Markup = _NONE) -> Markup:
    """Return the whole panel beside a map; every piece of text in it is escaped."""
    return _documented(profile, 2, tools) + _known(profile, 2, estimates)


def panel_markup(view: View, facts: Facts) -> Markup:
    """Return the panel beside the map of a view, as :func:`draw_profile` draws it at first."""
    return profile_markup(
        profile_of_view(view, facts), _estimates(view, facts, 2), _selection_tools(view, facts)
    )


def _estimates(view: View, facts: Facts, top: int) -> Markup:
    code = view.map.region or view.map.area
    own = measured(code, view, facts)
    lines = estimates_markup(
        estimate_lines(code, view, facts),
        share_lines(code, view, facts),
        group_lines(code, view, facts),
        top,
        measure_words(code, view, facts),
    )
    return (
        range_bars_markup(own, barred_codes(code, facts), facts)
        + lines
        + scenarios_markup(code, own, facts, top)
    )


def barred_codes(code: str, facts: Facts) -> tuple[str, ...]:
    """Return the regions whose range bars stand in a panel: its own, and its parts if few."""
    inner = facts.geography.levels[facts.regions.level(code).rank :]
    parts = next(
        (found for level in inner if len(found := facts.regions.codes(level, code)) > 1), ()
    )
    return (code, *parts) if len(parts) < MOST_ROWS else (code,)


def draw_documented(view: View, facts: Facts, top: int, tools: Markup = _NONE) -> None:
    """Draw what is documented in the chosen region, and a button for more events.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    top : int
        Level of the name of the region as a heading: 1 where the page is about it.
    tools : Markup
        What stands before its name.
    """
    key = f"told-{view.map.region or view.map.area}"
    told = st.session_state.get(key, MOST)
    profile = profile_of_view(view, facts, told)
    st.html(_documented(profile, top, tools))
    left = profile.here_count - len(profile.here)
    if left > 0:
        st.button(
            ngettext(
                "Show {n} of {left} later event", "Show {n} of {left} later events", left
            ).format(n=min(left, MOST), left=number(left)),
            on_click=lambda: st.session_state.update({key: told + MOST}),
            width="stretch",
        )


def draw_known(view: View, facts: Facts, top: int) -> None:
    """Draw what else is known of the chosen region, what is not, and what would tell more."""
    st.html(_known(profile_of_view(view, facts), top, _estimates(view, facts, top)))
    draw_what_if(measured(view.map.region or view.map.area, view, facts), facts)


def draw_profile(view: View, facts: Facts) -> None:
    """Draw the panel of the selected region, else of the area, beside a map."""
    with st.container(key="panel"):
        draw_documented(view, facts, 2, _selection_tools(view, facts))
        draw_known(view, facts, 2)
