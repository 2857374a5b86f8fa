"""A comparison says what census, data set and estimates say, and no more."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from markupsafe import escape

from dashboard.compare import ComparePage, compare_page, ready_sets, with_selection
from dashboard.compare.comparison import compare_markup
from dashboard.compare.groups import group_matrix
from dashboard.compare.rows import Line, Row, Section, axis_of, span_axis
from dashboard.compare.sections import groups_markup, maps_markup
from dashboard.region.model import region_profile
from dashboard.shared.estimates import estimate_lines
from dashboard.shared.outlines import outlines
from geodata.errors import ViewError
from geodata.facts import Facts, load_facts
from geodata.model import CellStatus, PartialDate
from layers.address import params_of, parse_link
from layers.estimate.bounds import bounds_of
from layers.estimate.compare import compare
from layers.estimate.estimate import Estimate
from layers.tables import EvidenceKind
from layers.view import MOST_COMPARED, Lines
from layers.view.assumptions import Measure
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.hostile.corpus import CORPUS
from tests.levels import COUNTY, PREFECTURE, PROVINCE
from tests.views import read_view, view_with

QINGHAI, TIBET, XINJIANG = "630000", "540000", "650000"
TSOSHAR, URUMQI = "630200", "650100"


def page(facts: Facts, *codes: str, **choices: object) -> ComparePage:
    return compare_page(view_with(compared=codes, **choices), facts)  # type: ignore[arg-type]


def row(section: Section, code: str) -> Row:
    return next(each for each in section.rows if each.code == code)


def said(line: Line) -> dict[str, str]:
    return {figure.what: figure.said for figure in line.figures}


def markup(found: ComparePage) -> str:
    return "".join(compare_markup(found))


def test_residents_are_those_of_the_census(facts: Facts) -> None:
    """Every year is the census's own number, exact behind its words."""
    section = page(facts, TSOSHAR, URUMQI).residents
    for code in (TSOSHAR, URUMQI):
        (line,) = row(section, code).lines
        values = {figure.what: figure.value for figure in line.figures}
        for year in (2000, 2010, 2020):
            table = facts.census.population(facts.regions.level(code), year)
            assert int(values[str(year)]) == table["value"][code]
    assert said(row(section, TSOSHAR).lines[0])["2020"] == "1,358,471"


def test_a_change_across_another_ground_is_refused_with_its_reason(facts: Facts) -> None:
    """Where comparability says so, there is no number and no line between the dots."""
    level = PREFECTURE
    code = next(each for each in facts.regions.codes(level) if facts.census.comparability(each))
    (line,) = row(page(facts, code, TSOSHAR).residents, code).lines
    assert said(line)["2010–2020"] in {"not comparable", "no record"}
    assert any(note.startswith("2010") for note in line.notes)
    assert not any(mark.joined for mark in line.marks if mark.name == "2020")


def test_shares_carry_what_rounding_leaves_open(facts: Facts) -> None:
    """The half-width in persons stands beside the share; the marks hold its ends."""
    (line,) = row(page(facts, TSOSHAR, URUMQI).share, URUMQI).lines
    newest = next(figure for figure in line.figures if figure.what == "2020")
    assert newest.said.startswith("25.7")
    assert newest.detail == "1,043,189 ± 203 people"
    mark = line.marks[-1]
    assert mark.low is not None
    assert mark.high is not None
    assert mark.low < mark.value < mark.high


def test_a_year_without_any_figure_is_said_once(facts: Facts) -> None:
    """No province has a share of 2000: the lead says it, and no column is empty."""
    section = page(facts, QINGHAI, TIBET).share
    assert "There is no 2000 figure" in section.lead
    assert all("2000" not in said(each.lines[0]) for each in section.rows)


def test_groups_keep_their_year_and_silence_is_not_zero(facts: Facts) -> None:
    """A named group has the year of its count; one that a list does not name has no record."""
    matrix = page(facts, TSOSHAR, URUMQI).groups
    tibetan = dict(
        zip((TSOSHAR, URUMQI), matrix.cells[matrix.groups.index("Tibetan")], strict=True)
    )
    assert (tibetan[TSOSHAR].year, tibetan[TSOSHAR].value) == ("2000", "128025")
    assert tibetan[URUMQI].said == "no record"
    assert not tibetan[URUMQI].value


