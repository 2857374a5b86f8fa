"""Addresses: the one reader and the one writer of views, and the view an atlas opens with."""

from layers.address.checks import check_view, dividing_level
from layers.address.former_codes import followed, followed_words
from layers.address.opening import opening_events, opening_view
from layers.address.parse import ParsedView, address_of, params_of, parse_link, parse_view

__all__ = [
    "ParsedView",
    "address_of",
    "check_view",
    "dividing_level",
    "followed",
    "followed_words",
    "opening_events",
    "opening_view",
    "params_of",
    "parse_link",
    "parse_view",
]
