"""The profile of one region as a report: the same words as its page, for a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.viewmodel.around import around
from dashboard.viewmodel.estimates import EstimateLine, estimate_lines, group_lines, share_lines
from dashboard.viewmodel.figures import Figure
from dashboard.viewmodel.profile import EventCard, Profile, region_profile
from dashboard.viewmodel.search import view_of_region
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Source
from layers.report import Chapter, Entry, Report, ReportMap
from layers.view import COUNTRY, View
from layers.wording import isolated, plural, raised

__all__ = ["chosen_region", "profile_report", "view_of_profile"]

_EVENTS = 14
"""Events that are told on paper: the page of the region tells all."""


def chosen_region(view: View) -> str:
    """Return the region of a view that a profile is about."""
    return view.region or view.area


def view_of_profile(view: View, facts: Facts) -> View:
    """Return the view whose picture stands in the profile: the region within its province."""
    return replace(view_of_region(chosen_region(view), view, facts), region="", highlight=())


def profile_report(view: View, payload: Mapping[str, Any], facts: Facts) -> Report:
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
    chapters = (
        Chapter(_("Published figures"), tuple(map(_figure, profile.published))),
        Chapter(_("How much at least and at most"), tuple(_estimates(code, view, facts))),
        Chapter(
            _("Documented here and in its parts ({n})").format(n=profile.here_count),
            (*map(_event, profile.here), *_left(profile)),
        ),
        Chapter(
            _("What is not known"), tuple(Entry("", notes=(each,)) for each in profile.unknown)
        ),
        Chapter(
            _("Residents"),
            tuple(_gathered(profile.population, years=True))
            or (
                Entry("", said=_("No census figure for this unit."), notes=(profile.no_residents,)),
            ),
        ),
        Chapter(_("Groups, where counted"), tuple(_gathered(profile.groups))),
        Chapter(_("Independent sources"), tuple(_roots(around(code, view, facts).roots))),
    )
    within = ", ".join(isolated(each["text"]) for each in profile.within)
    level = raised(profile.level)
    kind = _("{level} in {whole}").format(level=level, whole=within) if within else level
    names = dict.fromkeys(name.text for name in profile.names)
    others = [isolated(name) for name in names if name != profile.title["text"]]
    own = () if code == COUNTRY else (code,)
    return Report(
        title=profile.title["text"],
        kicker=f"{kind} · {_('code')} {code}" if code.isdecimal() else kind,
        subtitle=" · ".join(others),
        maps=(ReportMap(payload["frame"]["subtitle"], payload, highlight=own),),
        chapters=tuple(chapter for chapter in chapters if chapter.entries),
        attribution=tuple(payload["frame"]["attribution"]),
        data_version=meta.version,
        data_date=str(payload["frame"].get("data_date", "")),
    )


def _figure(figure: Figure) -> Entry:
    return Entry(
        f"{figure.what}, {figure.year}" if figure.year else figure.what,
        said=figure.value,
        notes=tuple(each for each in (figure.note, figure.source) if each),
    )


def _gathered(figures: Iterable[Figure], *, years: bool = False) -> Iterable[Entry]:
    """Yield figures of one year and source as rows of one entry, so that both stand once."""
    grouped: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for each in figures:
        key = ("" if years else each.year, each.note, each.source)
        grouped[key].append((each.year if years else each.what, each.value))
    for (year, note, source), rows in grouped.items():
        yield Entry(year, rows=tuple(rows), notes=tuple(x for x in (note, source) if x))


def _cited(rests_on: Iterable[tuple[str, Source]]) -> str:
    told = "; ".join(f"{claim} ({source.publisher})" for claim, source in rests_on)
    return _("Rests on {claims}.").format(claims=told) if told else ""


def _estimates(code: str, view: View, facts: Facts) -> Iterable[Entry]:
    for line in estimate_lines(code, view, facts):
        yield _estimate(line)
    for said, shares in share_lines(code, view, facts):
        yield Entry(
            _("{count} on every base there is").format(count=said),
            notes=tuple(f"{each.share}: {each.base}, {each.residents}" for each in shares),
        )
    for group in group_lines(code, view, facts):
        yield Entry(
            _("Of those counted: {group}").format(group=group.group),
            said=group.said,
            notes=(group.sentence,),
        )


def _estimate(line: EstimateLine) -> Entry:
    method = _("Method: {method}.").format(method=line.method)
    notes = (line.rate, line.sentence, f"{method} {_cited(line.rests_on)}".strip())
    return Entry(
        "",
        said=f"{raised(line.label.label)}: {line.said}",
        notes=tuple(each for each in notes if each),
    )


def _event(card: EventCard) -> Entry:
    event = card.event
    what = ", ".join(each.label for each in event.modality)
    facts_of = " · ".join(
        (isolated(card.where["text"]), card.when, event.kind.label, what, card.confidence.label)
    )
    claims = tuple(
        f"{claim.said} – {claim.source.publisher}: {claim.source.title}"
        for claim in card.claims[:3]
    )
    more = len(card.claims) - len(claims)
    rest = (_("and {n} more statements").format(n=more),) if more > 0 else ()
    disputes = tuple(
        _("Sources differ: {topic}. Shown here: {treatment}").format(
            topic=each.topic, treatment=each.treatment
        )
        for each in card.disputes
    )
    return Entry(event.title, notes=(facts_of, *claims, *rest, *disputes))


def _left(profile: Profile) -> tuple[Entry, ...]:
    left = profile.here_count - len(profile.here)
    if not left:
        return ()
    return (Entry("", notes=(_("… and {events} more.").format(events=plural(left, "event")),)),)


def _roots(roots: Iterable[Source]) -> Iterable[Entry]:
    for root in roots:
        published = "" if root.published is None else f", {root.published.words}"
        address = root.url or root.url_read
        yield Entry(
            "", notes=tuple(x for x in (f"{root.publisher}: {root.title}{published}", address) if x)
        )
