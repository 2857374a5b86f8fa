"""The interface's words as a catalogue for translators; run as a module to write it anew.

``python -m tests.messages`` reads the code and writes ``geodata/locale/atlas.pot``.
"""

from __future__ import annotations

import ast
import importlib
import io
import pkgutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from geodata.model import LabeledEnum
from layers.builders.layer_settings import read_settings
from layers.estimate.methods import METHODS

__all__ = ["POT", "catalogue", "pot_text"]

ROOT = Path(__file__).parents[1]
POT = ROOT / "geodata/locale/atlas.pot"
PACKAGES = ("geodata", "layers", "dashboard")

_HEAD = """# Words of Deployment Atlas
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

"""

Message = tuple[str | tuple[str, str], str]


def _literal(node: ast.expr) -> str | None:
    try:
        found = ast.literal_eval(node)
    except ValueError:
        return None
    return found if isinstance(found, str) else None


def _message(call: ast.Call) -> str | tuple[str, str] | None:
    """Return the words that one call hands to the catalogue."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    words = [_literal(each) for each in call.args]
    if name == "_" and len(words) == 1 and words[0]:
        return words[0]
    if name == "ngettext" and words[0] and words[1]:
        return words[0], words[1]
    if name == "plural" and len(words) > 1 and words[1]:
        many = words[2] if len(words) > 2 else ""
        return f"{{n}} {words[1]}", f"{{n}} {many or f'{words[1]}s'}"
    return None


def _in_code() -> Iterator[Message]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                found = _message(node) if isinstance(node, ast.Call) else None
                if found:
                    yield found, file.relative_to(ROOT).as_posix()


def _closed_sets(of: type[LabeledEnum] = LabeledEnum) -> Iterator[Message]:
    for words in of.__subclasses__():
        where = f"{words.__module__.replace('.', '/')}.py"
        said = (text for word in words for text in (word.label, word.meaning) if text)
        yield from ((text, where) for text in said)
        yield from _closed_sets(words)


def _methods() -> Iterator[Message]:
    """Yield what the docstrings of estimates tell readers."""
    for method in METHODS:
        where = f"{method.function.__module__.replace('.', '/')}.py"
        yield from ((text, where) for text in method.messages)


def _of_geographies() -> Iterator[Message]:
    """Yield what bundled geographies tell readers of their layers."""
    for file in sorted((ROOT / "geodata/packs").glob("*/layers.toml")):
        where = file.relative_to(ROOT).as_posix()
        yield from ((text, where) for text in read_settings(file.parent).caveats.values())
    for pattern in ("*/geography.toml", "*/subject.toml"):
        for file in sorted((ROOT / "geodata/packs").glob(pattern)):
            where = file.relative_to(ROOT).as_posix()
            said = tomllib.loads(file.read_text(encoding="utf-8"))
            yield from ((text, where) for text in _words(said))


_WORDS = frozenset(
    {"label", "plural", "title", "question", "none_counted", "technology", "note", "words", "hint"}
)
"""Members of a pack that readers see and that are translated."""


def _words(said: object) -> Iterator[str]:
    """Yield the texts of a pack that readers see, at any depth."""
    if isinstance(said, dict):
        for name, value in said.items():
            if isinstance(value, str):
                if name in _WORDS and value and not (name == "technology" and "id" in said):
                    yield value
            else:
                yield from _words(value)
    elif isinstance(said, list):
        for each in said:
            yield from _words(each)


def catalogue() -> Catalog:
    """Return every message, in order of the files that hold them."""
    for package in PACKAGES:
        module = importlib.import_module(package)
        for found in pkgutil.walk_packages(module.__path__, f"{package}."):
            if found.name != "dashboard.app" and not found.name.endswith(".page"):
                importlib.import_module(found.name)
    messages = Catalog(project="Deployment Atlas", charset="utf-8", fuzzy=False)
    for words, file in sorted(
        [*_in_code(), *_closed_sets(), *_methods(), *_of_geographies()],
        key=lambda each: (each[1], each[0][0]),
    ):
        messages.add(words, locations=[(file, 0)])
    return messages


def pot_text() -> str:
    """Return the catalogue as a template for translators; equal words give equal text."""
    out = io.BytesIO()
    write_po(out, catalogue(), width=100, omit_header=True, include_lineno=False)
    return _HEAD + out.getvalue().decode("utf-8")


if __name__ == "__main__":
    POT.parent.mkdir(exist_ok=True)
    POT.write_text(pot_text(), encoding="utf-8")
    print(f"{POT.relative_to(ROOT)}: {len(catalogue())} messages")
