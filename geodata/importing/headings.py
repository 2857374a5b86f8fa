"""Headings under which people write each field, and the layouts of well-known data sets."""

from __future__ import annotations

import re
import unicodedata

from geodata.importing.mapping import ImportField

__all__ = ["HEADINGS", "LAYOUTS", "OWN", "folded"]

_F = ImportField

HEADINGS: dict[ImportField, str] = {
    _F.TITLE: "title|event|event name|headline|site|site name|name|camera name|project|label|"
    "standort|标题|事件|项目|项目名称|点位名称|名称|titre|intitulé|nom|título|"
    "titulo|nombre|evento|nome|titel|bezeichnung|ereignis|название|событие|"
    "наименование|العنوان|الحدث|الاسم|제목|번호|이름",
    _F.EVENT_ID: "id|event id|event_id|uid|uuid|objectid|fid|ref|reference|case number|编号|"
    "序号|identifiant|référence|identificador|código evento|kennung|номер|"
    "идентификатор|المعرف|관리번호",
    _F.REGION_CODE: "region code|adcode|admin code|adm code|gb code|fips|geoid|pcode|p-code|insee|"
    "code insee|division code|area code|代码|行政区划代码|区划代码|code région|"
    "code commune|código municipio|cod municipio|código ibge|gemeindeschlüssel|ags|"
    "код региона|окато|октмо|رمز المنطقة|행정구역코드",
    _F.PLACE: "place|location|locality|city|town|county|district|municipality|admin2|"
    "place name|where|village|ward|neighborhood|地点|地区|所在地|城市|县|区县|区|"
    "lieu|ville|commune|localité|emplacement|lugar|ciudad|municipio|localidad|"
    "local|cidade|município|ort|stadt|gemeinde|kreis|место|город|район|"
    "населенный пункт|المكان|الموقع|المدينة|المنطقة|시군구",
    _F.PARENT_PLACE: "state|province|region|admin1|country|department|governorate|oblast|"
    "prefecture|省|省份|自治区|州|市|地级市|国家|pays|région|département|departement|province|"
    "estado|provincia|región|país|departamento|distrito|bundesland|land|staat|"
    "область|регион|страна|край|республика|البلد|المحافظة|الولاية|시도|county|"
    "district|city|municipality|commune|municipio|município|kreis|район",
    _F.LATITUDE: "latitude|lat|y|lat dd|northing|纬度|緯度|latitud|breite|breitengrad|"
    "geografische breite|широта|خط العرض|위도",
    _F.LONGITUDE: "longitude|lon|long|lng|x|lon dd|easting|经度|經度|longitud|länge|längengrad|"
    "geografische länge|долгота|خط الطول|경도",
    _F.COORDINATES: "coordinates|coords|lat long|latlong|lat lon|latitude longitude|location 1|gps|"
    "geolocation|geo point|坐标|经纬度|coordonnées|coordenadas|koordinaten|"
    "координаты|الإحداثيات|좌표",
    _F.WKT: "wkt|geometry wkt|the geom|geom|geometry|shape",
    _F.WKB: "wkb|geometry wkb",
    _F.START: "date|start|start date|event date|date start|installed|install date|year|month|"
    "since|date installed|published|date published|日期|时间|开始日期|发布日期|"
    "年份|année|date d'installation|date installation|date début|fecha|"
    "fecha inicio|año|data|data início|ano|datum|beginn|jahr|дата|начало|год|"
    "дата установки|التاريخ|تاريخ البداية|السنة|설치일|설치년월",
    _F.END: "end|end date|date end|until|removed|结束日期|date fin|fecha fin|data fim|ende|"
    "конец|дата окончания|تاريخ النهاية",
    _F.TECHNOLOGY: "technology|technologies|type of technology|equipment|system type|"
    "surveillance type|surveillance:type|modality|category|camera type|type|技术|"
    "类型|设备类型|类别|technologie|équipement|type d'équipement|tecnología|tipo|"
    "tecnologia|technik|technologie|typ|технология|тип|вид|التقنية|النوع|نوع|"
    "설치목적",
    _F.VENDOR: "vendor|manufacturer|company|supplier|brand|厂商|供应商|公司|fournisseur|"
    "fabricant|proveedor|fabricante|empresa|fornecedor|hersteller|"
    "anbieter|firma|производитель|поставщик|компания|الشركة|المورد|제조사",
    _F.QUANTITY: "count|number|quantity|total|cameras|number of cameras|how many|n|units|cams|"
    "数量|总数|人数|个数|摄像头数量|nombre|nombre de caméras|"
    "quantité|cantidad|número|número de cámaras|quantidade|anzahl|menge|количество|"
    "число|العدد|الكمية|대수|카메라대수",
    _F.PRESENT: "present|in use|active|confirmed|deployed|是否使用|actif|activo|ativo|aktiv|"
    "используется",
    _F.SOURCE_ADDRESS: "source|url|link|source url|link 1|link 2|link 3|web|website|document url|"
    "href|来源|链接|网址|lien|source lien|fuente|enlace|fonte|quelle|ссылка|источник|"
    "المصدر|الرابط|출처",
    _F.PUBLISHER: "publisher|outlet|agency|organization|organisation|data source|发布单位|单位|"
    "媒体|éditeur|organisme|editor|organización|editora|herausgeber|behörde|"
    "издатель|организация|الناشر",
    _F.DESCRIPTION: "description|notes|note|summary|comment|comments|details|remarks|描述|备注|"
    "说明|摘要|commentaire|remarque|descripción|notas|observaciones|descrição|"
    "observações|beschreibung|bemerkung|anmerkung|описание|примечание|комментарий|"
    "الوصف|ملاحظات|비고",
}

