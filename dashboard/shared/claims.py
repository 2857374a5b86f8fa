"""What sources say, as HTML: claims, where they stand, and where they differ."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.shared.claim_cards import ClaimCard, Dispute
from dashboard.shared.html import Heading, evidence, filled, heading, is_web, link, own
from geodata.i18n import _
from geodata.model import Source
from layers.reading import read_words

__all__ = ["claim_markup", "dispute_markup", "source_markup"]


def source_markup(source: Source) -> Markup:
    """Return a source with its own page here, and the addresses at which it can be read."""
    published = "" if source.published is None else f", {source.published.words}"
    read = source.url_read if source.url_read != source.url else ""
    addresses = [
        link(address, words)
        for address, words in ((source.url, _("publisher")), (read, _("read here")))
        if is_web(address)
    ]
    where = Markup(" ({})").format(Markup(", ").join(addresses)) if addresses else ""
    return Markup("{}: {}{}{} <small>{}</small>").format(
        own(source.publisher),
        evidence(source.source_id, source.title),
        published,
        where,
        read_words(source),
    )


def claim_markup(card: ClaimCard, *, sourced: bool = True) -> Markup:
    """Return one claim as an item of a list.

    Parameters
    ----------
    card : ClaimCard
    sourced : bool
        Whether to name its source; not where the source is the heading.
    """
    told = [
        Markup(' <span class="quiet">{}</span>').format(filled(words, text=own(text)))
        for words, text in (
            (
                _("printed: “{text}”"),
                "" if card.printed in {card.said, card.quote} else card.printed,
            ),
            (_("in short: {text}"), card.short),
        )
        if text
    ]
    speaker = Markup(" – {}").format(own(card.speaker)) if card.speaker else ""
    between = Markup(" ·") if speaker and told else Markup("")
    lines = [
        Markup("<p><strong>{}</strong>{}{}{}</p>").format(
            card.said, speaker, between, Markup("").join(told)
        )
    ]
    if card.quote:
        lines.append(
            Markup('<blockquote lang="{}" dir="auto">{}</blockquote>').format(
                card.quote_language, card.quote
            )
        )
    lines += [Markup('<p class="finding">{}</p>').format(audit) for audit in card.audits]
    if card.note:
        lines.append(Markup("<p>{}</p>").format(own(card.note)))
    place = f", {card.locator}" if card.locator else ""
    if sourced:
        lines.append(
            Markup('<p class="source">{}{}<br><span class="quiet">{}</span></p>').format(
                source_markup(card.source), place, card.grades
            )
        )
        lines += [
            Markup('<p class="source">{} {}</p>').format(_("repeats"), source_markup(origin))
            for origin in card.repeats
        ]
    else:
        graded = ". ".join(part for part in (card.locator, card.statement_grade) if part)
        lines.append(Markup('<p class="source quiet">{}</p>').format(graded))
    return Markup("<li>{}</li>").format(Markup("").join(lines))


def dispute_markup(item: Dispute, top: int) -> Markup:
    """Return one disagreement: each version with who tells it, and what is shown here.

    Parameters
    ----------
    item : Dispute
    top : int
        Level of the title of the panel on its page.
    """
    versions = Markup("").join(
        Markup("<li>{}{}</li>").format(
            own(said),
            Markup(' <span class="quiet">({})</span>').format(own(teller)) if teller else "",
        )
        for said, teller in item.versions
    )
    return Markup('<div class="dispute">{}<ul>{}</ul><p>{}</p></div>').format(
        heading(Heading.DETAIL, top, filled(_("Sources differ: {topic}"), topic=own(item.topic))),
        versions,
        filled(_("Shown here: {text}"), text=own(item.treatment)),
    )
