"""Short forms of official names, for labels and for finding them."""

from __future__ import annotations

import re

__all__ = ["english_short", "forms", "with_type_of"]

_PEOPLES = (
    "Bai|Blang|Bonan|Bouyei|Dai|Daur|Derung|Dong|Dongxiang|Evenk|Gelao|Hani|Hui|Jingpo|Kazakh|"
    "Korean|Kyrgyz|Lahu|Li|Lisu|Manchu|Maonan|Miao|Mongol|Mulao|Naxi|Nu|Pumi|Qiang|Salar|She|"
    "Sui|Tajik|Tibetan|Tu|Tujia|Uyghur|Va|Xibe|Yao|Yi|Yugur|Zhuang|All Ethnic Groups"
)
_AUTONOMOUS = re.compile(
    rf"^(?P<place>.+?)(?: (?:(?:{_PEOPLES})(?:,| and)? ?)+)? ?"
    r"Autonomous (?P<kind>Prefecture|County|Region)(?P<rest>.*)$"
)
_CITY = re.compile(r"^(.+?) (?:City|Prefecture|Province)( \(.+\))?$")
_TYPE = re.compile(r" (?:City|District|County|Prefecture|Province|League|Banner)\b")
_BRACKET = re.compile(r"^(?P<before>.+?) \((?P<inside>[^)]+)\)(?P<after>.*)$")
_ZH_TYPES = (
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "特区",
    "省",
    "市",
    "州",
    "盟",
    "区",
    "县",
    "旗",
)
_OTHER_TYPES = re.compile(
    r" (?:Shì|Shěng|Qū|Xiàn|Dìqū|Zìzhì[qz]\S+|شەھىرى|ناھىيىسى|رايونى|ۋىلايىتى|"
    r"Shehiri|Shehri|Nahiyisi|Rayoni|Wilayiti)$"
    r"|་(?:གྲོང་ཁྱེར|རྫོང|ས་ཁུལ|ཁུལ|ཆུས)[་།]?$"
    r"| (?:grong khyer|rdzong|sa khul|khul|chus)$"
)
_ZH_PEOPLES = re.compile(
    r"(?<=..)(?:(?:柯尔克孜|维吾尔|哈萨克|塔吉克|达斡尔|鄂温克|布依|土家|保安|东乡|撒拉|裕固|蒙古|"
    r"朝鲜|仡佬|拉祜|哈尼|傈僳|景颇|布朗|独龙|普米|纳西|毛南|仫佬|锡伯|各|藏|回|土|壮|满|苗|彝|侗|"
    r"傣|白|黎|瑶|畲|水|佤|怒|羌)族?)+(?=自治[州县旗区]$)"
)
"""Names of peoples between a place and its type; a place has two characters or more."""

_OTHER_PEOPLES = re.compile(
    r"(?: \S+zú)* (?:Hāsàkè|Měnggǔ|Kē'ěrkèzī|Wéiwú'ěr|\S+zú) Zìzhì[qxz]\S+$"
    r"| \S+ (?:ئاپتونوم|Aptonom) \S+$"
)
_PINYIN_TYPES = {
    "City": "Shi",
    "District": "Qu",
    "County": "Xian",
    "Province": "Sheng",
    "Prefecture": "Diqu",
    "League": "Meng",
    "Banner": "Qi",
}
_TYPE_OF_ZH = {"市": "City", "区": "District", "县": "County"}


def english_short(text: str, *, wide: bool) -> str:
    """Short form of an English official name.

    Parameters
    ----------
    text : str
    wide : bool
        Whether the unit is a province or prefecture: those lose their type, a county
        keeps it.

    Examples
    --------
    >>> english_short("Haixi Mongol and Tibetan Autonomous Prefecture", wide=True)
    'Haixi'
    >>> english_short("Haidong City", wide=True), english_short("Ledu District", wide=False)
    ('Haidong', 'Ledu District')
    >>> english_short("Datong Hui and Tu Autonomous County", wide=False)
    'Datong County'
    >>> english_short("Tibet Autonomous Region", wide=True)
    'Tibet AR'
    """
    if text == "Tibet Autonomous Region":
        return "Tibet AR"
    found = _AUTONOMOUS.match(text)
    if found:
        kind = " County" if found["kind"] == "County" else ""
        return f"{found['place']}{kind}{found['rest']}"
    city = _CITY.match(text) if wide else None
    return f"{city[1]}{city[2] or ''}" if city else text


def with_type_of(english: str, chinese: str) -> str:
    """An English name with the unit type of the present Chinese name.

    Examples
    --------
    >>> with_type_of("Cona County (Cuona)", "错那市")
    'Cona City (Cuona)'
    """
    kind = _TYPE_OF_ZH.get(chinese[-1:])
    return re.sub(r" (?:City|District|County)\b", f" {kind}", english) if kind else english


def forms(text: str) -> set[str]:
    """The spellings under which a whole name may be typed.

    Examples
    --------
    >>> sorted(forms("Ledu District")), sorted(forms("果洛藏族自治州"))
    (['Ledu', 'Ledu District', 'Ledu Qu'], ['果洛', '果洛藏族', '果洛藏族自治州'])
    >>> sorted(forms("海东市")), sorted(forms("ئۈرۈمچى شەھىرى"))
    (['海东', '海东市'], ['ئۈرۈمچى', 'ئۈرۈمچى شەھىرى'])
    """
    found = {text}
    bracket = _BRACKET.match(text)
    if bracket:
        found |= {bracket["before"] + bracket["after"], bracket["inside"]}
    for each in list(found):
        found.add(english_short(each, wide=True))
        found.add(_TYPE.sub("", english_short(each, wide=True)).strip())
        found.add(_OTHER_TYPES.sub("", each))
        found.add(_OTHER_PEOPLES.sub("", each))
        found.add(_TYPE.sub(lambda kind: f" {_PINYIN_TYPES[kind[0][1:]]}", each))
        kind = next((kind for kind in _ZH_TYPES if each.endswith(kind)), "")
        if kind and len(each) - len(kind) >= 2:
            found |= {each.removesuffix(kind), _ZH_PEOPLES.sub("", each).removesuffix(kind)}
    return {each for each in found if each}