def test_a_missing_share_never_ranks_a_group_last(facts: Facts) -> None:
    """The largest named group of every region is listed, whether or not its share is known."""
    levels = (PROVINCE, PREFECTURE, COUNTY)
    counted = {code: named_groups(code, facts) for at in levels for code in facts.regions.codes(at)}
    seen = set()
    for code, counts in counted.items():
        if counts:
            matrix = group_matrix((code,), facts)
            assert matrix.groups[0] == max(counts, key=lambda name: counts[name])
            seen |= {cells[0].share is None for cells in matrix.cells}
    assert seen == {True, False}


def test_the_order_of_groups_follows_what_every_count_has(facts: Facts) -> None:
    """Groups that are first within a region stand before those that are first in none."""
    codes = (TSOSHAR, URUMQI, "632700")
    matrix = group_matrix(codes, facts)
    largest = set()
    for code in codes:
        counts = named_groups(code, facts)
        largest.add(max(counts, key=lambda name: counts[name]))
    assert set(matrix.groups[: len(largest)]) == largest


def test_an_unknown_share_is_drawn_as_unknown(facts: Facts) -> None:
    """A count without residents of its year has a hatched bar, and no bar of length zero."""
    found = page(facts, URUMQI, "632700")
    unknown = sum(
        1 for cells in found.groups.cells for cell in cells if cell.value and cell.share is None
    )
    text = groups_markup(found)
    assert unknown
    assert text.count("is-unknown") == unknown
    assert "--to:0.0%" not in text


def named_groups(code: str, facts: Facts) -> dict[str, int]:
    """The newest number of people of each named group of a region."""
    counts = sorted(facts.census.groups(code), key=lambda each: each.year)
    unnamed = {"Han", "non_Han_total", "Other", "Other_minority"}
    return {each.group: each.population for each in counts if each.group not in unnamed}


def test_no_event_is_no_record_in_the_table_too(facts: Facts) -> None:
    """The table of all numbers never counts a region without an event as zero."""
    silent = next(
        code
        for code in facts.regions.codes(PREFECTURE)
        if not region_profile(code, view_with(), facts).here_count
    )
    text = markup(page(facts, QINGHAI, silent))
    assert "0 events" not in text
    assert "<td>no record</td>" in text


def test_events_are_counted_as_in_the_panel(facts: Facts) -> None:
    """Events, kinds and undated ones are those of the region's panel."""
    found = page(facts, "CN", QINGHAI, TIBET, XINJIANG, lines=Lines.KIND).timeline
    for each in found.rows:
        assert each.count == region_profile(each.code, view_with(), facts).here_count
        assert each.count == sum(count for _kind, count, _bars in each.lanes)
        drawn = sum(len(bars) for _kind, _count, bars in each.lanes)
        assert drawn + each.undated == each.count
        for _kind, _count, bars in each.lanes:
            for bar in bars:
                assert 0 <= bar.start <= bar.end <= 100
                if bar.sure_from is not None:
                    assert bar.start <= bar.sure_from <= (bar.sure_to or 0) <= bar.end


def test_a_window_of_time_narrows_the_events(facts: Facts) -> None:
    """The comparison counts the events that the panel counts, in a window too."""
    during = (PartialDate.parse("2020-11"), PartialDate.parse("2020-12"))
    found = page(facts, QINGHAI, TIBET, during=during)
    whole = page(facts, QINGHAI, TIBET)
    for each, every in zip(found.timeline.rows, whole.timeline.rows, strict=True):
        assert each.count == region_profile(each.code, view_with(during=during), facts).here_count
        assert each.count < every.count


