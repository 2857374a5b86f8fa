"""The panel of one region, as HTML made from its profile."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.panels.claims import claim_markup, dispute_markup
from dashboard.panels.estimates import estimates_markup
from dashboard.panels.markup import bdi, each, link, name
from dashboard.panels.whatif import draw_what_if
from dashboard.viewmodel.estimates import estimate_lines, group_lines, share_lines
from dashboard.viewmodel.figures import Figure
from dashboard.viewmodel.profile import (
    MOST,
    EventCard,
    Profile,
    profile_of_view,
)
from geodata.facts import Facts
from geodata.model import Modality
from layers.view import View

__all__ = ["draw_documented", "draw_known", "draw_profile", "profile_markup"]

_NONE = Markup("")


def _event(card: EventCard) -> Markup:
    event = card.event
    facts = " · ".join(
        (card.when, event.kind.label, ", ".join(each.label for each in event.modality))
    )
    remarks = [text for text in (event.remark, event.doubt) if text]
    concerned = "People concerned" if event.modality == (Modality.NONE,) else "Target group"
    target = (
        Markup("<p>{}: {}</p>").format(concerned, event.target_group) if event.target_group else ""
    )
    reasons = ", ".join(reason.label for reason in event.justification)
    given = Markup("<p>Reason given: {}</p>").format(reasons) if reasons else ""
    return Markup(
        '<details class="event{}" data-event="{}"{}><summary><span class="title">{}</span>'
        '<span class="quiet">{} · {}</span>'
        '<span class="tag {}">{}</span></summary>'
        '<p class="quiet">Located by its source to: {} ({})</p>{}{}{}'
        "{}<h5>What its sources say</h5>"
        '<ul class="claims">{}</ul><p class="quiet">{}</p></details>'
    ).format(
        " is-chosen" if card.chosen else "",
        event.event_id,
        Markup(" open") if card.chosen else "",
        event.title,
        bdi(card.where),
        facts,
        card.confidence.split()[0],
        card.confidence,
        card.precision,
        event.place_as_written,
        each(Markup("<p>{}</p>"), remarks),
        target,
        given,
        Markup("").join(map(dispute_markup, card.disputes)),
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
            link(figure.address, figure.source),
        )
        for figure in figures
    )
    return Markup("<table>{}</table>").format(rows) if rows else rows


def _section(heading: str, body: Markup, *, folded: bool = False, opened: bool = False) -> Markup:
    if not body:
        return Markup("")
    if folded:
        return Markup('<details class="fold"{}><summary>{}</summary>{}</details>').format(
            Markup(" open") if opened else "", heading, body
        )
    return Markup("<section><h4>{}</h4>{}</section>").format(heading, body)


def _documented(profile: Profile) -> Markup:
    """Return header, published figures and the documented events."""
    within = Markup(", ").join(bdi(each_) for each_ in profile.within)
    kind = Markup("{}{}").format(
        profile.level.capitalize(), Markup(" in {}").format(within) if within else ""
    )
    own = [
        item
        for item in profile.names
        if item.text != profile.title["text"] and not item.text.isdecimal()
    ]
    names = Markup('<ul class="names">{}</ul>').format(
        Markup("").join(Markup("<li>{}</li>").format(name(item)) for item in own)
    )
    documented = Markup("").join(_event(card) for card in profile.here) or Markup(
        '<p class="none">No event is documented here.</p>'
    )
    return Markup(
        '<article class="region" data-region="{}"><header><h3>{}</h3>'
        '<p class="quiet">{} {}</p>{}</header>{}{}</article>'
    ).format(
        profile.code,
        bdi(profile.title),
        kind,
        f" · code {profile.code}" if profile.code.isdecimal() else "",
        names,
        _section(
            "Published figures", _table(profile.published) if profile.published else Markup("")
        ),
        _section(f"Documented here and in its parts ({profile.here_count:,})", documented),
    )


def _wider(profile: Profile) -> Markup:
    cards = Markup("").join(_event(card) for card in profile.wider)
    left = profile.wider_count - len(profile.wider)
    more = (
        Markup('<p class="none">… and {:,} more: choose the wider region to read them.</p>').format(
            left
        )
        if left
        else ""
    )
    return cards + more


def _known(profile: Profile, estimates: Markup = _NONE) -> Markup:
    """Return what follows the documented events."""
    return Markup('<div class="region">{}{}{}{}{}</div>').format(
        _section("How much at least and at most", estimates),
        _section("What is not known", each(Markup("<p>{}</p>"), profile.unknown)),
        _section(
            "Residents",
            _table(profile.population)
            or Markup('<p class="none">No census figure for this unit. {}</p>').format(
                profile.no_residents
            ),
        ),
        _section(
            "Han, not Han, and groups where counted",
            _table(profile.groups),
            folded=True,
        ),
        _section(
            f"Known only for a wider region ({profile.wider_count:,})",
            _wider(profile),
            folded=True,
            opened=any(card.chosen for card in profile.wider),
        ),
    )


def profile_markup(profile: Profile) -> Markup:
    """Return the whole panel; every piece of text in it is escaped."""
    return _documented(profile) + _known(profile)


def draw_documented(view: View, facts: Facts) -> None:
    """Draw what is documented in the chosen region, and a button for more events."""
    key = f"told-{view.region or view.area}"
    told = st.session_state.get(key, MOST)
    profile = profile_of_view(view, facts, told)
    st.html(_documented(profile))
    left = profile.here_count - len(profile.here)
    if left > 0:
        st.button(
            f"Show {min(left, MOST)} of {left:,} later events",
            on_click=lambda: st.session_state.update({key: told + MOST}),
            width="stretch",
        )


def draw_known(view: View, facts: Facts) -> None:
    """Draw what else is known of the chosen region, what is not, and what would tell more."""
    code = view.region or view.area
    estimates = estimates_markup(
        estimate_lines(code, view, facts),
        share_lines(code, view, facts),
        group_lines(code, view, facts),
    )
    st.html(_known(profile_of_view(view, facts), estimates))
    draw_what_if(view, facts)


def draw_profile(view: View, facts: Facts) -> None:
    """Draw the panel of the selected region, else of the area."""
    draw_documented(view, facts)
    draw_known(view, facts)
