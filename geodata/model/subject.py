"""What an atlas is about: its technologies, kinds of record and units, as open vocabularies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from geodata.errors import SubjectError
from geodata.i18n import _

__all__ = [
    "BUNDLED_SUBJECT",
    "SUBJECT_FILE",
    "Kind",
    "MeasureUnit",
    "Modality",
    "Subject",
    "Term",
    "bundled_subject",
    "read_subject",
]

SUBJECT_FILE = "subject.toml"

BUNDLED_SUBJECT = Path(__file__).parents[1] / "packs" / "biometric-collection"
"""Folder of the subject of the bundled data set."""

_LONGEST = 200
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class Term(str):
    """A word of an open vocabulary: the text is its id, and it has words for readers.

    Equal to its id, so that words from files and links compare with it. ``known`` is false
    for a word that a data set uses and its subject does not list.
    """

    label: str
    known: bool

    def __new__(cls, term_id: str, label: str = "", *, known: bool = True) -> Term:
        """Make a word from its id and what readers see; by default its id in plain words."""
        self = super().__new__(cls, term_id)
        self.label = _(label or term_id.replace("_", " "))
        self.known = known
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Let copies and pickles keep what belongs to the word."""
        return _restored, (type(self), str.__str__(self), self.__dict__)

    @property
    def value(self) -> str:
        """The id as plain text."""
        return str.__str__(self)


def _restored(of: type[Term], term_id: str, said: dict[str, Any]) -> Term:
    term = of(term_id)
    term.__dict__.update(said)
    return term


class Modality(Term):
    """A technology, or what is collected.

    ``counted`` says whether sources may give a number of it; ``of_subject`` is false for what
    is listed and is not what the atlas is about. ``colours`` (light and dark page) and ``dash``
    are empty where the subject names none.
    """

    counted: bool = True
    of_subject: bool = True
    colours: tuple[str, ...] = ()
    dash: tuple[int, ...] = ()


class Kind(Term):
    """What sort of thing is documented; ``purchase`` marks contracts, purchases and tenders."""

    purchase: bool = False


class MeasureUnit(Term):
    """What is counted. One unit is never turned into another.

    ``persons`` says that one of it stands for one person; ``technology`` of which it is a count.
    """

    persons: bool = False
    technology: str = ""


T = TypeVar("T", Modality, Kind, MeasureUnit)


@dataclass(frozen=True)
class Subject:
    """What is documented. Read from a folder by :func:`read_subject`.

    Attributes
    ----------
    subject_id, title : str
        Its id, and its name as it stands in a heading ("biometric collection").
    question : str
        What the map of documented events answers.
    none_counted : str
        What to say of events that are listed and not of the subject; may be empty.
    technology : str
        Heading of the choice of technologies.
    modalities, kinds, units : mapping of str to Term
        The words by their ids, in the order in which readers choose.
    """

    subject_id: str
    title: str
    question: str
    none_counted: str
    technology: str
    modalities: Mapping[str, Modality]
    kinds: Mapping[str, Kind]
    units: Mapping[str, MeasureUnit]

    def modality(self, word: str) -> Modality:
        """Return the technology of an id, also of one that is not listed."""
        return _word(self.modalities, word, Modality)

    def kind(self, word: str) -> Kind:
        """Return the kind of record of an id, also of one that is not listed."""
        return _word(self.kinds, word, Kind)

    def unit(self, word: str) -> MeasureUnit:
        """Return the unit of an id, also of one that is not listed."""
        return _word(self.units, word, MeasureUnit)

    def with_words(
        self, modalities: Iterable[Modality], kinds: Iterable[Kind], units: Iterable[MeasureUnit]
    ) -> Subject:
        """Return the subject with the words that a data set adds, after its own."""
        return replace(
            self,
            modalities=_joined(self.modalities, modalities),
            kinds=_joined(self.kinds, kinds),
            units=_joined(self.units, units),
        )


def _word(listed: Mapping[str, T], word: str, of: type[T]) -> T:
    return listed[word] if word in listed else of(word, known=False)


def _joined(listed: Mapping[str, T], found: Iterable[T]) -> Mapping[str, T]:
    added = sorted({each for each in found if each not in listed})
    return MappingProxyType({**listed, **{each.value: each for each in added}})