def test_amounts_are_those_of_the_panel(facts: Facts) -> None:
    """Each line says what the region's panel says, under the same assumptions."""
    view = view_with(compared=(QINGHAI, TSOSHAR, URUMQI), measure=Measure.IRIS_PEOPLE, per_person=1)
    for each in compare_page(view, facts).amounts.rows:
        panel = list(estimate_lines(each.code, view, facts))
        assert [line.figures[0].said for line in each.lines] == [line.said for line in panel]
        for line, told in zip(each.lines, panel, strict=True):
            assert [cite.claim for cite in line.because if cite.claim] == [
                claim for claim, _ in told.rests_on
            ]


def test_nothing_has_a_dot_that_has_no_value(facts: Facts) -> None:
    """A range and a bound have ends; only a documented count has a dot."""
    for measure in Measure:
        found = page(facts, QINGHAI, TSOSHAR, URUMQI, measure=measure)
        for section in (found.amounts, found.rates):
            for each in section.rows:
                for line in each.lines:
                    for mark in line.marks:
                        assert (mark.value is not None) <= (mark.kind == "documented")
    (bound,) = row(page(facts, QINGHAI, TSOSHAR).amounts, TSOSHAR).lines
    assert bound.figures[0].said == "0–1,452,035 iris scans"
    assert bound.marks[0].says_nothing_below


def test_assumptions_reach_every_number(facts: Facts) -> None:
    """The cap and the base year move bounds, rates and words."""
    capped = page(facts, QINGHAI, TSOSHAR, per_person=1, base_year=2010)
    assert "at most one scan for each resident of the 2010 census" in capped.amounts.lead
    assert row(capped.amounts, TSOSHAR).lines[0].figures[0].said == "0–1,396,845 iris scans"
    (rate,) = row(capped.rates, TSOSHAR).lines
    assert (rate.figures[0].said, rate.figures[0].value) == ("0.0–100.0", "0 100")
    assert "2010 census" in rate.figures[0].detail


def test_overlapping_bounds_give_no_order(facts: Facts) -> None:
    """Two prefectures of one province overlap, and the page says that no order follows."""
    pairs = page(facts, TSOSHAR, "632600").pairs
    (line,) = pairs.rows[0].lines
    assert said(line)["difference"] == "−1,452,035 to +1,452,035"
    assert said(line)["ratio"] == "inconclusive"
    assert "The bounds overlap" in line.notes[0]
    assert "more for certain" not in " ".join(line.notes)


def test_a_whole_has_no_less_than_its_part(facts: Facts) -> None:
    """Bounds touch at 1,452,035: even a whole and its part have no certain order."""
    (line,) = page(facts, TSOSHAR, QINGHAI).pairs.rows[0].lines
    assert said(line)["difference"] == "−203,960 to +1,452,035"
    assert "overlap" in line.notes[0]


def test_a_reason_names_regions_and_no_codes(facts: Facts) -> None:
    """What cannot be compared says why, in words and with names."""
    found = page(facts, TSOSHAR, URUMQI, measure=Measure.IRIS_SCANS)
    (line,) = found.pairs.rows[0].lines
    assert said(line) == {"difference": "not comparable"}
    assert "Ürümqi\u2069 has no record" in line.notes[0]
    assert not re.search(r"\b\d{6}\b", " ".join(line.notes))
    assert not line.marks


@pytest.mark.parametrize("status", [each for each in CellStatus if each is not CellStatus.REPORTED])
def test_every_silence_is_a_sentence(status: CellStatus) -> None:
    """Whatever the reason for no number is, the sentence about it can be read."""
    silent = Estimate("a", EvidenceKind.BOUNDED, "scans", "tree/1", "", status=status)
    known = Estimate("b", EvidenceKind.BOUNDED, "scans", "tree/1", "", low=Fraction(1))
    reason = compare(known, silent, called=lambda code: f"Region {code}").reason
    assert "Region a" in reason
    assert "has not" not in reason
    assert "has withheld" not in reason


def test_any_region_can_be_compared_with(facts: Facts) -> None:
    """The reader chooses the pair; the order of the regions stays as it was."""
    chosen = page(facts, QINGHAI, TSOSHAR, "632600", against=TSOSHAR)
    assert [each.code for each in chosen.regions] == [QINGHAI, TSOSHAR, "632600"]
    assert [each.code for each in chosen.pairs.rows] == [QINGHAI, "632600"]
    assert "Tsoshar" in chosen.pairs.title
    first = page(facts, TSOSHAR, QINGHAI, "632600").pairs
    assert [each.lines for each in chosen.pairs.rows] == [each.lines for each in first.rows]


