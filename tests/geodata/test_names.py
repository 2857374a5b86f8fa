"""Names in every script lead to their region; the sources of names may be shipped."""

from __future__ import annotations

import re
import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import UnknownRegion
from geodata.geography import Regions, load_regions
from geodata.model import Language
from geodata.names import Gazetteer, Outcome, load_gazetteer
from geodata.names.index import fold
from geodata.names.names import listed_names, name_sources
from geodata.names.rules import Naming, read_naming
from tests.geodata.squares import load, three_levels
from tests.levels import CHINA, PROVINCE, ROOT

REPOSITORY = Path(__file__).parents[2]
NOT_SHIPPED = {"tol", "mapchina_names", "unverified_name", "public_code"}


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions()


@pytest.fixture(scope="module")
def gazetteer(regions: Regions) -> Gazetteer:
    return load_gazetteer(regions)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Tsoshar", "630200"),
        ("tsoshar", "630200"),
        ("Haidong", "630200"),
        ("Haidong City", "630200"),
        ("haidongshi", "630200"),
        ("Hǎidōng", "630200"),
        ("海东", "630200"),
        ("海东市", "630200"),
        ("མཚོ་ཤར", "630200"),
        ("མཚོ་ཤར་", "630200"),
        ("མཚོ་ཤར།", "630200"),
        ("630200", "630200"),
        ("Malho", "632300"),
        ("Tsolho", "632500"),
        ("Tsojang", "632200"),
        ("Tsonub", "632800"),
        ("GOLOG", "632600"),
        ("Yulshul", "632700"),
        ("Urumqi", "650100"),
        ("ürümchi", "650100"),
        ("Qeshqer", "653100"),
        ("Jianzha", "632322"),
        ("同仁县", "632301"),
        ("Ledu", "630202"),
    ],
)
def test_names_lead_to_their_region(gazetteer: Gazetteer, typed: str, code: str) -> None:
    """A whole name in any script, with or without its type, finds its region as exact."""
    found = {match.code: match for match in gazetteer.search(typed)}
    assert found[code].exact
    assert found[code].score == 1


def test_uyghur_letters_that_keyboards_exchange(gazetteer: Gazetteer) -> None:
    """A Uyghur name typed with Arabic letters finds the same region."""
    for typed in ("ئۈرۈمچى شەھىرى", "ئۈرۈمچي شەهىرى", "ئۈرۈمچى"):
        assert gazetteer.search(typed)[0].code == "650100"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Tongren", {"520600", "632301"}),
        ("Datong", {"140200", "230606", "340402", "630121"}),
        ("hainan", {"460000", "632500", "150303"}),
    ],
)
def test_ambiguous_names_return_all_regions(
    gazetteer: Gazetteer, typed: str, codes: set[str]
) -> None:
    """Regions that share a name all come back, none preferred, also beyond the limit."""
    matches = gazetteer.search(typed, limit=1)
    assert {match.code for match in matches} >= codes
    assert {match.score for match in matches} == {1.0}


def test_parts_of_names_come_after_whole_names(gazetteer: Gazetteer) -> None:
    """Whole names come first, then beginnings, then parts; never more than the limit of those."""
    matches = gazetteer.search("hai", limit=7)
    scores = [match.score for match in matches]
    assert len(matches) == 7
    assert scores == sorted(scores, reverse=True)
    assert len({match.code for match in matches}) == 7


@pytest.mark.parametrize("typed", ["", "   ", "་", "zzzz", "x"])
def test_nothing_is_found_for_nothing(gazetteer: Gazetteer, typed: str) -> None:
    """Empty text, a lone separator and names of other places find no region."""
    assert gazetteer.search(typed) == ()


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        ("630200", Language.EN, "Tsoshar (Haidong)"),
        ("632200", Language.EN, "Tsojang (Haibei)"),
        ("632600", Language.EN, "Golog"),
        ("632700", Language.EN, "Yushu"),
        ("630202", Language.EN, "Ledu District"),
        ("630000", Language.EN, "Qinghai"),
        ("540000", Language.EN, "Tibet AR"),
        ("650000", Language.EN, "Xinjiang"),
        ("650100", Language.EN, "Ürümqi"),
        ("630200", Language.BO, "མཚོ་ཤར་"),
        ("630200", Language.ZH, "海东市"),
        ("650100", Language.UG, "ئۈرۈمچى شەھىرى"),
        ("540422", Language.EN, "Mainling City (Milin)"),
        ("540422", Language.ZH, "米林市"),
        (ROOT, Language.EN, "China"),
    ],
)
def test_display(gazetteer: Gazetteer, code: str, language: Language, text: str) -> None:
    """The short name is the one that readers of that language expect."""
    assert gazetteer.display(code, language).text == text


def test_display_falls_back(gazetteer: Gazetteer) -> None:
    """Without a name in a language English is shown, without that Chinese, and it says so."""
    shown = gazetteer.display("630223", Language.BO)
    assert (shown.text, shown.language) == ("Huzhu County", "en")
    assert gazetteer.display("659011", Language.UG).language == "zh-Hans"


