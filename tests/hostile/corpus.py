"""Text that attacks browsers, templates, spreadsheets, terminals and layouts."""

from __future__ import annotations

__all__ = ["CANARY", "hostile"]

CANARY = "<img src=x onerror=alert(1)>"

_ATTACKS = (
    CANARY,
    "</script><script>window.pwned=1</script>",
    "{{7*7}}",
    "{% import os %}",
    "${alert(1)}",
    "`+alert(1)+`",
    "'\"><svg onload=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    ":material/bolt: $x^2$",
    "\u202egnol\u202c",
    "\u200b\u2066x",
    "=HYPERLINK(1)",
    "\x1b[2J",
)


def hostile(place: str) -> str:
    """Return all attacks in one line that also says where it stands."""
    return f"{place} " + " ".join(_ATTACKS)