@pytest.mark.parametrize("measure", Measure)
def test_what_is_not_comparable_says_why(facts: Facts, measure: Measure) -> None:
    """In every section a refusal stands over its reason; no order is told where bounds overlap."""
    sets = [each.codes for each in ready_sets(facts)] + [("CN", "659001", "540600", "630200")]
    for codes in sets:
        found = page(facts, *codes, measure=measure)
        for section in found.sections:
            for one in section.rows:
                for line in one.lines:
                    _refusals_have_reasons(line)
        for one in found.pairs.rows:
            for line in one.lines:
                if "more for certain" in " ".join(line.notes):
                    assert (line.marks[0].low or 0) > 0 or (line.marks[0].high or 0) < 0


def _refusals_have_reasons(line: Line) -> None:
    assert "has not" not in " ".join(line.notes)
    for figure in line.figures:
        if figure.said == CellStatus.NOT_COMPARABLE.label:
            census = figure.what[:4].isdecimal()
            said = [each for each in line.notes if not census or each.startswith(figure.what)]
            assert any(said), (figure, line.notes)


def test_all_rows_of_a_section_share_one_scale(facts: Facts) -> None:
    """Every mark of a section lies on its one axis; no row has a scale of its own."""
    for each in ready_sets(facts):
        for section in page(facts, *each.codes).sections:
            for one in section.rows:
                for line in one.lines:
                    for mark in line.marks:
                        ends = [x for x in (mark.low, mark.value, mark.high) if x is not None]
                        assert section.axis is not None
                        assert all(section.axis.low <= x <= section.axis.high for x in ends)


def test_a_region_minus_itself_is_zero(facts: Facts) -> None:
    """Exactly zero, whatever its bounds are."""
    view = view_with(measure=Measure.IRIS_SCANS)
    bounds = bounds_of(view.assume, view.events, facts)
    for code in (QINGHAI, TSOSHAR):
        found = compare(bounds[code], bounds[code])
        assert found.difference == (0, 0)
        assert not found.more


def test_all_maps_of_one_scale_share_their_width(facts: Facts) -> None:
    """As many kilometres wide unless asked to fit; the same classes in every map."""
    same = page(facts, QINGHAI, TSOSHAR).maps
    assert same.tiles[0].frame[0] == same.tiles[1].frame[0]
    assert same.tiles[0].scale_share == same.tiles[1].scale_share
    fit = page(facts, QINGHAI, TSOSHAR, fit=True).maps
    assert fit.tiles[1].frame[0] < same.tiles[1].frame[0] / 3
    assert fit.legend == same.legend
    assert sum(entry.count for entry in same.legend) == sum(len(tile.units) for tile in same.tiles)


def test_outlines_keep_their_area(facts: Facts) -> None:
    """A drawing measured in its own steps covers the area of the region."""
    shape = outlines(QINGHAI, PREFECTURE, facts)
    assert len(shape.paths) == 8
    area = sum(_area(path) for _code, path in shape.paths) * shape.step**2
    assert area == pytest.approx(facts.regions.area_km2(QINGHAI), rel=0.01)


def _area(path: str) -> float:
    """Return the area of the outer rings of a path, in square steps."""
    total = 0.0
    for ring in path.split("z")[:-1]:
        first, moves = ring[1:].split("l")
        x, y = map(int, first.split())
        points = [(x, y)]
        numbers = [int(each) for each in re.findall(r"-?\d+", moves)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        total += sum(
            x1 * y2 - x2 * y1
            for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True)
        )
    return abs(total) / 2


def test_an_illustration_stands_only_where_it_is_the_layer(facts: Facts) -> None:
    """Never drawn unasked; where it is, labelled in words."""
    assert "illustration" not in markup(page(facts, QINGHAI, TSOSHAR)).lower()
    asked = markup(page(facts, QINGHAI, TSOSHAR, layer="even_spread"))
    assert "Scenario, not evidence" in asked