OWN = "Deployment Atlas"
"""Name of the layout of the tables that this product writes."""

LAYOUTS: dict[str, dict[str, ImportField]] = {
    OWN: {
        "event_id": _F.EVENT_ID,
        "title": _F.TITLE,
        "start": _F.START,
        "end": _F.END,
        "region": _F.REGION_CODE,
        "latitude": _F.LATITUDE,
        "longitude": _F.LONGITUDE,
        "place_as_written": _F.PLACE,
        "modality": _F.TECHNOLOGY,
        "witness_based": _F.OTHER,
        "precision": _F.OTHER,
        "date_basis": _F.OTHER,
    },
    "ACLED": {
        "event_id_cnty": _F.EVENT_ID,
        "event_date": _F.START,
        "admin1": _F.PARENT_PLACE,
        "admin2": _F.PARENT_PLACE,
        "location": _F.PLACE,
        "latitude": _F.LATITUDE,
        "longitude": _F.LONGITUDE,
        "notes": _F.DESCRIPTION,
        "sub_event_type": _F.TECHNOLOGY,
    },
    "UCDP GED": {
        "id": _F.EVENT_ID,
        "date_start": _F.START,
        "date_end": _F.END,
        "adm_1": _F.PARENT_PLACE,
        "where_coordinates": _F.PLACE,
        "latitude": _F.LATITUDE,
        "longitude": _F.LONGITUDE,
        "source_headline": _F.TITLE,
        "type_of_violence": _F.TECHNOLOGY,
    },
    "EFF Atlas of Surveillance": {
        "aosnumber": _F.EVENT_ID,
        "city": _F.PLACE,
        "county": _F.PARENT_PLACE,
        "state": _F.PARENT_PLACE,
        "agency": _F.PUBLISHER,
        "technology": _F.TECHNOLOGY,
        "vendor": _F.VENDOR,
        "summary": _F.DESCRIPTION,
        "link 1": _F.SOURCE_ADDRESS,
    },
    "OpenStreetMap": {
        "surveillance:type": _F.TECHNOLOGY,
        "man_made": _F.OTHER,
    },
    "TimeMap": {
        "id": _F.EVENT_ID,
        "date": _F.START,
        "location": _F.PLACE,
        "latitude": _F.LATITUDE,
        "longitude": _F.LONGITUDE,
        "description": _F.DESCRIPTION,
        "sources": _F.SOURCE_ADDRESS,
    },
}
"""Columns by which a layout is recognised; a file has all of them."""


def folded(heading: str) -> str:
    """Return a heading without case, accents and punctuation.

    Examples
    --------
    >>> folded("Date d’installation"), folded("event_id")
    ('date d installation', 'event id')
    """
    plain = unicodedata.normalize("NFKD", heading.casefold())
    plain = "".join(each for each in plain if not 0x300 <= ord(each) < 0x370)
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", plain)).strip()
