"""A made-up country as a folder: two states of two counties each, with a census of two years."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import shapely

__all__ = ["COUNTIES", "SETTINGS", "write_lakeland"]

SETTINGS = """
id = "lakeland"
title = "Lakeland"

[whole]
code = "LK"
label = "republic"
plural = "republics"
names = { en = "Lakeland", sw = "Nchi ya Ziwa" }

[[levels]]
id = "state"
label = "state"
plural = "states"

[[levels]]
id = "county"
label = "county"
plural = "counties"

[[languages]]
id = "en"
label = "English"

[[languages]]
id = "sw"
label = "Swahili"

[codes]
pattern = '[A-Z][0-9]*'
hint = "Use a code such as N1."

[boundaries]
file = "outlines.gpkg"
language = "und"
citation = "Drawn for tests"
licence_note = "CC0"

[census]
years = [2009, 2019]
majority = "Lake"
complement = "not_Lake"
"""

COUNTIES = ("N1", "N2", "S1", "S2")
_PEOPLE = {2009: (100, 200, 300, 400), 2019: (110, 190, 330, 420)}
_LAKE = {2009: (90, 100, 150, 300), 2019: (95, 100, 160, 310)}


def write_lakeland(folder: Path) -> Path:
    """Write the folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "geography.toml").write_text(SETTINGS, encoding="utf-8")
    codes = ["N", "S", *COUNTIES]
    boxes = [(34, 1, 36, 2), (34, 0, 36, 1)]
    boxes += [(34, 1, 35, 2), (35, 1, 36, 2), (34, 0, 35, 1), (35, 0, 36, 1)]
    gpd.GeoDataFrame(
        {
            "code": codes,
            "name": ["North", "South", "Kisumu", "Homa Bay", "Migori", "Kisii"],
            "level": ["state"] * 2 + ["county"] * 4,
            "parent": ["", "", "N", "N", "S", "S"],
        },
        geometry=[shapely.box(*box) for box in boxes],
        crs="EPSG:4326",
    ).to_file(folder / "outlines.gpkg")
    people, groups = ["code,year,population,source"], ["code,year,group,population,source"]
    for year, counts in _PEOPLE.items():
        lake = _LAKE[year]
        rows = dict(zip(COUNTIES, zip(counts, lake, strict=True), strict=True))
        rows |= {"N": (sum(counts[:2]), sum(lake[:2])), "S": (sum(counts[2:]), sum(lake[2:]))}
        rows["LK"] = (sum(counts), sum(lake))
        for code, (all_, own) in rows.items():
            people.append(f"{code},{year},{all_},census{year}")
            groups.append(f"{code},{year},Lake,{own},census{year}")
            groups.append(f"{code},{year},not_Lake,{all_ - own},census{year}")
    sources = ["id,citation,url,licence,note"]
    sources += [f"census{year},Bureau of Lakeland,,facts," for year in _PEOPLE]
    names = ["code,language,text,kind,source", "N1,sw,Kisumu Mjini,local,census2019"]
    tables = {"population": people, "groups": groups, "sources": sources, "names": names}
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