def test_one_region_and_mixed_levels(facts: Facts) -> None:
    """One region has no pairs; province beside county is said, and a part in its whole too."""
    assert not page(facts, TSOSHAR).pairs.rows
    mixed = page(facts, QINGHAI, "630202")
    assert any("lies in" in note for note in mixed.notes)
    assert any("different levels" in note for note in mixed.notes)
    assert mixed.timeline.within
    with pytest.raises(ValueError, match="needs a region"):
        compare_page(view_with(), facts)


def test_the_country_can_be_compared(facts: Facts) -> None:
    """Mainland China stands beside a province."""
    found = page(facts, "CN", QINGHAI)
    assert said(row(found.residents, "CN").lines[0])["2020"] == "1,409,778,724"


def test_ready_sets_exist_and_fit(facts: Facts) -> None:
    """Every ready comparison is a view that its own link restores."""
    sets = ready_sets(facts)
    assert [len(each.codes) for each in sets] == [8, 3, 2]
    for each in sets:
        view = view_with(compared=each.codes, level=each.level)
        assert read_view(params_of(view, facts), facts) == (view, ())


def test_the_link_keeps_order_and_refuses_too_many(facts: Facts) -> None:
    """Order is the reader's, a repeated code counts once, nine regions are too many."""
    view = parse_link("?compare=650100~630200~650100", facts).strict()
    assert view.comparison.compared == (URUMQI, TSOSHAR)
    assert params_of(view, facts) == {"compare": "650100~630200"}
    many = "~".join(str(630100 + i) for i in range(MOST_COMPARED + 1))
    with pytest.raises(ViewError, match="9 regions are too many"):
        parse_link(f"?compare={many}", facts).strict()


def test_every_number_of_a_row_has_a_source(facts: Facts) -> None:
    """In each section a line with a number says where it comes from."""
    for each in ready_sets(facts):
        found = page(facts, *each.codes)
        for section in found.sections:
            for one in section.rows:
                for line in one.lines:
                    numbers = [figure for figure in line.figures if figure.known]
                    assert bool(line.because) or not numbers, (section.key, one.code)
        for cells in found.groups.cells:
            assert all(cell.because for cell in cells if cell.value)
        for line in found.timeline.rows:
            assert all(told.because for told in line.told)


def test_axes_hold_their_values() -> None:
    """An axis ends at or above its largest value; one around zero has it in its middle."""
    for top in (1.0, 7.0, 99.5, 1_452_035.0, 1.4e9):
        axis = axis_of([top])
        assert axis.high >= top
        assert 2 <= len(axis.ticks) <= 6
    assert [words for _at, words in axis_of([2.0], whole=True).ticks] == ["0", "1", "2"]
    assert span_axis([-5.0, 3.0]).place(0.0) == 50.0


@pytest.mark.parametrize("name", CORPUS)
def test_hostile_text_is_escaped(name: str, tmp_path: Path) -> None:
    """Whatever a data set holds, it stands in the page as text."""
    text = CORPUS[name]
    folder = write_dataset(
        tmp_path,
        [event_row(title=text, modality="iris")],
        [source_row(publisher=text, title=text)],
        [claim_row(field="quantity", value_as_printed=text)],
    )
    shown = markup(page(load_facts(folder), TSOSHAR, URUMQI))
    for tag in ("<script", "<img", "<svg", "<b>x", "<style", "onload=alert(1)>", "<!--"):
        assert tag not in shown


def test_an_empty_data_set_is_compared_too(tmp_path: Path) -> None:
    """Without an event there are people, and the rest says that nothing is recorded."""
    found = page(load_facts(write_dataset(tmp_path)), TSOSHAR, URUMQI)
    assert found.timeline.axis is None
    assert found.amounts.axis is None
    assert all(each.count == 0 for each in found.timeline.rows)
    assert said(row(found.roots, TSOSHAR).lines[0]) == {"independent sources": "no record"}
    assert "No event is documented here." in markup(found)


