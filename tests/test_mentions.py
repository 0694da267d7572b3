"""Names as a reader of news would mark them: bare, whole, and of the right type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.models import EntityType, RegionKind
from tests.names_articles import reading, seed_readings


def names(text: str, *, first: RegionKind = "body") -> list[str]:
    """The surfaces in text order."""
    return [mention.text for mention in reading(text, first=first).mentions]


def types(text: str) -> dict[str, EntityType]:
    """The type of each surface."""
    return {mention.text: mention.type for mention in reading(text).mentions}


def forms(text: str) -> dict[str, str]:
    """The form of each surface."""
    return {mention.text: mention.form for mention in reading(text).mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neither Siemens nor Bosch would comment.", ["Siemens", "Bosch"]),
        ("Alibaba, Baidu and Tencent fell.", ["Alibaba", "Baidu", "Tencent"]),
        ("Siemens CEO Roland Busch met President Emmanuel Macron.", ["Siemens", "Roland Busch", "Emmanuel Macron"]),
        ("FAA Administrator Mike Whitaker resigned.", ["FAA", "Mike Whitaker"]),
        ("Bosch did not answer Reuters requests for comment.", ["Bosch", "Reuters"]),
        ("The U.S.-China trade war hurts.", ["U.S.", "China"]),
        ("He wrote to Siemens's board.", ["Siemens"]),
        ("An Airbus spokesperson declined to comment.", ["Airbus"]),
        ("Increasing U.S. pressure worries them.", ["U.S."]),
        ("Meanwhile, However and Despite open no name.", []),
        ("On Monday in March the CEO of an AI firm sold GPUs for $3 million, or 15%.", []),
        ("Tencent-backed Enflame hired Jean-Claude Martin.", ["Tencent", "Enflame", "Jean-Claude Martin"]),
        ("She studied at the University of Cape Town.", ["University of Cape Town"]),
        ("The Center for Strategic and International Studies reported it.", None),
        ("Sen. Maria Cantwell (D-Wash.) spoke.", ["Maria Cantwell", "Wash."]),
        ("Joost van der Berg met Bashar al-Assad and Frank N. Robinson.", None),
        ("##0 and #00 were sold.", []),
        ("Read https://www.example.com/News/Today for more.", []),
    ],
)
def test_a_name_is_bare_and_whole(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = {
            "T": ["Center for Strategic and International Studies"],
            "J": ["Joost van der Berg", "Bashar al-Assad", "Frank N. Robinson"],
        }[text[0]]
    assert names(text) == expected


def test_real_names_keep_their_article() -> None:
    assert names("He told The Information that judges in The Hague read The New York Times.") == [
        "The Information",
        "The Hague",
        "The New York Times",
    ]
    assert names("The Information reported on Thursday.") == ["The Information"]
    assert names("The information was wrong.") == []


def test_a_headline_in_title_case_names_only_what_the_body_or_a_list_knows() -> None:
    text = (
        "Rising Pressure and Strategic Shifts at Varnholt\n"
        "The chip maker Varnholt said on Friday that orders from Japan rose."
    )
    assert names(text, first="heading") == ["Varnholt", "Varnholt", "Japan"]


def test_shouted_words_are_no_names_but_shouted_names_are() -> None:
    text = "OSLO (AP) - Kari Nordmann spoke.\nWHY THE MINISTER RESIGNED\nNORDMANN: I will not go."
    found = names(text)
    assert "OSLO" in found
    assert "NORDMANN" in found
    assert not {"WHY", "MINISTER", "RESIGNED", "MINISTER RESIGNED"} & set(found)


def test_a_name_seen_once_is_found_at_every_occurrence() -> None:
    text = "Analysts at Tolvex disagreed. Shares of Tolvex fell.\nTolvex declined to comment."
    assert names(text) == ["Tolvex", "Tolvex", "Tolvex"]
    assert set(types(text).values()) == {"organization"}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Marlow unveiled its Kestrel 3 phone.", "Kestrel 3", "product"),
        ("It uses Varnholt's Corvid and Larkin platforms.", "Larkin", "product"),
        ("Chips such as the H100 are banned.", "H100", "product"),
        ("The obesity drug Wegovy is scarce.", "Wegovy", "product"),
        ("Boeing paused its 737 MAX jets.", "737 MAX", "product"),
        ("Companies like Tolvex and Enflame compete.", "Enflame", "organization"),
        ("Neil Shah of Counterpoint Research agrees.", "Counterpoint Research", "organization"),
        ("Shares of Tolvex fell.", "Tolvex", "organization"),
        ("Chip sales, says Danish Faruqui of Fab Economics, will rise.", "Danish Faruqui", "person"),
        ("Danish Faruqui of Fab Economics disagrees.", "Fab Economics", "organization"),
        ("Mr. Okonjo resigned.", "Okonjo", "person"),
        ("They met in Kecskemet, Hungary, on Friday.", "Kecskemet", "place"),
        ("The town of Arbil was shelled.", "Arbil", "place"),
        ("Congress passed the Inflation Reduction Act.", "Inflation Reduction Act", "law"),
        ("The Family and Medical Leave Act helps.", "Family and Medical Leave Act", "law"),
        ("It joined the Treaty on Open Skies.", "Treaty on Open Skies", "law"),
        ("Hurricane Melissa hit Jamaica.", "Hurricane Melissa", "event"),
        ("Since World War II trade has grown.", "World War II", "event"),
        ('Her film "Crooked House" opens today.', "Crooked House", "work"),
    ],
)
def test_the_company_of_a_name_tells_its_type(text: str, name: str, expected: EntityType) -> None:
    assert types(text)[name] == expected


def test_a_surname_has_the_type_of_the_full_name() -> None:
    text = "Film maker Neil Jordan spoke in Dublin.\nJordan said he was tired."
    assert types(text)["Jordan"] == "person"
    assert types("Troops left Jordan.\nThe king of Jordan spoke.")["Jordan"] == "place"


def test_adjectives_and_short_forms_say_what_they_are() -> None:
    text = "Chinese firms trust the Alder Pension Fund (APF) and Tolvex Inc. (TLVX)."
    assert forms(text) == {
        "Chinese": "adjective",
        "Alder Pension Fund": "name",
        "APF": "abbreviation",
        "Tolvex Inc.": "name",
        "TLVX": "ticker",
    }
    assert types(text)["Chinese"] == "place"
    assert types(text)["TLVX"] == "organization"


def test_a_town_in_front_of_an_agency_is_no_share() -> None:
    assert forms("Oslo (AP) - It rained.") == {"Oslo": "name", "AP": "name"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Firms are under pressure from Beijing to switch.", "metonym"),
        ("This comes as Beijing pressures Chinese companies to switch.", "metonym"),
        ("Beijing said it would retaliate.", "metonym"),
        ("Talks with Beijing failed.", "metonym"),
        ("She was born in Beijing.", "name"),
        ("The Beijing-based firm grew.", "name"),
        ("Flights to Beijing resumed.", "name"),
    ],
)
def test_a_capital_is_a_government_where_it_acts(text: str, form: str) -> None:
    mention = next(m for m in reading(text).mentions if m.text == "Beijing")
    assert mention.form == form
    assert mention.type == ("organization" if form == "metonym" else "place")


def test_the_white_house_is_an_organization() -> None:
    mention = next(m for m in reading("Talks with the White House will take time.").mentions)
    assert (mention.text, mention.type, mention.form) == ("White House", "organization", "metonym")


def test_a_policy_is_named_by_its_phrase_and_keeps_the_country_inside() -> None:
    found = [(m.text, m.type) for m in reading("New U.S. export controls and EU sanctions hurt.").mentions]
    assert found == [
        ("U.S. export controls", "law"),
        ("U.S.", "place"),
        ("EU sanctions", "law"),
        ("EU", "organization"),
    ]
    assert types("Export controls from Washington bite.")["Export controls from Washington"] == "law"
    assert types("U.S. tariffs bite.")["U.S. tariffs"] == "law"
    assert "law" not in types("Chinese quality controls are lax.").values()


def test_offsets_are_those_of_the_text_of_record_under_curly_quotes_and_markers() -> None:
    text = "“Tolvex’s chip,” said Ada Okonjo [3], beats Nvidia’s H20 [12]. Varnholt – a rival – agreed."
    for mention in reading(text).mentions:
        assert text[mention.start : mention.end] == mention.text
    assert names(text) == ["Tolvex", "Ada Okonjo", "Nvidia", "H20", "Varnholt"]


def test_regions_that_are_not_prose_name_nobody() -> None:
    assert names("Subscribe to Marlow Weekly with Ada Reed", first="promo") == []


def test_an_empty_and_a_hostile_source_are_read_without_complaint() -> None:
    assert names("") == []
    assert names("- (\n's &\nof\n.") == []
    assert "Nvidia" in names("[/] [@click=app.quit] \x1b]52;c;Zm9v\x07 Nvidia said so.")


@settings(max_examples=25)
@given(st.text(alphabet=st.sampled_from("Ab.,'’-–&() \n\"“U.S.of the and Act 7%H$"), max_size=60))
def test_whatever_the_text_mentions_lie_inside_it_in_order(text: str) -> None:
    mentions = reading(text).mentions
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text != ""


# -- the five articles


def test_the_seeds_hold_no_heading_fragment_adverb_or_generic_word() -> None:
    surfaces = {m.text for r in seed_readings() for m in r.mentions}
    wrong = {
        "AI", "CEO", "GPUs", "Market Competition", "Rising Pressure", "Strategic Shifts", "Export controls",
        "Meanwhile",
        "Nvidia CEO Jensen Huang", "Neither Alibaba", "Reuters requests", "Alibaba, Baidu", "Chinese Tech Giants",
        "Key details", "Custom", "June", "##0", "#00", "7nm", "AI Race", "Competitive Edge", "Unpacking Alibaba",
        "Disrupt Nvidia", "PRO", "Editorial Disclosure", "BABA--", "ByAinvest",
    }  # fmt: skip
    assert not wrong & surfaces


def test_the_seeds_never_take_a_product_for_a_person() -> None:
    found = {m.text: m.type for r in seed_readings() for m in r.mentions}
    products = ("Kunlun P800", "Ernie", "H20", "H100", "H800", "Blackwell", "Hanguang 800", "Qwen 3", "Ascend", "CUDA")
    for name in products:
        assert found[name] == "product", name
    for name in ("Alibaba", "SMIC", "Enflame", "Cambricon", "AWS", "The Information", "Fab Economics"):
        assert found[name] == "organization", name
