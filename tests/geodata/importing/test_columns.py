"""What columns are taken for: how many of them rightly, and how many wrongly."""

from __future__ import annotations

import pytest

from geodata.errors import ImportRefused
from geodata.importing import (
    ImportField,
    ImportMapping,
    changed_columns,
    personal_columns,
    propose_mapping,
    read_bytes,
)

# Headings in eight languages, with the field that a person would choose for each.
_SEEDED = {
    "en": "Site name,City,State,Lat,Long,Date installed,"
    "Type,Vendor,Number of cameras,Link,Notes,Shade",
    "zh": "项目名称,城市,省份,纬度,经度,日期,设备类型,供应商,摄像头数量,链接,备注,颜色",
    "fr": "Intitulé,Ville,Région,Latitude,Longitude,Date d'installation,"
    "Type d'équipement,Fournisseur,Nombre de caméras,Lien,Commentaire,Couleur",
    "es": "Título,Ciudad,Estado,Latitud,Longitud,Fecha,"
    "Tecnología,Proveedor,Cantidad,Enlace,Observaciones,Color",
    "pt": "Título,Cidade,Estado,Latitude,Longitude,Data,"
    "Tecnologia,Fornecedor,Quantidade,Fonte,Observações,Cor",
    "de": "Bezeichnung,Stadt,Bundesland,Breitengrad,Längengrad,Datum,"
    "Technik,Hersteller,Anzahl,Quelle,Bemerkung,Farbe",
    "ru": "Название,Город,Область,Широта,Долгота,Дата,"
    "Технология,Производитель,Количество,Ссылка,Примечание,Цвет",
    "ar": "العنوان,المدينة,المحافظة,خط العرض,خط الطول,التاريخ,"
    "التقنية,المورد,العدد,الرابط,ملاحظات,اللون",
}
_FIELDS = (
    *("title", "place", "parent_place", "latitude", "longitude", "start", "technology", "vendor"),
    *("quantity", "source_address", "description", "other"),
)
_ROW = (
    "North gate,Xining,Qinghai,36.{n},101.{n},2019-03-{n},camera,Dahua,1{n},https://example.org/{n},"
    '"seen from the road, and from the bridge",red\n'
)


@pytest.mark.parametrize("language", list(_SEEDED))
def test_headings_of_every_language_are_recognised(language: str) -> None:
    text = _SEEDED[language] + "\n" + "".join(_ROW.format(n=n) for n in range(10, 29))
    (table,) = read_bytes(text.encode(), "list.csv")
    found = [use.field.value for use in propose_mapping(table).columns]
    assert found == list(_FIELDS)


@pytest.mark.parametrize(
    ("heading", "layout"),
    [
        (
            "event_id_cnty,event_date,sub_event_type,admin1,admin2,location,latitude,longitude,notes",
            "ACLED",
        ),
        (
            "id,type_of_violence,source_headline,where_coordinates,adm_1,latitude,longitude,"
            "date_start,date_end",
            "UCDP GED",
        ),
        (
            "AOSNUMBER,City,County,State,Agency,Technology,Vendor,Summary,Link 1",
            "EFF Atlas of Surveillance",
        ),
        ("id,date,location,latitude,longitude,description,sources", "TimeMap"),
        ("man_made,surveillance:type,camera:mount", "OpenStreetMap"),
        ("name,lat,lon", ""),
    ],
)
def test_well_known_layouts_are_recognised_by_their_columns(heading: str, layout: str) -> None:
    cells = ",".join("x" for _ in heading.split(","))
    (table,) = read_bytes(f"{heading}\n{cells}\n".encode(), "list.csv")
    assert propose_mapping(table).layout == layout


def test_content_overrules_a_heading_that_cannot_be_true() -> None:
    rows = "latitude,date,count\n" + "north,soon,many\n" * 5
    (table,) = read_bytes(rows.encode(), "list.csv")
    assert {use.field for use in propose_mapping(table).columns} == {ImportField.OTHER}


def test_codes_are_proposed_only_where_the_geography_has_them() -> None:
    (table,) = read_bytes(b"name,unit\nA,630200\nB,630100\nC,x\n", "list.csv")
    known = {"630200", "630100"}
    assert propose_mapping(table).of(ImportField.REGION_CODE) == ()
    (table,) = read_bytes(b"name,adcode\nA,630200\nB,630100\n", "list.csv")
    assert propose_mapping(table, is_code=known.__contains__).of(ImportField.REGION_CODE) == (
        "adcode",
    )


def test_a_mapping_is_saved_read_and_compared_with_next_months_file() -> None:
    (table,) = read_bytes('a "b",Città,"x\ty"\n1,Roma,2\n'.encode(), "list.csv")
    mapping = propose_mapping(table).with_use("Città", ImportField.PLACE)
    assert ImportMapping.from_toml(mapping.to_toml()) == mapping
    assert changed_columns(mapping, ("Città", "new"))[1] == ("new",)
    assert len(changed_columns(mapping, ("Città", "new"))[0]) == 2


@pytest.mark.parametrize(
    "text",
    ["columns = 3", "not toml at all", '[[columns]]\ncolumn = "a"\nfield = "nonsense"', "odd = 1"],
)
def test_a_broken_mapping_is_refused(text: str) -> None:
    with pytest.raises(ImportRefused):
        ImportMapping.from_toml(text)


def test_what_may_identify_people_is_left_out_and_plain_lists_are_not_touched() -> None:
    rows = (
        "site,victim name,contact,notes,serial\n"
        'Gate,A B,+33 6 12 34 56 78,"They wrote to a@example.org about the camera there",139\n'
        'Wall,C D,139 0000,"A long sentence about nothing at all, for the sake of the length",77\n'
    )
    (table,) = read_bytes(rows.encode(), "list.csv")
    found = {each.column: each.whole for each in personal_columns(table)}
    assert found == {"victim name": True, "contact": True, "notes": False}
    assert set(propose_mapping(table).of(ImportField.LEFT_OUT)) == {"victim name", "contact"}
    (plain,) = read_bytes(
        b"name,id,date,lat\nWilson PD,30200CTVPOC477939623,2019-03-14,36.5012345\n", "list.csv"
    )
    assert personal_columns(plain) == ()