def test_an_axis_of_centuries_has_few_ticks(tmp_path: Path) -> None:
    """A year that nobody meant stretches the axis; it is written with its four digits."""
    events = [event_row("E-1", start="0019-03", end="0019-04"), event_row("E-2", start="9999-12")]
    claims = [claim_row(f"C-{n}", event_id=f"E-{n}") for n in (1, 2)]
    odd = load_facts(write_dataset(tmp_path / "data", events, [source_row()], claims))
    axis = page(odd, "630200", "650100").timeline.axis
    assert axis is not None
    assert 2 <= len(axis.ticks) <= 9
    assert all(len(words) >= 4 for _at, words in axis.ticks)


@pytest.mark.parametrize("measure", [None, *Measure])
def test_every_documented_figure_is_on_the_page(facts: Facts, measure: Measure | None) -> None:
    """Whatever measure is compared, each region's figures in every unit are listed."""
    codes = (TSOSHAR, URUMQI, TIBET, QINGHAI)
    found = page(facts, *codes, measure=measure)
    for code in codes:
        shown = {each.said for line in row(found.figures, code).lines for each in line.figures}
        for each in region_profile(code, view_with(), facts).published:
            assert each.value in shown
        assert shown
    text = markup(found)
    assert "300,000 people" in text
    assert "919,282–1,206,962 DNA samples" in text


def test_a_region_without_a_number_tells_what_else_is_documented(facts: Facts) -> None:
    """Where iris scans cannot be compared, the people that are counted are named."""
    found = page(facts, TSOSHAR, URUMQI, measure=Measure.IRIS_SCANS)
    (line,) = found.pairs.rows[0].lines
    assert any("300,000 people whose irises were scanned" in note for note in line.notes)


def test_a_comparison_opens_on_what_is_documented(facts: Facts) -> None:
    """Without a measure in the address it is the best documented, and the page says so."""
    found = page(facts, TSOSHAR, URUMQI)
    assert Measure.IRIS_PEOPLE.label in found.amounts.title
    assert "1 of 2 regions" in found.amounts.lead
    chosen = page(facts, TSOSHAR, URUMQI, measure=Measure.IRIS_SCANS)
    assert "as chosen" in chosen.amounts.lead
    assert Measure.IRIS_SCANS.label in chosen.amounts.title


def test_lines_tell_events_apart(facts: Facts) -> None:
    """Each choice of lines has lanes of its own, with every event in at least one of them."""
    seen = set()
    for lines in Lines:
        found = page(facts, QINGHAI, TIBET, lines=lines)
        seen.add(tuple(sort.label for sort in found.timeline.sorts))
        for each in found.timeline.rows:
            assert sum(count for _sort, count, _bars in each.lanes) >= each.count
        assert all(sort.label in markup(found) for sort in found.timeline.sorts)
    assert len(seen) == len(Lines)


def test_an_empty_comparison_takes_the_selected_region() -> None:
    """A selection fills an empty comparison, and changes none that was chosen."""
    assert with_selection(view_with(region=URUMQI)).comparison.compared == (URUMQI,)
    chosen = view_with(region=URUMQI, compared=(TSOSHAR, QINGHAI))
    assert with_selection(chosen) == chosen
    assert with_selection(view_with()) == view_with()


@pytest.mark.parametrize("layer_id", ["collected_bounds", "documentation_by_non_han"])
def test_a_legend_of_two_things_is_a_table(facts: Facts, layer_id: str) -> None:
    """Rows and columns keep their headings, and the cells count every unit that has a class."""
    maps = page(facts, QINGHAI, layer=layer_id).maps
    assert maps.grid
    text = str(maps_markup(maps))
    for words in (maps.grid.x_title, maps.grid.y_title, *maps.grid.x, *maps.grid.y):
        assert str(escape(words)) in text
    counted = sum(maps.legend[place].count for place in maps.grid.places)
    assert counted == len(facts.regions.codes(PREFECTURE, QINGHAI))
    labels = [entry.label for entry in maps.legend]
    assert len(labels) == len(set(labels))
    assert all(maps.grid.x_title in label or " · " not in label for label in labels)
