"""Which unit contains which, read from the six digits of the code.

The first two digits are the province, the next two the prefecture. Three kinds of
county break the rule, and all three are settled here:

* counties of the four municipalities (Beijing 110101) have no prefecture of their
  own: the municipality is a polygon on the prefecture level too, under its
  province code, and is their parent;
* counties directly under a province (Jiyuan 419001, Danzhou 460400) and
  prefectures without counties (Dongguan 441900, Jiayuguan 620200) are one polygon
  with one code on both levels. Their level is the wider one and their parent is
  the province;
* a county whose prefecture has no polygon belongs to its province.
"""

from __future__ import annotations

from collections.abc import Collection

__all__ = ["guess_prefecture", "prefecture_of", "province_of"]

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


def province_of(code: str) -> str:
    """Code of the province that a code belongs to.

    Examples
    --------
    >>> province_of("630202")
    '630000'
    """
    return f"{code[:2]}0000"


def prefecture_of(code: str, prefectures: Collection[str]) -> str:
    """Code of the polygon on the prefecture level that holds a county, or ``""``.

    Examples
    --------
    >>> prefecture_of("630202", {"630200"})
    '630200'
    >>> prefecture_of("110101", {"110000"})
    '110000'
    >>> prefecture_of("419001", {"419001", "410100"})
    '419001'
    """
    candidates = (code, f"{code[:4]}00", province_of(code))
    return next((each for each in candidates if each in prefectures), "")


def guess_prefecture(code: str) -> str:
    """Code of a county's prefecture where only counties are given.

    Examples
    --------
    >>> guess_prefecture("630202"), guess_prefecture("110101"), guess_prefecture("429004")
    ('630200', '110000', '429004')
    """
    if code[:2] in _MUNICIPALITIES:
        return province_of(code)
    return code if code[2:4] == "90" else f"{code[:4]}00"
