"""Text that attacks browsers, templates, spreadsheets, terminals and layouts."""

from __future__ import annotations

__all__ = ["CANARY", "CORPUS", "hostile"]

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


CORPUS = {
    "image": CANARY,
    "svg": "'\"><svg onload=alert(1)>",
    "script": "</script><script>window.pwned=1</script>",
    "comment": "<!--<script>",
    "style": "</style><style>body{display:none}</style>",
    "attribute": '" autofocus onfocus="window.pwned = 1',
    "entity": "&lt;b&gt; &#x3c;i&#x3e; &amp;",
    "template": "{{7*7}} {% for x in [] %} {{ lipsum.__globals__ }}",
    "statement": "{% import os %}{# comment #}",
    "literal": "${window.pwned = 1} `${1}` \\u003cb\\u003e",
    "format": "{0} {name} %s %(x)s {}",
    "address": "javascript:window.pwned=1",
    "markdown": "![x](https://evil.example/x.png) [x](javascript:alert(1)) **b** _i_ `c`",
    "streamlit": ":material/bolt: :red[x] $x^2$ :sunglasses:",
    "formula": "=HYPERLINK(1)",
    "formula_plus": "+1+1",
    "formula_at": "@SUM(A1)",
    "override": "\u202eabc\u2066def\u202d 123",
    "zero_width": "a\u200b\u2060\ufeffb",
    "separators": "one\u2028two\u2029three",
    "control": "\x1b[2J\x07\x0b",
    "nul": "one\x00two",
    "private": "\ue000\uf8ff\U000f0000",
    "noncharacter": "\ufdd0\uffff\U0001fffe",
    "marks": "e" + "\u0301" * 200,
    "joined": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "scripts": "བོད་ ئۇيغۇر 青海 עברית",
    "long": "W" * 10_000,
    "words": "wide " * 2_000,
}
"""One attack each, by name."""
