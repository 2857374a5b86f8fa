"""What may name or reach an ordinary person: found before anything is shown, left out by default.

Only numbers, addresses and headings have a form that can be recognised. Names inside free text
are not found; whoever publishes the data must read them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geodata.importing.table import RawTable

__all__ = ["NOT_FOUND", "PersonalColumn", "columns_named", "personal_columns", "without_personal"]

NOT_FOUND = (
    "Names of people inside free text are not found. Read such columns before you publish them."
)

_HEADINGS = re.compile(
    r"\b(victims?|informants?|witness(es)?(?! based)|complainants?|suspects?|detainees?|prisoners?|"
    r"(full|first|last|given|family|maiden|person'?s?)[ _-]?name|surname|forename|"
    r"(date|place)[ _-]of[ _-]birth|dob|birth ?date|passport|ssn|national[ _-]id|"
    r"id[ _-]?(card|number)|"
    r"phone|telephone|mobile|e-?mail|whatsapp|home[ _-]address|next of kin|"
    r"victime|temoin|nom de famille|prenom|date de naissance|telephone|courriel|"
    r"victima|testigo|apellidos?|fecha de nacimiento|telefono|correo|vitima|testemunha|"
    r"sobrenome|data de nascimento|telefone|opfer|zeuge|nachname|vorname|geburtsdatum|telefon|"
    r"жертва|свидетель|фамилия|имя|отчество|дата рождения|телефон|паспорт)\b|"
    r"姓名|受害|证人|證人|线人|举报人|身份证|身分證|电话|電話|手机|手機|邮箱|出生|护照|"
    r"الضحية|الشاهد|اسم العائلة|تاريخ الميلاد|الهاتف|البريد|هاتف|رقم الهوية",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(age|sex|gender|sexe|edad|sexo|alter|geschlecht|возраст|пол)\b|年龄|性别")
_NAME = re.compile(r"(name|nom|nombre|nome|имя|名字|الاسم)")
_FORMS = {
    "e-mail addresses": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "phone numbers": re.compile(
        r"(?<![\w.+-])(?:\+\d{1,3}[ ().-]{0,2}(?:\d[ ().-]{0,2}){7,11}\d|\(\d{3}\) ?\d{3}-\d{4}|"
        r"\d{3}-\d{3}-\d{4}|1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?![\w-]|\.\d)"
    ),
    "ID numbers": re.compile(
        r"(?<![\w.])(?:[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]|"
        r"\d{3}-\d{2}-\d{4})(?!\w)"
    ),
}
_QUICK = r"@|\d{3}-\d|\d{9}|\+\d|\(\d{3}\)"
_REMOVED = "[removed]"
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """A column that may identify people.

    ``whole`` columns are left out as a whole; of others only the numbers and addresses are.
    """

    column: str
    reason: str
    cells: int
    whole: bool


def personal_columns(table: RawTable) -> tuple[PersonalColumn, ...]:
    r"""Return the columns that may name or reach ordinary people, with the reason.

    Examples
    --------
    >>> from geodata.importing import read_bytes
    >>> (table,) = read_bytes(b"site,phone\nGate,+86 139 0000 1111\nWall,\n", "list.csv")
    >>> [(each.column, each.whole) for each in personal_columns(table)]
    [('phone', True)]
    """
    folded = {name: _plain(name) for name in table.columns}
    about_people = any(_PERSON.search(heading) for heading in folded.values())
    found = []
    for name, heading in folded.items():
        cells = table.cells[name]
        filled = int((cells != "").sum())
        if _HEADINGS.search(heading) or (about_people and _NAME.fullmatch(heading)):
            reason = "The heading says that it may identify a person."
            found.append(PersonalColumn(name, reason, filled, whole=True))
            continue
        likely = _likely(cells)
        for what, form in _FORMS.items():
            count = int(likely.str.contains(form).sum()) if len(likely) else 0
            if count:
                whole = count >= 0.5 * filled and not _is_text(cells)
                reason = f"{count} cells hold {what}."
                found.append(PersonalColumn(name, reason, count, whole=whole))
                break
    return tuple(found)


def _likely(cells: pd.Series[str]) -> pd.Series[str]:
    """Return the cells that can hold one of the forms at all, by a quick look."""
    return cells[cells.str.contains(_QUICK)]


def _is_text(cells: pd.Series[str]) -> bool:
    filled = cells[cells != ""].head(_SAMPLE)
    return bool(len(filled)) and float(filled.str.len().mean()) > 40


def _plain(heading: str) -> str:
    letters = unicodedata.normalize("NFKD", heading.casefold())
    plain = "".join(each for each in letters if not 0x300 <= ord(each) < 0x370)
    return unicodedata.normalize("NFC", plain).replace("_", " ").strip()


def without_personal(cells: pd.Series[str]) -> tuple[pd.Series[str], pd.Series[bool]]:
    """Return cells with numbers and addresses of people removed, and which cells changed."""
    likely = _likely(cells)
    found = likely
    for form in _FORMS.values():
        found = found.str.replace(form, _REMOVED, regex=True)
    cleaned = cells.copy()
    cleaned.loc[found.index] = found
    return cleaned, cleaned != cells


def columns_named(found: Sequence[PersonalColumn]) -> tuple[str, ...]:
    """Return the columns that are left out as a whole."""
    return tuple(each.column for each in found if each.whole)
