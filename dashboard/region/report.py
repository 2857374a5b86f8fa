"""The profile of one region as a report: the same words as its page, for a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dashboard.exports.reports import PageReport
from dashboard.region.figures import Figure
from dashboard.region.model import EventCard, Profile, region_profile
from dashboard.region.related import RelatedRegions, related_regions
from dashboard.shared.citation import Citation, Footnotes
from dashboard.shared.estimates import (
    ABOUT_SHARES,
    EstimateLine,
    ShareLine,
    estimate_lines,
    group_lines,
    measure_words,
    share_lines,
)
from dashboard.shared.search_model import view_of_region
from geodata.facts import Facts
from geodata.i18n import _
from layers.picture.event_index import differences
from layers.report import Chapter, Document, Entry, ReportMap, ReportPage
from layers.view import View
from layers.wording import isolated, number, plural, raised

__all__ = ["PROFILE", "chosen_region", "profile_report", "view_of_profile"]

_EVENTS = 14
"""Events that are told on paper: the page of the region tells all."""


def chosen_region(view: View) -> str:
    """Return the region of a view that a profile is about."""
    return view.map.region or view.map.area


def view_of_profile(view: View, facts: Facts) -> View:
    """Return the view whose picture stands in the profile: the region within its province."""
    return view_of_region(chosen_region(view), view, facts).choose(region="", highlight=())


def profile_report(view: View, payload: Mapping[str, Any], facts: Facts) -> Document:
    """Return the profile of the chosen region as a report.

    Parameters
    ----------
    view : View
        Decides region, filters, assumptions and language.
    payload : mapping
        Picture of :func:`view_of_profile`.
    facts : Facts
        What is known.
    """
    code = chosen_region(view)
    profile = region_profile(code, view, facts, _EVENTS)
    meta = facts.dataset.metadata
    cited = Footnotes(facts.dataset)
    chapters = (
        Chapter(_("Published figures"), tuple(_figure(each, cited) for each in profile.published)),
        Chapter(
            _("Estimated range"),
            tuple(_estimates(code, view, facts, cited)),
            measure_words(code, view, facts),
        ),
        Chapter(
            f"{profile.counted} ({number(profile.here_count)})",
            (*(_event(each, facts, cited) for each in profile.here), *_left(profile)),
            _roots(related_regions(code, view, facts), cited),
        ),
        Chapter(_("Data gaps"), tuple(Entry("", notes=(each,)) for each in profile.unknown)),
        Chapter(_("Residents"), tuple(_residents(profile, cited))),
        Chapter(_("Groups, where counted"), tuple(_groups(profile.groups, cited))),
    )
    within = ", ".join(isolated(each["text"]) for each in profile.within)
    level = raised(profile.level)
    kind = _("{level} in {whole}").format(level=level, whole=within) if within else level
    names = dict.fromkeys(name.text for name in profile.names)
    others = [
        isolated(name) for name in names if name != profile.title["text"] and not name.isdecimal()
    ]
    own = () if code == facts.geography.root else (code,)
    return Document(
        title=profile.title["text"],
        kicker=f"{kind} · {_('code')} {code}" if code.isdecimal() else kind,
        subtitle=" · ".join(others),
        maps=(ReportMap(payload["header"]["subtitle"], payload, highlight=own),),
        chapters=tuple(each for each in (*chapters, cited.chapter()) if each.entries),
        attribution=tuple(payload["header"]["attribution"]),
        data_version=meta.version,
        data_date=str(payload["header"].get("data_date", "")),
    )


def _figure(figure: Figure, cited: Footnotes) -> Entry:
    number = cited.cite(Citation("", figure.source, figure.address, figure.source_id))
    what = f"{figure.what[:1].upper()}{figure.what[1:]}"
    return Entry(
        f"{what}, {figure.year}" if figure.year else what,
        said=f"{figure.value} {cited.mark([number])}",
        notes=(figure.note,) if figure.note else (),
    )


def _residents(profile: Profile, cited: Footnotes) -> Iterator[Entry]:
    """Yield the figures of each kind as rows, so that what is said of all stands once."""
    kinds: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in profile.population:
        number = cited.table(each.source, each.address)
        kinds[each.note].append((f"{each.year} {cited.mark([number])}", each.value))
    for note, rows in kinds.items():
        yield Entry("", rows=tuple(rows), notes=(note,) if note else ())
    if not kinds:
        yield Entry("", said=_("No census figure for this unit."), notes=(profile.no_residents,))


def _groups(figures: Iterable[Figure], cited: Footnotes) -> Iterator[Entry]:
    """Yield the figures of one year and source as rows of one entry."""
    grouped: defaultdict[tuple[str, str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for each in figures:
        key = (each.year, each.note, each.source, each.address)
        grouped[key].append((each.what, each.value))
    for (year, note, source, address), rows in grouped.items():
        mark = cited.mark([cited.table(source, address)])
        yield Entry(f"{year} {mark}", rows=tuple(rows), notes=(note,) if note else ())


def _estimates(code: str, view: View, facts: Facts, cited: Footnotes) -> Iterable[Entry]:
    for line in estimate_lines(code, view, facts):
        yield _estimate(line, cited)
    for said, shares in share_lines(code, view, facts):
        yield Entry(
            _("{count} by population base").format(count=said),
            rows=tuple((_base(share, cited), share.share) for share in shares),
            notes=(ABOUT_SHARES,),
        )
    for group in group_lines(code, view, facts):
        yield Entry(
            _("Possible range by group: {group}").format(group=group.group),
            said=group.said,
            notes=(group.sentence,),
        )


def _base(share: ShareLine, cited: Footnotes) -> str:
    """Return the base of a share with its number of residents and its source."""
    if share.source_id:
        number = cited.document(share.source_id)
    else:
        number = cited.table(share.source, share.address)
    return f"{share.base}: {share.residents} {cited.mark([number])}"


def _estimate(line: EstimateLine, cited: Footnotes) -> Entry:
    method = _("Method: {method}.").format(method=line.method)
    claims = "; ".join(
        f"{claim} {cited.mark([cited.document(source.source_id)])}"
        for claim, source in line.rests_on
    )
    rests = _("Rests on {claims}.").format(claims=claims) if claims else ""
    return Entry(
        "",
        tag=line.label.label,
        kind=line.label.value,
        said=line.said,
        notes=tuple(each for each in (line.rate, line.sentence, f"{method} {rests}") if each),
    )


def _event(card: EventCard, facts: Facts, cited: Footnotes) -> Entry:
    event = card.event
    what = ", ".join(each.label for each in event.modality)
    facts_of = " · ".join(
        (isolated(card.where["text"]), card.when, event.kind.label, what, card.confidence.label)
    )
    told: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for claim in card.claims:
        told[cited.document(claim.source.source_id)][claim.said] = None
    claims = "; ".join(f"{', '.join(said)} {cited.mark([n])}" for n, said in told.items())
    # Only what rests on this event alone: a disagreement could tell of one that is hidden.
    disputes = tuple(
        _("Sources differ: {topic}. Shown here: {treatment}").format(
            topic=each["topic"], treatment=each["shown"]
        )
        for each in differences(event, facts)
    )
    told_by = _("From its sources: {claims}").format(claims=claims) if claims else ""
    notes = (facts_of, told_by, *disputes)
    return Entry(event.title, notes=tuple(each for each in notes if each))


def _left(profile: Profile) -> tuple[Entry, ...]:
    left = profile.here_count - len(profile.here)
    if not left:
        return ()
    return (Entry("", notes=(_("… and {events} more.").format(events=plural(left, "event")),)),)


def _roots(near: RelatedRegions, cited: Footnotes) -> str:
    """Say to how many documents everything leads back."""
    if not near.roots:
        return ""
    said = _("Based on {roots}, reprints counted once: {numbers}.").format(
        roots=plural(len(near.roots), "independent source"),
        numbers=cited.mark(cited.document(root.source_id) for root in near.roots),
    )
    if not near.building:
        return said
    built = _("Not counted, as they build on one of these: {numbers}.").format(
        numbers=cited.mark(cited.document(root.source_id) for root in near.building)
    )
    return f"{said} {built}"


PROFILE = PageReport(
    ReportPage.REGION,
    views=lambda view, facts: (view_of_profile(view, facts),),
    document=lambda view, payloads, facts: profile_report(view, payloads[0], facts),
)
"""Of the page of one region."""
