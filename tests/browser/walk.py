"""A walk over all numbers of a page: what each says, what it belongs to, what it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

from playwright.sync_api import Page

__all__ = ["Seen", "numbers", "spoken", "walk"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

_WALK = """
(units) => {
  const inside = "[data-testid=stMain]";
  const skipped = "script, style, nav, [role=dialog], input, textarea, label, button, .atlas-bar";
  const sourced = (a) => {
    const to = a.getAttribute("href");
    if (to.startsWith("#")) return Boolean(document.getElementById(to.slice(1)));
    const away = new URL(to, location.href);
    return away.origin !== location.origin || a.dataset.atlasGo || a.target === "_blank";
  };
  const reaches = (unit) => {
    const under = unit.matches("tr") && unit.nextElementSibling?.matches("tr.under");
    return [unit, under ? unit.nextElementSibling : null]
      .filter(Boolean)
      .some((e) => [...e.querySelectorAll("a[href]")].some(sourced));
  };
  const found = [];
  const texts = document.createTreeWalker(document.querySelector(inside), NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const holder = text.parentElement;
    if (!/[0-9]/.test(text.textContent) || holder.closest(skipped)) continue;
    const at = Object.keys(units).find((unit) => holder.closest(unit));
    const unit = at ? holder.closest(at) : null;
    const marked = holder.closest("[title*='Source: ']") !== null;
    found.push({
      said: text.textContent.trim(),
      at: at ?? holder.closest("[class]")?.outerHTML.slice(0, 200) ?? "",
      key: unit && units[at] ? (unit.getAttribute(units[at]) ?? "") : "",
      reaches: unit ? marked || reaches(unit) : false,
    });
  }
  return found;
}
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of text with a number.

    ``at`` is the kind of unit it belongs to and ``key`` which one; ``reaches`` says whether
    that very unit holds a way to a source.
    """

    said: str
    at: str
    key: str
    reaches: bool


def walk(page: Page, units: Mapping[str, str]) -> list[Seen]:
    """Return every number of the main part of a page, in order.

    Parameters
    ----------
    page : Page
        What is shown.
    units : mapping of str to str
        Selectors of what holds a number together with its source, the closest first, each
        with the attribute that names the one; ``""`` for those that have no name.
    """
    return [Seen(**each) for each in page.evaluate(_WALK, dict(units))]


def numbers(text: str) -> set[str]:
    """Return the numbers of a text as they are written.

    Examples
    --------
    >>> sorted(numbers("0–1,452,035 scans, 24.6 %."))
    ['0', '1,452,035', '24.6']
    """
    return set(_NUMBER.findall(text))


def spoken(*values: object) -> set[str]:
    """Return all numbers that values of the view model hold, in texts or by themselves."""
    return {each for text in _texts(values) for each in numbers(text)}


def _texts(value: object) -> Iterator[str]:
    match value:
        case Enum():
            yield f"{value.value} {getattr(value, 'label', '')}"
        case str():
            yield value
        case bool():
            return
        case int():
            yield f"{value} {value:,}"
        case Mapping():
            yield from _texts([*value, *value.values()])
        case Iterable():
            for each in value:
                yield from _texts(each)
        case _ if is_dataclass(value):
            yield getattr(value, "words", "")
            yield from _texts([getattr(value, field.name) for field in fields(value)])
