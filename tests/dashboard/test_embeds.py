"""Maps for other pages: addresses that name a view, answers that can be kept, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.atlas import Atlas
from dashboard.exports.embed_address import (
    LARGEST,
    SMALLEST,
    EmbedForm,
    EmbedOptions,
    EmbedTheme,
    embed_path,
    figure_code,
    frame_code,
    spec_of,
    view_of_address,
    view_of_spec,
)
from dashboard.headers import SecurityHeaders, allow_frames, security_headers
from dashboard.renderings import Busy, Renderings
from dashboard.server import embeds
from dashboard.server.embeds import embed_routes
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.model import Event, Modality, PartialDate, Scope
from layers.view import Camera, View
from tests.asgi import Client
from tests.levels import COUNTY, PREFECTURE, PROVINCE
from tests.views import view_with

OTHER = "https://example.org"
_NAMES = st.text("ab é.–/&=%+# 中", min_size=1, max_size=9).map(str.strip)
VIEWS = st.builds(
    view_with,
    level=st.sampled_from([PREFECTURE, COUNTY]),
    area=st.sampled_from(["630000", "650100", "CN"]),
    modality=st.sets(st.sampled_from(Modality)).map(
        lambda chosen: tuple(each for each in Modality if each in chosen)
    ),
    vendor=st.sampled_from([(), ("Super Red",)]),
    time=st.sampled_from([None, PartialDate.parse("2019-03")]),
    camera=st.sampled_from([None, Camera.parse("36.5,102.1,8")]),
)


def client(origins: tuple[str, ...] = ()) -> Client:
    """The routes behind the headers of the server."""
    allow_frames(origins)
    strict = Middleware(SecurityHeaders, headers=security_headers(origins), own=("/embed/",))
    return Client(Starlette(routes=embed_routes(), middleware=[strict]))


@pytest.fixture
def web(atlas: Atlas) -> Iterator[Client]:
    """A server that no other site was allowed for."""
    yield client()
    allow_frames(())


@given(VIEWS)
def test_an_address_names_its_view(facts: Facts, view: View) -> None:
    """Whatever is chosen, the word in the address needs no escaping and leads back."""
    word = spec_of(view, facts)
    assert word.replace("-", "").replace("_", "").isalnum()
    assert word.isascii()
    assert view_of_spec(word, facts) == view
    for form in EmbedForm:
        path = urlsplit(embed_path(view, facts, form))
        word = path.path.rpartition("/")[2].removesuffix(f".{form.value}")
        assert view_of_address(word, dict(parse_qsl(path.query)), facts) == (view, {})


def test_what_a_view_highlights_is_highlighted_in_its_drawing(facts: Facts, web: Client) -> None:
    """By name, also a region of another level than the map's."""
    view = view_with(level=COUNTY, region="632700", highlight=("630100",))
    drawing = web.get(embed_path(view, facts, EmbedForm.SVG)).text
    assert "Highlighted: \u2068Yushu\u2069, \u2068Ziling (Xining)\u2069" in drawing
    assert "Highlighted" not in web.get(embed_path(view_with(), facts, EmbedForm.SVG)).text


@given(st.text(max_size=60))
def test_any_other_word_is_refused(facts: Facts, text: str) -> None:
    """A word that names no view gives one plain message, never another view in silence."""
    assume(text != spec_of(view_with(), facts))
    with pytest.raises(ViewError) as refusal:
        view_of_spec(text, facts)
    assert len(str(refusal.value)) < 700


@pytest.mark.parametrize("form", EmbedForm)
def test_options_come_back_from_their_parameters(form: EmbedForm) -> None:
    """What is chosen stands in the address; what is usual does not."""
    assert EmbedOptions.of(form, {}).params(form) == {}
    for theme in EmbedOptions.themes(form):
        chosen = EmbedOptions(width=700, height=500, theme=theme, title=False)
        assert EmbedOptions.of(form, chosen.params(form)).params(form) == chosen.params(form)


def test_sizes_are_kept_within_bounds() -> None:
    """A size that cannot be drawn becomes the nearest that can."""
    for given_, drawn in (("1", SMALLEST), ("0", SMALLEST), ("999999", LARGEST), ("700", 700)):
        assert EmbedOptions.of(EmbedForm.PNG, {"width": given_}).width == drawn


@pytest.mark.parametrize(
    "path",
    [
        "/embed/none.png",
        "/embed/opening.gif",
        "/embed/opening",
        "/embed/.png",
        "/embed/opening.png?width=wide",
        "/embed/opening.png?width=²",
        "/embed/opening.png?height=-5",
        "/embed/opening.png?theme=dark",
        "/embed/opening.html?theme=grey",
        "/embed/opening.png?title=yes",
        "/embed/opening.png?at=here",
        "/embed/opening.png?theme=<script>",
        "/embed/" + "A" * 5000 + ".png",
        "/embed/bGV2ZWw9Y291bnR5x.png",
        "/embed/bGV2ZWw9eA.png",
        "/embed/YXJlYT0xMjM.html",
        "/embed/%2e%2e%2fpyproject.html",
    ],
)
def test_what_makes_no_sense_is_refused_in_plain_text(web: Client, path: str) -> None:
    """A wrong address is told what is wrong, as text that no browser runs or keeps."""
    answer = web.get(path)
    assert answer.status_code in {400, 404}
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.status_code == 404 or answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.text) < 800