@lru_cache(maxsize=8)
def bundled_subject(folder: Path = BUNDLED_SUBJECT) -> Subject:
    """Return a subject that comes with the product; read once.

    Examples
    --------
    >>> bundled_subject().modality("iris").label
    'iris scans'
    """
    return read_subject(folder)


def read_subject(folder: Path) -> Subject:
    """Read ``subject.toml`` from the folder of a subject.

    Raises
    ------
    SubjectError
        If it is missing or a member cannot be used; the message names it.
    """
    path = folder / SUBJECT_FILE
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SubjectError(
            _("There is no {file} in this folder.").format(file=SUBJECT_FILE),
            where=folder.name,
            remedy=_("Give the folder of a subject, or the name of a bundled one."),
        ) from None
    except (OSError, ValueError) as error:
        raise SubjectError(
            _("It cannot be read: {reason}.").format(reason=str(error).splitlines()[0][:_LONGEST]),
            where=SUBJECT_FILE,
            remedy=_("Write it as TOML in UTF-8."),
        ) from error
    title = _text(said, "title", "title", required=True)
    return Subject(
        subject_id=_text(said, "id", "id", required=True),
        title=_(title),
        question=_(_text(said, "question", "question")) or _("Where is it documented?"),
        none_counted=_words(_text(said, "none_counted", "none_counted")),
        technology=_(_text(said, "technology", "technology") or "Technology"),
        modalities=_terms(said, "technologies", Modality, _modality),
        kinds=_terms(said, "kinds", Kind, _kind),
        units=_terms(said, "units", MeasureUnit, _unit),
    )


def _terms(said: Mapping[str, Any], name: str, of: type[T], fill: Any) -> Mapping[str, T]:
    listed = said.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise _refused(name, _("It is not a list of tables."))
    found: dict[str, T] = {}
    for at, each in enumerate(listed):
        where = f"{name}[{at}]"
        term_id = _text(each, "id", f"{where}.id", required=True)
        if re.search(r"[;.\s]", term_id):
            raise _refused(f"{where}.id", _("Use no space, full stop or semicolon."))
        if term_id in found:
            raise _refused(f"{where}.id", _("It is given twice."))
        term = of(term_id, _text(each, "label", f"{where}.label"))
        fill(term, each, where)
        found[term_id] = term
    return MappingProxyType(found)


def _modality(term: Modality, said: Mapping[str, Any], where: str) -> None:
    colours = said.get("colours", [])
    if (
        not isinstance(colours, list)
        or len(colours) not in {0, 2}
        or not all(isinstance(each, str) and _COLOUR.fullmatch(each) for each in colours)
    ):
        raise _refused(f"{where}.colours", _("Write two colours such as #004c8c, or none."))
    dash = said.get("dash", [])
    if not isinstance(dash, list) or not all(type(each) is int and 0 < each < 99 for each in dash):
        raise _refused(f"{where}.dash", _("It is not a list of lengths in pixels."))
    term.colours, term.dash = tuple(colours), tuple(dash)
    term.counted = _flag(said, "counted", where, usual=True)
    term.of_subject = _flag(said, "of_subject", where, usual=True)


def _kind(term: Kind, said: Mapping[str, Any], where: str) -> None:
    term.purchase = _flag(said, "purchase", where, usual=False)


def _unit(term: MeasureUnit, said: Mapping[str, Any], where: str) -> None:
    term.persons = _flag(said, "persons", where, usual=False)
    term.technology = _text(said, "technology", f"{where}.technology")


def _words(text: str) -> str:
    return _(text) if text else ""


def _flag(said: Mapping[str, Any], name: str, where: str, *, usual: bool) -> bool:
    found = said.get(name, usual)
    if not isinstance(found, bool):
        raise _refused(f"{where}.{name}", _("Write true or false."))
    return found


def _text(said: Mapping[str, Any], name: str, where: str, *, required: bool = False) -> str:
    found = said.get(name, "")
    if not isinstance(found, str) or len(found) > _LONGEST:
        raise _refused(where, _("It is not a text of at most 200 letters."))
    if required and not found.strip():
        raise _refused(where, _("It is missing."))
    return found


def _refused(where: str, problem: str) -> SubjectError:
    return SubjectError(
        problem,
        where=f"{SUBJECT_FILE}, {where}",
        remedy=_("Write it as in the bundled subject."),
    )
