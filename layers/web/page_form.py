"""What an exported page holds beside the map."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import LabeledEnum

__all__ = ["WHOLE_PAGE", "PageForm", "Tone"]


class Tone(LabeledEnum):
    """Light or dark."""

    SYSTEM = "", "as the reader's system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class PageForm:
    """What a page holds beside the map.

    Parameters
    ----------
    report : bool
        Whether tables, texts and sources stand below the map.
    title : bool
        Whether title and subtitle stand above it.
    legend : bool
        Whether the legend is unfolded; folded it can still be opened.
    time : bool
        Whether the strip of time stands below it.
    tone : Tone
        Light, dark, or as the reader's system is set.
    """

    report: bool = True
    title: bool = True
    legend: bool = True
    time: bool = True
    tone: Tone = Tone.SYSTEM

    def signs(self) -> str:
        """Return the classes of the element that holds the map."""
        signs = {
            "is-embed": not self.report,
            "is-untitled": not self.title,
            "is-folded": not self.legend,
            "is-timeless": not self.time,
        }
        return " ".join(("atlas-page", *(name for name, shown in signs.items() if shown)))


WHOLE_PAGE = PageForm()
"""Map, legend, time, and everything below them."""
