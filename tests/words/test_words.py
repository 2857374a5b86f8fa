"""Every word of the interface comes from the catalogue, in every place where it is shown."""

from __future__ import annotations

import ast
import json
import os
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.i18n import LANGUAGE_VARIABLE, LOCALE_VARIABLE, direction
from tests.conftest import ROOT
from tests.messages import PACKAGES, POT, catalogue, pot_text
from tests.words.pseudo import bare, compiled, marked

LANGUAGE = "en_ZA"
LEFT_OUT = "Methods and limits"
"""A message without a translation: it must be noticed, or nothing would be."""
PROSE = ("limits", "harm", "data-changes")


def spoken(code: str, folder: Path, language: str) -> str:
    """Return what a new process prints that speaks a language of a folder."""
    environment = {
        **os.environ,
        LANGUAGE_VARIABLE: language,
        LOCALE_VARIABLE: str(folder),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, *code.split(" ", 1)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_the_template_for_translators_is_current() -> None:
    """Whoever changes a word writes the template anew."""
    command = "the words have changed: run  python -m tests.messages"
    assert POT.read_text(encoding="utf-8") == pot_text(), command


def _formatted() -> Iterator[tuple[str, str, set[str]]]:
    """Yield each message that is filled in where it stands: place, words, and what is given."""
    for file in sorted(file for name in PACKAGES for file in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(
                        attr="format",
                        value=ast.Call(func=ast.Name(id="_" | "ngettext"), args=words),
                    ),
                    keywords=given,
                ):
                    for each in words:
                        if isinstance(each, ast.Constant) and isinstance(each.value, str):
                            where = f"{file.relative_to(ROOT)}:{node.lineno}"
                            yield where, each.value, {str(one.arg) for one in given}


def _places(text: str) -> set[str]:
    return {name for _text, name, _form, _sign in string.Formatter().parse(text) if name}


def test_every_place_in_a_message_is_filled_by_name() -> None:
    """What a message leaves open is given, and nothing is given that it does not name."""
    found = list(_formatted())
    assert len(found) > 200
    assert [(where, text) for where, text, given in found if _places(text) != given] == []


def test_nothing_hides_the_way_to_the_catalogue() -> None:
    """No function gives the name ``_`` to something else where it also asks for words."""
    found = []
    for file in sorted(file for name in PACKAGES for file in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            names = [each for each in ast.walk(node) if isinstance(each, ast.Name)]
            mine = {type(each.ctx) for each in names if each.id == "_"}
            own = any(each.arg == "_" for each in node.args.args)
            if ast.Load in mine and (ast.Store in mine or own):
                found.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_no_message_begins_or_ends_with_a_blank() -> None:
    """A message is a whole of its own, not a piece to be joined to others."""
    texts = [
        text
        for message in catalogue()
        for text in (message.id if isinstance(message.id, tuple) else (message.id,))
    ]
    assert [text for text in texts if text != text.strip()] == []


def test_signs_stand_around_words_alone() -> None:
    """The made-up language marks words and keeps places as they are."""
    assert marked("{n} of {total:,} regions") == "{n}‹ of ›{total:,}‹ regions›"
    assert bare("3‹ of ›8‹ regions› left") == "3 8 left"


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a language that marks each of its words, and pages of text in it."""
    folder = tmp_path_factory.mktemp("locale")
    compiled(catalogue(), folder, LANGUAGE, lambda text, _form: marked(text), {LEFT_OUT})
    text = folder / LANGUAGE / "text"
    text.mkdir()
    for page in PROSE:
        (text / f"{page}.md").write_text(f"## ‹{page}›\n\n‹Text›\n", encoding="utf-8")
    return folder


def test_no_word_stays_in_english(made_up: Path) -> None:
    """Pages, exported page, figures and reports hold no word outside the catalogue and the data.

    The one message that has no translation is found: the search can fail.
    """
    left = json.loads(spoken("-m tests.words.seen", made_up, LANGUAGE))
    found = {words: where for words, where in left.items() if words != LEFT_OUT}
    assert found == {}, list(found.items())
    assert LEFT_OUT in left


def test_plural_forms_are_those_of_the_language(tmp_path: Path) -> None:
    """A language with more than two forms gets the one that goes with each count."""
    compiled(catalogue(), tmp_path, "pl", lambda text, form: f"{text} [{form}]")
    code = "from layers.wording import plural; print([plural(n, 'event') for n in (1, 3, 5, 22)])"
    assert spoken(f"-c {code}", tmp_path, "pl").strip() == str(
        ["1 event [0]", "3 events [1]", "5 events [2]", "22 events [1]"]
    )


def test_pages_say_in_which_language_their_words_are(tmp_path: Path) -> None:
    """Tag and direction follow the words, and stay English where nothing is translated."""
    compiled(catalogue(), tmp_path, "fa", lambda text, _form: text)
    code = (
        "from geodata.i18n import language; from layers.assets.words import WORDS; "
        "print(language(), WORDS['language'], WORDS.get('direction'))"
    )
    assert spoken(f"-c {code}", tmp_path, "fa").split() == ["fa", "fa", "rtl"]
    assert spoken(f"-c {code}", tmp_path, "tlh").split() == ["en", "en", "None"]
    assert (direction("ug"), direction("ug-Latn"), direction("bo")) == ("rtl", "ltr", "ltr")


def test_a_translation_that_leaves_open_something_else_is_not_shown(tmp_path: Path) -> None:
    """A slip of a translator neither stops a page nor loses a number: English stands there."""
    slips = {
        "{n} regions are too many to compare.": "‹{m} parts›",
        "Map": "‹Map {›",
        "Compare": "‹Compare›",
        "No record": "‹{n} of nothing›",
    }
    compiled(catalogue(), tmp_path, LANGUAGE, lambda text, _form: slips.get(text, text))
    said = spoken(
        "-c import json; from geodata.i18n import _; "
        f"print(json.dumps([_(text) for text in {list(slips)!r}]))",
        tmp_path,
        LANGUAGE,
    )
    assert json.loads(said) == [
        "{n} regions are too many to compare.",
        "Map",
        "‹Compare›",
        "No record",
    ]


def test_a_form_for_one_may_leave_the_number_out_and_no_other_word(tmp_path: Path) -> None:
    """Some languages say “one region” in a word; none may name what nobody gives."""

    def told(text: str, form: int) -> str:
        if text == "{n} region":
            return "‹one›"
        return "‹{k} of {n}›" if text == "{n} regions" else text

    compiled(catalogue(), tmp_path, LANGUAGE, told)
    said = spoken(
        "-c import json; from geodata.i18n import ngettext; "
        "print(json.dumps([ngettext('{n} region', '{n} regions', n) for n in (1, 3)]))",
        tmp_path,
        LANGUAGE,
    )
    assert json.loads(said) == ["‹one›", "{n} regions"]
