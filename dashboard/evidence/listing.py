"""The page of evidence: sources, what rests on each, where they differ, and leads apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard.address.links import query
from dashboard.evidence.filters import source_filters
from dashboard.evidence.model import (
    SOURCES,
    Asked,
    Difference,
    EventClaims,
    SourceCard,
    SourceRow,
    asked_of,
    differences,
    result_words,
    source_card,
    source_rows,
    unlisted_events,
)
from dashboard.region.related import language_words
from dashboard.shared.claims import claim_markup, source_markup
from dashboard.shared.guard import guarded
from dashboard.shared.html import bdi, each, evidence, filled, go, link, own
from dashboard.shared.notices import link_notice
from dashboard.shared.search_model import view_of_event, view_of_region
from dashboard.shared.sortable_headers import sortable_headers
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Scope, Source
from layers.naming import display_name
from layers.reading import read_words
from layers.view import View
from layers.wording import dates, plural

__all__ = ["draw_evidence", "rows_markup", "source_card_markup"]

_TAG = Markup(' <span class="tag low">{}</span>')


def draw_evidence(view: View, facts: Facts) -> None:
    """Draw the evidence that the address asks for."""
    params = st.query_params.to_dict()
    asked, problems = asked_of(params, facts)
    link_notice(problems)
    st.title(_("Evidence"), anchor=False)
    with st.container(key="prose-evidence"):
        st.markdown(
            _(
                "Every number in this atlas is a statement by a source. Here are all sources, "
                "what each says, what it repeats, and where they differ."
            )
        )
    with st.container(key="source-open" if asked.source else "source-list"):
        list_side, card_side = st.columns([11, 9], gap="large")
    with list_side, guarded(_("The list of sources")):
        source_filters(asked)
        rows = SOURCES.of(source_rows(asked, facts), params)
        st.html(rows_markup(rows, asked, result_words(len(rows), facts), params))
    with card_side, guarded(_("The source")):
        if asked.source:
            st.html(source_card_markup(source_card(asked.source, view, facts), view, facts))
        else:
            st.html(_nothing_chosen())
    with guarded(_("The list of disagreements")):
        st.html(differences_markup(differences(facts), view, facts))
    for scope, heading, told in (
        (
            Scope.LEAD,
            _("Unverified leads"),
            _("They are in no count, on no map and in no picture unless a reader asks for them."),
        ),
        (
            Scope.CONTEXT,
            _("Related programmes"),
            _("They tell what surrounds the subject, and are shown only when asked for."),
        ),
    ):
        with guarded(heading):
            st.html(apart_markup(heading, told, unlisted_events(scope, view, facts), view, facts))


def _nothing_chosen() -> Markup:
    return Markup('<div class="region"><p class="none">{}</p></div>').format(
        _("Choose a source to read what rests on it, what it repeats, and where it can be read.")
    )


def rows_markup(
    rows: Iterable[SourceRow], asked: Asked, found: str, params: Mapping[str, str]
) -> Markup:
    """Return the sources as a table; every piece of text in it is escaped.

    Parameters
    ----------
    rows : iterable of SourceRow
        The sources in their order.
    asked : Asked
        What was asked for.
    found : str
        How many there are.
    params : mapping of str to str
        Parameters of the address, which the heads keep.
    """
    body = Markup("").join(_row(row, current=row.source.source_id == asked.source) for row in rows)
    head = sortable_headers(SOURCES, params, _address_of_list)
    heads = (
        head("source", _("Source")),
        head("published", _("Published")),
        head("read", _("How it was read")),
        head("grade", _("Grade")),
        head("statements", _("Statements")),
    )
    nothing = Markup('<p class="none">{}</p>').format(
        _("No source holds all of these words under these filters. Use fewer words or filters.")
    )
    return Markup(
        '<div class="region evidence"><p class="quiet" role="status">{}</p>{}</div>'
    ).format(
        found,
        Markup(
            '<div class="wide"><table class="sources"><thead><tr>{}</tr></thead>'
            "<tbody>{}</tbody></table></div>"
        ).format(Markup("").join(heads), body)
        if body
        else nothing,
    )


def _address_of_list(params: Mapping[str, str]) -> str:
    return f"evidence?{urlencode(params)}" if params else "evidence"


def _row(row: SourceRow, *, current: bool) -> Markup:
    source = row.source
    root = row.roots[0] if row.roots else source
    repeats = (
        Markup('<br><span class="quiet">{}</span>').format(
            filled(_("original source: {publisher}"), publisher=own(root.publisher))
        )
        if root.source_id != source.source_id
        else ""
    )
    apart = each(
        Markup('<br><span class="quiet">{}</span>'),
        [
            words.format(n=count)
            for words, count in (
                (_("and {n} on related programmes"), row.context),
                (_("and {n} unchecked"), row.leads),
            )
            if count
        ],
    )
    return Markup(
        '<tr{}><th scope="row"><span class="quiet">{}</span><br>{}{}</th>'
        '<td data-label="{}">{}</td><td data-label="{}">{}</td>'
        '<td data-label="{}"><abbr title="{}">{}</abbr></td>'
        '<td class="number" data-label="{}">{}{}</td></tr>'
    ).format(
        Markup(' aria-current="true"') if current else "",
        own(source.publisher),
        evidence(source.source_id, _titled(source)),
        repeats,
        _("Published"),
        "" if source.published is None else source.published.words,
        _("How it was read"),
        read_words(source),
        _("Grade"),
        source.reliability.label,
        source.reliability.value,
        _("Statements"),
        row.claims,
        apart,
    )


def _titled(source: Source) -> Markup:
    return Markup('<bdi lang="{}">{}</bdi>').format(source.language or "und", source.title)


def source_card_markup(card: SourceCard, view: View, facts: Facts) -> Markup:
    """Return one source in full; every piece of text in it is escaped."""
    source = card.source
    archive = (
        Markup("{} {}").format(link(source.archive_url, source.archive_url), _held(card))
        if source.archive_url
        else _("none recorded")
    )
    facts_of = (
        (_("Publisher"), own(source.publisher)),
        (_("Author"), own(source.author) if source.author else _("not named")),
        (_("Published"), source.published.words if source.published else _("date not known")),
        (_("Language"), language_words(source.language) or _("not recorded")),
        (_("Kind"), source.kind.label),
        (_("Publisher’s own page"), _address(source.url)),
        (_("Read at"), _address(source.url_read)),
        (_("Archived copy"), archive),
        (_("How it was read"), own(_how(source))),
        (_("Reliability"), source.reliability.label),
        (_("Checksum"), source.sha256 or _("none recorded")),
        (_("Read on"), source.accessed.words if source.accessed else _("not recorded")),
    )
    rows = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in facts_of)
    return Markup(
        '<article class="region source-card" data-source="{}"><header><h2>{}</h2>'
        '<p class="quiet">{}</p></header><dl>{}</dl>{}{}{}</article>'
    ).format(
        source.source_id,
        _titled(source),
        source.source_id,
        rows,
        Markup("<p>{}</p>").format(own(source.note)) if source.note else "",
        _lineage(card),
        _resting(card, view, facts),
    )


def _how(source: Source) -> str:
    label = source.read_as.label
    return f"{label} ({source.how_read})" if source.how_read else label


def _held(card: SourceCard) -> str:
    held = card.source.archive_holds_content
    return {
        "yes": _("(holds the text)"),
        "no": _("(does not hold the text)"),
    }.get(held, _("(not known whether it holds the text)"))


def _address(address: str) -> Markup | str:
    return link(address, address) if address else _("not known")


def _lineage(card: SourceCard) -> Markup:
    root = card.repeats[-1] if card.repeats else card.source
    told = (
        Markup("<p>{}</p><ol>{}</ol><p>{}</p>").format(
            _("It repeats, step by step:"),
            Markup("").join(Markup("<li>{}</li>").format(source_markup(s)) for s in card.repeats),
            filled(
                _("So it is no witness of its own: its original source is {publisher}."),
                publisher=own(root.publisher),
            ),
        )
        if card.repeats
        else Markup("<p>{}</p>").format(
            _("It repeats no other source here: it is an original source.")
        )
    )
    others = Markup("").join(
        Markup("<p>{}</p><ul>{}</ul>").format(
            words,
            Markup("").join(Markup("<li>{}</li>").format(source_markup(each)) for each in sources),
        )
        for words, sources in (
            (_("It builds on, and does not count as independent of:"), card.builds_on),
            (_("Repeated by:"), card.repeated_by),
            (_("Taken further by:"), card.built_on_by),
        )
        if sources
    )
    return Markup("<section><h3>{}</h3>{}{}</section>").format(_("Where it leads"), told, others)


def _resting(card: SourceCard, view: View, facts: Facts) -> Markup:
    parts = (
        (_("What rests on it"), card.checked),
        (_("Context that rests on it"), card.context),
        (_("Leads that rest on it, not yet checked"), card.leads),
    )
    told = Markup("").join(
        Markup("<section><h3>{} ({})</h3>{}</section>").format(
            heading, len(events), _events(events, view, facts, sourced=False)
        )
        for heading, events in parts
        if events
    )
    return told or Markup('<p class="none">{}</p>').format(
        _("No statement here was taken from it. It is listed because another source names it.")
    )


def _events(events: Iterable[EventClaims], view: View, facts: Facts, *, sourced: bool) -> Markup:
    return Markup("").join(_event(found, view, facts, sourced=sourced) for found in events)


def _event(found: EventClaims, view: View, facts: Facts, *, sourced: bool) -> Markup:
    event = found.event
    shown = query(view_of_event(event, view, facts), facts)
    return Markup(
        '<details class="event" data-event="{}"><summary><span class="title">{}</span>'
        '<span class="quiet">{} · {} · {}</span></summary>'
        '<p class="quiet">{}</p><ul class="claims">{}</ul></details>'
    ).format(
        event.event_id,
        own(event.title),
        bdi(found.where),
        dates(event),
        plural(len(found.claims), "statement"),
        go(shown, _("Show on the map")),
        Markup("").join(claim_markup(claim, sourced=sourced) for claim in found.claims),
    )


def differences_markup(found: tuple[Difference, ...], view: View, facts: Facts) -> Markup:
    """Return the disagreements, each with its versions and where to see the events."""
    told = Markup("").join(_difference(each_, view, facts) for each_ in found)
    nothing = Markup('<p class="none">{}</p>').format(
        _("No disagreement between sources is recorded in this data set.")
    )
    return Markup(
        '<section class="region differences" id="differences"><h2>{} ({})</h2>'
        '<p class="quiet">{}</p><div class="columns">{}</div></section>'
    ).format(
        _("Where sources differ"),
        len(found),
        _("All versions stay. None is overwritten by another, and no middle is invented."),
        told or nothing,
    )


def _difference(found: Difference, view: View, facts: Facts) -> Markup:
    versions = Markup("").join(
        Markup("<li>{}{}</li>").format(own(said), _teller(source, found, view, facts))
        for (said, _publisher), source in zip(found.told.versions, found.sources, strict=True)
    )
    events = Markup("").join(
        Markup("<li>{}{}</li>").format(
            go(query(view_of_event(event, view, facts), facts), event.title),
            "" if event.scope is Scope.CORE else _TAG.format(event.scope.label),
        )
        for event in found.events
    )
    return Markup(
        '<div class="difference" data-difference="{}"><h3>{}</h3><ul class="versions">{}</ul>'
        '<p><span class="quiet">{}</span> {}</p><p class="quiet">{}</p><ul>{}</ul></div>'
    ).format(
        found.name,
        own(found.told.topic),
        versions,
        _("Shown here:"),
        own(found.told.treatment),
        _("It concerns:"),
        events,
    )


def _teller(source: Source | None, found: Difference, view: View, facts: Facts) -> Markup:
    """Return who tells a version, with the way to that source.

    One that no claim tells is worked out from what stands on the page of the region.
    """
    if source is None:
        name = bdi(display_name(facts, found.region, view.map.language))
        shown = query(view_of_region(found.region, view, facts), facts)
        return Markup(' <span class="quiet">– {}</span>').format(
            go(f"region{shown}", Markup("{} {}").format(_("from what stands on the page of"), name))
        )
    return Markup(' <span class="quiet">– {}</span>').format(
        evidence(source.source_id, f"{source.publisher}: {source.title}")
    )


def apart_markup(
    heading: str, told: str, events: tuple[EventClaims, ...], view: View, facts: Facts
) -> Markup:
    """Return events that stand apart from what is counted, folded."""
    nothing = Markup('<p class="none">{}</p>').format(_("There are none."))
    return Markup(
        '<details class="region fold apart"><summary><h2>{} ({})</h2></summary>'
        '<p class="quiet">{}</p>{}</details>'
    ).format(heading, len(events), told, _events(events, view, facts, sourced=True) or nothing)