def test_a_picture_has_the_size_that_was_asked_for(facts: Facts, web: Client) -> None:
    """The PNG is as large as its address says, and is drawn once."""
    answer = web.get(
        embed_path(view_with(), facts, EmbedForm.PNG, EmbedOptions(width=640, height=480))
    )
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (640, 480)


@pytest.mark.parametrize("form", EmbedForm)
def test_whoever_holds_the_newest_answer_is_told_so(
    facts: Facts, web: Client, form: EmbedForm
) -> None:
    """The tag changes with view, size and form; a known tag is answered with 304 and no file."""
    options = EmbedOptions(width=500, height=500)
    path = embed_path(view_with(), facts, form, options)
    first = web.get(path)
    assert first.status_code == 200
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = web.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b""), known
        for name in ("content-security-policy", "cross-origin-resource-policy", "etag"):
            assert again.headers[name] == first.headers[name]
    assert web.get(path, headers={"If-None-Match": '"other"'}).content == first.content
    others = (
        embed_path(view_with(level=COUNTY), facts, form, options),
        embed_path(view_with(), facts, form, EmbedOptions(width=500, height=500, title=False)),
    )
    for other in others:
        assert web.get(other).headers["etag"] != tag


def test_other_sites_may_show_it_only_if_told(atlas: Atlas) -> None:
    """Without an allowed site pictures stay with their own; with one they may be shown there."""
    for origins, policy in (((), "same-origin"), ((OTHER,), "cross-origin")):
        for form in EmbedForm:
            answer = client(origins).get(
                embed_path(view_with(), atlas.facts, form, EmbedOptions(width=500, height=500))
            )
            assert answer.headers["cross-origin-resource-policy"] == policy
            rules = answer.headers["content-security-policy"]
            assert rules.endswith(" ".join(("frame-ancestors 'self'", *origins)))
            assert rules.startswith("default-src 'none'; ")
            assert ("x-frame-options" in answer.headers) is (not origins)
    allow_frames(())


def test_a_full_queue_is_told_when_to_ask_again(
    facts: Facts, web: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More maps at once than are drawn give 503, not a server that answers nobody."""
    full = Renderings(at_once=1, waiting=-1)
    monkeypatch.setattr(embeds, "shared_renderings", full)
    answer = web.get(
        embed_path(view_with(area="540000"), facts, EmbedForm.SVG, EmbedOptions(width=501))
    )
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["cache-control"] == "no-store"
    assert Busy.__name__ not in answer.text


def test_nothing_that_the_view_hides_is_served(web: Client, atlas: Atlas) -> None:
    """Neither leads nor events of low confidence, nor their sources, are in any form."""
    data = atlas.facts.dataset
    view = view_with(area="CN", level=PROVINCE)
    hidden = [event for event in data.events if event.scope is not Scope.CORE]
    assert len(hidden) > 5

    def titles_of(events: list[Event]) -> set[str]:
        claims = [claim for event in events for claim in data.claims_of.get(event.event_id, ())]
        return {each.title for claim in claims for each in data.origin_of(claim.source_id)}

    titles = titles_of(hidden) - titles_of([each for each in data.events if each not in hidden])
    assert len(titles) > 5
    for form in (EmbedForm.HTML, EmbedForm.SVG):
        text = web.get(embed_path(view, atlas.facts, form, EmbedOptions(width=700))).text
        for secret in [event.event_id for event in hidden] + sorted(titles):
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in text, (form, secret)
        for event in hidden:
            assert event.title not in text


def test_an_embedded_page_holds_the_map_alone(facts: Facts, web: Client) -> None:
    """No tables, no claims, no long texts: the frame is small."""
    text = web.get(embed_path(view_with(), facts, EmbedForm.HTML)).text
    held = text.split('id="atlas-spec">', 1)[1].split("</script>", 1)[0]
    events = json.loads(held)["details"]["data"]["events"]
    assert events
    assert not [name for event in events for name in ("told", "doubt", "differ") if name in event]
    assert '"report":false' in text


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@given(st.text(max_size=80), st.text(max_size=80))
def test_code_to_paste_holds_any_text_as_text(facts: Facts, words: str, more: str) -> None:
    """Titles and captions make no element and no attribute, whatever they say."""
    address = embed_path(view_with(vendor=("a&b",)), facts, EmbedForm.PNG, EmbedOptions(width=700))
    reader = _Elements()
    reader.feed(frame_code(address, words, 480))
    reader.feed(figure_code(address, words, more, 700, 480))
    reader.close()
    tags = [tag for tag, _ in reader.found]
    assert tags == ["iframe", "figure", "img", "figcaption"]
    assert reader.found[0][1]["src"] == address
    assert set(reader.found[2][1]) == {
        "src",
        "alt",
        "width",
        "height",
        "loading",
        "referrerpolicy",
        "style",
    }


def test_svg_of_an_embed_is_a_drawing(facts: Facts, web: Client) -> None:
    """The SVG is well formed and asks for nothing."""
    text = web.get(
        embed_path(
            view_with(), facts, EmbedForm.SVG, EmbedOptions(theme=EmbedTheme.GREY, width=700)
        )
    ).text
    root = ET.fromstring(text)
    assert root.tag.endswith("svg")
    links = [value for each in root.iter() for name, value in each.attrib.items() if "href" in name]
    assert [link for link in links if not link.startswith(("#", "data:"))] == []
