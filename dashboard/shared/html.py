"""The one gate from text to HTML. Everything that is filled in is escaped by MarkupSafe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from urllib.parse import urlencode

from markupsafe import Markup, escape

from dashboard.shared.citation import Citation
from geodata.census import short_citation
from geodata.i18n import _
from geodata.names import Name, kind_words
from layers.naming import Text

__all__ = [
    "METHODS_ANCHOR",
    "Heading",
    "bdi",
    "cited",
    "each",
    "evidence",
    "filled",
    "go",
    "heading",
    "is_web",
    "link",
    "name",
    "own",
    "page",
    "plain",
]

METHODS_ANCHOR = "how-estimates-are-made"
"""Name of the place on the page of limits where the methods of estimates begin."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$@&^=])")


def bdi(text: Text) -> Markup:
    """Return a name in its language, set apart so that it moves nothing beside it.

    Examples
    --------
    >>> bdi({"text": "<b>", "lang": "en"})
    Markup('<bdi lang="en">&lt;b&gt;</bdi>')
    """
    return Markup('<bdi lang="{}">{}</bdi>').format(text["lang"], text["text"])


def own(text: object) -> Markup:
    """Return words of the data, which run in the direction of their own language.

    Examples
    --------
    >>> own("21.1 to 25.6 per cent")
    Markup('<bdi>21.1 to 25.6 per cent</bdi>')
    """
    return Markup("<bdi>{}</bdi>").format(text)


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
        :func:`dashboard.address.links.query`.
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


class Heading(Enum):
    """What a heading of a panel stands over: the region, a part of what is told, or a detail.

    Its level is that of the panel on its page; how it looks is the same on every page.
    """

    TITLE = "is-title"
    PART = "is-part"
    DETAIL = "is-detail"


def heading(sort: Heading, top: int, words: object) -> Markup:
    """Return a heading.

    Parameters
    ----------
    sort : Heading
        What it stands over.
    top : int
        Level of the title of the panel on its page.
    words : object
        What it says; escaped unless it is markup.

    Examples
    --------
    >>> heading(Heading.PART, 1, "<b>")
    Markup('<h2 class="is-part">&lt;b&gt;</h2>')
    """
    level = top + list(Heading).index(sort)
    return Markup('<h{} class="{}">{}</h{}>').format(level, sort.value, words, level)


def is_web(address: str) -> bool:
    """Whether an address is one of the web, and may become a link."""
    return address.startswith(("https://", "http://"))


def link(address: str, words: str, title: str = "") -> Markup:
    """Return a link that tells the other side nothing; the words alone without an address.

    Only web addresses become links, whatever a data set may hold.

    Parameters
    ----------
    address : str
        Where it leads.
    words : str
        What is shown.
    title : str
        What it says in full to a reader who points at it.
    """
    told = Markup(' title="{}"').format(title) if title and title != words else Markup("")
    if not is_web(address):
        return Markup("<span{}>{}</span>").format(told, words) if told else escape(words)
    return Markup(
        '<a href="{}" target="_blank" rel="noopener noreferrer nofollow"{}>{}</a>'
    ).format(address, told, words)


def cited(cite: Citation) -> Markup:
    """Return where a number comes from: its page here, if it has one, and its address outside.

    A census table is named by publisher and title, and in full where a reader points at it.

    Examples
    --------
    >>> cited(Citation("", "A census", ""))
    Markup('A census')
    """
    if not cite.source_id:
        return link(cite.address, short_citation(cite.words), cite.words)
    claim = Markup("<code>{}</code> ").format(cite.claim) if cite.claim else Markup("")
    told = claim + evidence(cite.source_id, cite.words)
    if not is_web(cite.address):
        return told
    return Markup("{} ({})").format(told, link(cite.address, _("publisher")))


def page(name: str, words: object, anchor: str = "") -> Markup:
    """Return a link to a page of the atlas, which keeps all choices of the address.

    Parameters
    ----------
    name : str
        Its name in the address; ``""`` for the map.
    words : object
        What is shown; escaped unless it is markup.
    anchor : str
        Name of a heading on it.

    Examples
    --------
    >>> page("limits", "How", "time")
    Markup('<a href="./limits#time" data-atlas-go="page">How</a>')
    """
    place = f"#{anchor}" if anchor else ""
    return Markup('<a href="./{}{}" data-atlas-go="page">{}</a>').format(name, place, words)


def plain(text: str) -> str:
    r"""Return text for Streamlit's labels, so that Markdown shows it as it is.

    Examples
    --------
    >>> plain("*a* [b](c)")
    '\\*a\\* \\[b\\]\\(c\\)'
    """
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
