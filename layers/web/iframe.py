"""The frame in which another page shows a map: it has no origin and reaches nothing outside."""

from __future__ import annotations

from markupsafe import Markup

__all__ = ["iframe"]


def iframe(title: str, height: int, *, src: str = "", srcdoc: str = "") -> Markup:
    """Return a frame that shows a map; every value is escaped.

    Its script can read neither the page around it nor that page's cookies. Links to sources
    open beside it.

    Parameters
    ----------
    title : str
        What the frame holds, for those who do not see it.
    height : int
        In pixels.
    src : str
        Whole address of the map.
    srcdoc : str
        The page itself, where there is no address.

    Examples
    --------
    >>> 'src="map.html" title="&lt;A&gt;"' in iframe("<A>", 480, src="map.html")
    True
    """
    name, value = ("src", src) if src else ("srcdoc", srcdoc)
    return Markup(
        '<iframe {}="{}" title="{}" width="100%" height="{}" loading="lazy"'
        ' referrerpolicy="no-referrer" sandbox="allow-scripts allow-popups'
        ' allow-popups-to-escape-sandbox" style="border:0"></iframe>'
    ).format(name, value, title, height)
