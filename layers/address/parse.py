"""An address into a view, and a view into an address: the only way from one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from layers.address.checks import with_likely_months, with_possible_choices
from layers.address.former_codes import followed
from layers.address.opening import opening_view
from layers.view import View
from layers.view.parameters import LONGEST_IDENTIFIER, parameter_of, read_parameters, written

__all__ = ["ParsedView", "address_of", "params_of", "parse_link", "parse_view"]


@dataclass(frozen=True, slots=True)
class ParsedView:
    """What an address asks for.

    Parameters
    ----------
    view : View
        One that the atlas can answer: see :func:`layers.address.check_view`.
    problems : tuple of ViewError
        One for each parameter that could not be used. The usual choice stands in its place.
    moved : tuple of ViewError
        One for each month that nobody means. The nearest with an event stands in its place.
    recoded : tuple of str
        What to say of each former code of a region. The region of today stands in its place.
    """

    view: View
    problems: tuple[ViewError, ...] = ()
    moved: tuple[ViewError, ...] = ()
    recoded: tuple[str, ...] = ()

    def strict(self) -> View:
        """Return the view for a file, which must not show less than was asked for.

        Raises
        ------
        ViewError
            The first of the problems, if there is any.
        """
        for problem in self.problems:
            raise problem
        return self.view


def parse_view(params: Mapping[str, str], facts: Facts) -> ParsedView:
    """Read the parameters of an address.

    A parameter that cannot be used costs that parameter: the choice of the opening view stands
    in its place, and all others are kept. Names that are none of ours are left to others.

    Parameters
    ----------
    params : mapping of str to str
        Parameters by name.
    facts : Facts
        What the view must be answered from.
    """
    usual = opening_view(facts)
    choices, unread = read_parameters(params, facts.geography.levels)
    view, recoded = followed(usual.choose(**choices), facts)
    view, moved = with_likely_months(view, facts)
    view, impossible = with_possible_choices(view, facts, usual, choices)
    return ParsedView(view, (*unread, *impossible), moved, recoded)


def parse_link(link: str, facts: Facts) -> ParsedView:
    """Read a whole address, its query, or nothing (the opening view).

    Raises
    ------
    ViewError
        If the text is no address at all.
    """
    try:
        query = urlsplit(link).query if "://" in link or "?" in link else link
    except ValueError:
        raise ViewError(
            _("This is no address."),
            where=link[:LONGEST_IDENTIFIER],
            remedy=_("Copy it from the dashboard."),
        ) from None
    return parse_view(dict(parse_qsl(query, keep_blank_values=True)), facts)


def params_of(view: View, facts: Facts) -> dict[str, str]:
    """Return the parameters of an address: the choices that differ from the opening view."""
    usual = opening_view(facts).choices
    return {
        parameter_of(name): written(value)
        for name, value in view.choices.items()
        if value != usual[name]
    }


def address_of(view: View, facts: Facts, **others: str) -> str:
    """Return the query of the address of a view; ``"?"`` is the opening view.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What the opening view follows from.
    others : str
        Parameters of the page that are no choice of a view.
    """
    return f"?{urlencode({**params_of(view, facts), **others})}"
