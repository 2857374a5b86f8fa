"""The one gate from text to HTML. Everything that is filled in is escaped by MarkupSafe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from markupsafe import Markup, escape

from geodata.gazetteer import Name, kind_words
from geodata.i18n import _
from layers.naming import Text

__all__ = ["bdi", "each", "evidence", "filled", "go", "link", "name", "plain"]

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$@&^=])")


def bdi(text: Text) -> Markup:
    """Return a name in its language, set apart so that it moves nothing beside it.

    Examples
    --------
    >>> bdi({"text": "<b>", "lang": "en"})
    Markup('<bdi lang="en">&lt;b&gt;</bdi>')
    """
    return Markup('<bdi lang="{}">{}</bdi>').format(text["lang"], text["text"])


def name(value: Name) -> Markup:
    """Return a name with the source of its spelling as its title."""
    return Markup('<bdi lang="{}" title="{}">{}</bdi>').format(
        value.language,
        _("{kind}. Source: {source}").format(kind=kind_words(value.kind), source=value.source),
        value.text,
    )


def each(template: Markup, values: Iterable[object]) -> Markup:
    """Return a template once for every value, escaped and joined.

    Examples
    --------
    >>> each(Markup("<li>{}</li>"), ["a", "<"])
    Markup('<li>a</li><li>&lt;</li>')
    """
    return Markup("").join(template.format(value) for value in values)


def filled(words: str, **values: object) -> Markup:
    """Return a message of the interface with values filled in; both are escaped.

    Examples
    --------
    >>> filled("{n} of <all>", n=Markup("<b>3</b>"))
    Markup('<b>3</b> of &lt;all&gt;')
    """
    return escape(words).format(**values)


def go(address: str, words: object, *, here: bool = False) -> Markup:
    """Return a link within the atlas, which keeps the page loaded.

    Parameters
    ----------
    address : str
        Query of a view, or name of a page and query, made by
        :func:`dashboard.viewmodel.links.query`.
    words : object
        What is shown; escaped unless it is markup.
    here : bool
        Whether the map goes on looking where the reader has moved it.

    Examples
    --------
    >>> go("?region=630200", "<b>")
    Markup('<a href="./?region=630200" data-atlas-go="there">&lt;b&gt;</a>')
    """
    return Markup('<a href="./{}" data-atlas-go="{}">{}</a>').format(
        address, "here" if here else "there", words
    )


def evidence(source_id: str, words: object) -> Markup:
    """Return a link to a source on the page of evidence, which keeps all other choices.

    Examples
    --------
    >>> evidence("A&B", "A report")
    Markup('<a href="./evidence?source=A%26B" data-atlas-go="with">A report</a>')
    """
    return Markup('<a href="./evidence?{}" data-atlas-go="with">{}</a>').format(
        urlencode({"source": source_id}), words
    )


def link(address: str, words: str) -> Markup:
    """Return a link that tells the other side nothing; the words alone without an address.

    Only web addresses become links, whatever a data set may hold.
    """
    if not address.startswith(("https://", "http://")):
        return Markup("{}").format(words)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>').format(
        address, words
    )


def plain(text: str) -> str:
    r"""Return text for Streamlit's labels, so that Markdown shows it as it is.

    Examples
    --------
    >>> plain("*a* [b](c)")
    '\\*a\\* \\[b\\]\\(c\\)'
    """
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