def test_every_region_has_names_with_known_sources(gazetteer: Gazetteer, regions: Regions) -> None:
    """Every region can be shown in every language, and each name leads to its source."""
    codes = {code for level in CHINA.levels for code in regions.codes(level)}
    for code in codes:
        for language in Language:
            assert gazetteer.display(code, language).text.strip()
        assert gazetteer.names(code)
    sources = {name.source for code in codes for name in gazetteer.names(code)}
    assert all(gazetteer.source(source).citation for source in sources)


def test_no_name_comes_from_a_source_that_may_not_be_shipped() -> None:
    """Names without a licence, under the GPL or without an origin are not in the tables."""
    used = {name.source for names in listed_names(CHINA.folder).values() for name in names}
    assert not used & NOT_SHIPPED
    assert used | {"code_changes"} <= set(name_sources(CHINA.folder))
    licences = {name_sources(CHINA.folder)[source].licence for source in used}
    assert not any("GPL" in licence or "ask" in licence for licence in licences)


def test_official_names_stay_long(gazetteer: Gazetteer) -> None:
    """The long official form is kept beside the short one."""
    long = gazetteer.official("632200", Language.EN)
    assert long.text == "Haibei Tibetan Autonomous Prefecture"
    assert "བོད་རིགས་རང་སྐྱོང་ཁུལ" in gazetteer.official("632200", Language.BO).text


def test_unknown_regions_and_sources(gazetteer: Gazetteer) -> None:
    """A code or source that does not exist is an error."""
    with pytest.raises(UnknownRegion, match="999999"):
        gazetteer.names("999999")
    with pytest.raises(UnknownRegion, match="nowhere"):
        gazetteer.source("nowhere")


def test_former_units_lead_to_their_outline(gazetteer: Gazetteer) -> None:
    """The name of a district that was merged away finds the outline that holds it."""
    assert gazetteer.search("港闸区")[0].code == "320613"
    assert gazetteer.display("320613", Language.ZH).text == "崇川区"


def test_other_boundaries_have_their_own_names() -> None:
    """With a user's outlines only their regions are found."""
    gazetteer = load_gazetteer(load(three_levels()))
    assert [match.code for match in gazetteer.search("Tsoshar")] == ["630200"]
    assert gazetteer.search("Urumqi") == ()


@given(st.text(alphabet=string.ascii_letters + " -'", min_size=1))
def test_fold_forgets_case_spaces_and_accents(text: str) -> None:
    """Accents, case and spaces never change what is searched for."""
    accented = "".join(unicodedata.normalize("NFC", letter + "\u0301") for letter in text)
    assert fold(accented) == fold(text.upper()) == fold(f" {text} ")


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    """Folding twice is folding once, whatever was typed."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20))
def test_any_text_may_be_searched(text: str) -> None:
    """No typed text is an error, and what is found is sorted."""
    scores = [match.score for match in load_gazetteer(load_regions()).search(text)]
    assert scores == sorted(scores, reverse=True)


def test_tibetan_vowels_count() -> None:
    """Names that differ only in a vowel sign stay different."""
    assert fold("མཚོ") != fold("མཚ")


LOOKUPS = [
    ("Tsoshar", "630200"),
    ("མཚོ་ཤར་གྲོང་ཁྱེར།", "630200"),
    ("mtsho shar grong khyer", "630200"),
    ("mtsho shar", "630200"),
    ("Hǎidōng Shì", "630200"),
    ("海东地区", "630200"),
    ("632100", "630200"),
    ("མདོ་ལ་རྫོང་།", "632222"),
    ("mdo la", "632222"),
    ("ནང་ཆེན", "632725"),
    ("nang chen rdzong", "632725"),
    ("Dhola", "632222"),
    ("Kamalog", "630222"),
    ("གོང་དཀར", "540522"),
    ("qeshqer", "653100"),
    ("قاراقاش ناھىيىسى", "653222"),
    ("تارباعاتاي ايماعى", "654200"),
    ("632124", "630106"),
    ("540481", "540422"),
    ("乐都县", "630202"),
]


@pytest.mark.parametrize(("typed", "code"), LOOKUPS)
def test_one_lookup_for_every_kind_of_name(gazetteer: Gazetteer, typed: str, code: str) -> None:
    """Script, Wylie, tones, exile forms, former names and codes lead to one region."""
    answer = gazetteer.lookup(typed)
    assert answer.outcome is Outcome.FOUND
    assert answer.region == code
    assert answer.candidates == ()


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Chengguan", {"540102", "620102"}),
        ("朝阳区", {"110105", "220104"}),
        ("Tongren", {"520600", "632301"}),
        ("130421", {"130402", "130403", "130404"}),
    ],
)
def test_ambiguity_is_reported(gazetteer: Gazetteer, typed: str, codes: set[str]) -> None:
    """Several regions of one name, or a unit that was divided: all are named, none is taken."""
    answer = gazetteer.lookup(typed)
    assert answer.outcome is Outcome.AMBIGUOUS
    assert {match.code for match in answer.matches} >= codes
    assert answer.region == ""


def test_a_lookup_can_be_narrowed(gazetteer: Gazetteer) -> None:
    """A wider region or a level decides between regions of one name."""
    assert gazetteer.lookup("Chengguan", within="540100").region == "540102"
    assert gazetteer.lookup("Hainan", level=PROVINCE).region == "460000"
    assert gazetteer.lookup("Hainan", within="630000").region == "632500"
    assert gazetteer.lookup("Tsoshar", within="540000").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("typed", "code"), [("Haidung", "630200"), ("Sining", "630100"), ("Yushuu", "632700")]
)
def test_similar_spellings_are_candidates_and_no_answer(
    gazetteer: Gazetteer, typed: str, code: str
) -> None:
    """An old or wrong spelling brings candidates with scores, best first, and no region."""
    answer = gazetteer.lookup(typed)
    assert answer.outcome is Outcome.UNKNOWN
    assert answer.region == ""
    assert code in {match.code for match in answer.candidates}
    scores = [match.score for match in answer.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(match.alike and not match.exact and match.score < 0.6 for match in answer.candidates)
    assert code in {match.code for match in gazetteer.search(typed)}


def test_every_name_finds_its_region(gazetteer: Gazetteer, regions: Regions) -> None:
    """Whatever a region is called, a lookup of that name has it among its matches."""
    for code in (code for level in CHINA.levels for code in regions.codes(level)):
        for name in gazetteer.names(code):
            assert code in {match.code for match in gazetteer.lookup(name.text).matches}, name


@given(st.text(alphabet="qxzvw0123456789@#", min_size=5, max_size=12))
def test_junk_is_no_region(text: str) -> None:
    """Letters that no name has lead to no region, unless they are a code."""
    region = load_gazetteer(load_regions()).lookup(text).region
    digits = "".join(letter for letter in text if letter.isdecimal())
    if region:
        assert len(digits) == 6
        assert not set("qxzvw") & set(text)


WITHOUT_TIBETAN = "geodata/packs/china/NAMES.md"


def test_tibetan_names_of_qinghai_and_the_tibet_ar(gazetteer: Gazetteer, regions: Regions) -> None:
    """Every unit there is shown in Tibetan, but for those that the table's README lists."""
    readme = (REPOSITORY / WITHOUT_TIBETAN).read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (\d{6}) \|", readme, re.MULTILINE))
    missing = {
        code
        for level in CHINA.levels
        for province in ("630000", "540000")
        for code in regions.codes(level, province)
        if gazetteer.display(code, Language.BO).language != "bo"
    }
    assert missing == listed
    assert len(missing) < 10


def test_names_are_written_in_their_script() -> None:
    """No letter of another script stands in a Tibetan, Uyghur or Kazakh name."""
    ranges = {"bo": (0x0F00, 0x0FFF), "ug": (0x0600, 0x06FF), "kk-Arab": (0x0600, 0x06FF)}
    for names in listed_names(CHINA.folder).values():
        for name in names:
            if name.language in ranges:
                low, high = ranges[name.language]
                assert all(low <= ord(letter) <= high or letter == " " for letter in name.text)
                assert name.text == name.text.strip()


def test_short_forms_keep_what_distinguishes() -> None:
    """A county keeps its type, a prefecture loses it, brackets stay."""
    naming = read_naming(CHINA.folder)
    prefecture = "Gannan (Kanlho) Tibetan Autonomous Prefecture"
    assert naming.short(prefecture, "en", "prefecture") == "Gannan (Kanlho)"
    county = "Weining Yi, Hui and Miao Autonomous County"
    assert naming.short(county, "en", "county") == "Weining County"
    assert naming.short("Xilingol League", "en", "prefecture") == "Xilingol League"
    assert naming.with_type_of("Haimen City", "海门区") == "Haimen District"


def test_without_rules_names_stand_as_they_are() -> None:
    """Rules of one geography never touch the names of another."""
    plain = read_naming(None)
    assert plain == Naming()
    assert plain.short("Nakuru County", "en") == "Nakuru County"
    assert plain.with_type_of("Nakuru County", "市") == "Nakuru County"
    assert plain.forms("Nakuru County") == {"Nakuru County"}
    assert not plain.is_same_place("Embu", "Embi")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tibet", "540000"),
        ("TAR", "540000"),
        ("果洛", "632600"),
        ("Guoluo", "632600"),
        ("Yīlí", "654000"),
        ("积石山", "622927"),
        ("شىنجاڭ", "650000"),
        ("Shinjang", "650000"),
        ("East Turkestan", "650000"),
        ("Xigaze", "540200"),
        ("Qamdo", "540300"),
        ("Rebgong", "632301"),
        ("Yarkand", "653125"),
        ("Lèdū Qū", "630202"),
        ("ledu qu", "630202"),
        ("Lhasa Shi", "540100"),
    ],
)
def test_names_that_readers_type_first(gazetteer: Gazetteer, text: str, code: str) -> None:
    """Without the peoples in an official name, with a pinyin type, as in the press or in exile."""
    assert gazetteer.lookup(text).region == code
