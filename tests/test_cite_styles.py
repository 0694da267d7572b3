"""Golden strings of every style, on complete, poor and hostile sources."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from explorer.cite import STYLES, Citation, cite
from explorer.errors import NotFoundError, UsageError
from explorer.models import Evidence, Field, Flag, Link, Region, Source, Span, Statement
from explorer.text.inert import is_inert

BODY = 'Ministers met on Thursday.\n\nThe port will reopen, The Harbour Times reported. It is "safe", he said.\n'
SHA = "342a481a" + "0" * 56
TITLE = "Port of Narvik to reopen after storm, The Harbour Times reports"


def stated(value: str) -> Field:
    return Field(value, "stated", 0, 0, "test")


def source(text: str = BODY, **fields: Any) -> Source:
    regions, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            regions.append(Region("body", offset, offset + len(line)))
        offset += len(line) + 1
    bare = Source(
        "s" + SHA[:12], "news/000_storm.txt", SHA, text, "utf-8", "en", Field(), Field(), (), Field(), tuple(regions)
    )
    return replace(bare, **fields)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


REUTERS = source(title=stated(TITLE), publisher=stated("Reuters"), published=stated("2025-09-11T10:46:00-04:00"))
SAFE = span(BODY, 'It is "safe", he said.')


def text_of(work: Source, style: str, where: Span = SAFE) -> str:
    return cite(work, where, style).text


class TestAgencyWithoutByline:
    def test_plain_quote(self) -> None:
        assert text_of(REUTERS, "quote") == (
            "“It is ‘safe’, he said.” (Reuters, “Port of Narvik to reopen after storm, The Harbour Times reports”, "
            "2025-09-11, ¶2, [78:100])"
        )

    def test_markdown(self) -> None:
        assert text_of(REUTERS, "markdown") == (
            '> It is "safe", he said.\n>\n> — Reuters, “Port of Narvik to reopen after storm, The Harbour Times '
            "reports”, 2025-09-11, ¶2, \\[78:100\\]"
        )

    def test_apa_moves_the_title_first(self) -> None:
        assert text_of(REUTERS, "apa") == (
            "“It is ‘safe’, he said.” (“Port of Narvik to Reopen After…,” 2025, para. 2).\n\n"
            "Port of Narvik to reopen after storm, The Harbour Times reports. (2025, September 11). Reuters."
        )

    def test_bibtex(self) -> None:
        assert text_of(REUTERS, "bibtex") == (
            "@misc{reuters2025port342a,\n"
            "  title = {{Port of Narvik to reopen after storm, The Harbour Times reports}},\n"
            "  howpublished = {Reuters},\n"
            "  year = {2025},\n"
            "  month = sep,\n"
            "  day = {11},\n"
            '  annote = {It is "safe", he said.},\n'
            f"  note = {{¶2; [78:100]; sha256 {SHA}}}\n"
            "}"
        )

    def test_csl_json(self) -> None:
        assert json.loads(text_of(REUTERS, "csl-json")) == [
            {
                "id": "reuters2025port342a",
                "type": "article-newspaper",
                "title": TITLE,
                "container-title": "Reuters",
                "issued": {"date-parts": [[2025, 9, 11]]},
                "language": "en",
                "annote": 'It is "safe", he said.',
                "note": f"¶2; [78:100]; sha256 {SHA}",
            }
        ]

    def test_nothing_to_warn_of(self) -> None:
        assert cite(REUTERS, SAFE, "apa").warnings == ()


def test_inferred_values_never_print() -> None:
    guessed = replace(
        REUTERS,
        published=Field("2025-09-11", "inferred", note="Thursday"),
        publisher=Field("The Narvik Courier", "inferred", note="style"),
        authors=(Field("Jane Roe", "inferred", note="signature"),),
    )
    for style in STYLES:
        citation = cite(guessed, SAFE, style)
        assert "2025" not in citation.text.replace("Port of", "")
        assert "Courier" not in citation.text
        assert "Roe" not in citation.text
        assert sum("is inferred, not stated" in warning for warning in citation.warnings) == 3
    assert text_of(guessed, "apa").endswith("The Harbour Times reports. (n.d.).")
    assert ", n.d., ¶2" in text_of(guessed, "quote")


def test_supplied_title_stands_in_brackets_without_quotation_marks() -> None:
    work = source(title=Field("Ministers met on Thursday.", "supplied"))
    assert text_of(work, "apa") == (
        "“It is ‘safe’, he said.” ([Ministers met on Thursday], n.d., para. 2).\n\n[Ministers met on Thursday]. (n.d.)."
    )
    assert "([Ministers met on Thursday], n.d., ¶2" in text_of(work, "quote")
    assert json.loads(text_of(work, "csl-json"))[0]["title"] == "[Ministers met on Thursday]"


def test_supplied_title_cut_short_says_so() -> None:
    work = source(title=Field("Ministers who had met on Thursday and again", "supplied"))
    assert "[Ministers who had met on Thursday and again …]. (n.d.)." in text_of(work, "apa")


def test_nothing_but_a_file() -> None:
    work = source()
    name = "[Untitled text file 000_storm.txt, sha256 342a481a…]"
    assert text_of(work, "apa").endswith(f"({name}, n.d., para. 2).\n\n{name}. (n.d.).")
    assert text_of(work, "quote") == f"“It is ‘safe’, he said.” ({name}, n.d., ¶2, [78:100])"
    item = json.loads(text_of(work, "csl-json"))[0]
    assert item["type"] == "webpage"
    assert "issued" not in item
    warnings = cite(work, SAFE, "apa").warnings
    assert warnings == (
        "The source has no title: its file name and hash stand in square brackets.",
        "The source states no date.",
    )
    assert not any(warning in text_of(work, style) for warning in warnings for style in STYLES)


TWO = source(
    title=stated("Is the ice too thin?"),
    publisher=stated("Polar Daily"),
    authors=(stated("Anna Maria van der Berg"), stated("John Roe Jr.")),
    published=stated("2025-03-03"),
)


def test_two_authors_with_a_particle_and_a_question() -> None:
    assert text_of(TWO, "apa") == (
        "“It is ‘safe’, he said.” (van der Berg & Roe, 2025, para. 2).\n\n"
        "van der Berg, A. M., & Roe, J., Jr. (2025, March 3). Is the ice too thin? Polar Daily."
    )
    assert "author = {van der Berg, Anna Maria and Roe, Jr., John}" in text_of(TWO, "bibtex")
    assert json.loads(text_of(TWO, "csl-json"))[0]["author"] == [
        {"family": "Berg", "given": "Anna Maria", "non-dropping-particle": "van der"},
        {"family": "Roe", "given": "John", "suffix": "Jr."},
    ]
    assert "(Anna Maria van der Berg, John Roe Jr., Polar Daily, “Is the ice too thin?”, 2025-03-03, ¶2" in text_of(
        TWO, "quote"
    )


def test_question_without_author() -> None:
    work = replace(TWO, authors=())
    assert text_of(work, "apa").endswith("Is the ice too thin? (2025, March 3). Polar Daily.")


def test_three_authors_and_twenty_one() -> None:
    three = replace(TWO, authors=tuple(stated(f"{n} Roe") for n in ("Ann", "Bea", "Cem")))
    assert "(Roe et al., 2025, para. 2)" in text_of(three, "apa")
    assert "\n\nRoe, A., Roe, B., & Roe, C. (2025" in text_of(three, "apa")
    many = replace(TWO, authors=tuple(stated(f"Ann {chr(65 + n)}oe") for n in range(21)))
    reference = text_of(many, "apa").split("\n\n")[1]
    assert "Soe, A., . . . Uoe, A. (2025" in reference
    assert "Toe" not in reference


def test_house_author_is_one_name_and_printed_once() -> None:
    work = source(
        title=stated("Shares rise."),
        publisher=stated("AInvest"),
        authors=(stated("Ainvest"),),
        published=stated("2025-09"),
    )
    assert text_of(work, "apa").endswith("(Ainvest, 2025, para. 2).\n\nAinvest. (2025, September). Shares rise.")
    assert "(AInvest, “Shares rise.”, 2025-09," in text_of(work, "quote")
    assert "author = {{Ainvest}}" in text_of(work, "bibtex")
    assert json.loads(text_of(work, "csl-json"))[0]["author"] == [{"literal": "Ainvest"}]


def said_by(name: str, work: Source) -> Evidence:
    where = span(work.text, name)
    link = Link("entity", "the report", referent=where)
    statement = Statement(work.id, 0, 5, (Span(0, 5),), Span(0, 5), "indirect_quote", "body", chain=(link,))
    return Evidence(statement, (Link("source", ""), link))


class TestPassedOn:
    def test_an_outlet_is_named_as_the_first_to_say_it(self) -> None:
        evidence = said_by("The Harbour Times", REUTERS)
        apa = cite(REUTERS, SAFE, "apa", evidence=evidence).text
        assert "(The Harbour Times, as cited in “Port of Narvik to Reopen After…,” 2025, para. 2)." in apa
        plain = cite(REUTERS, SAFE, "quote", evidence=evidence).text
        assert "(The Harbour Times, as cited in Reuters, “Port" in plain
        assert "The Harbour Times, as cited in this source" in cite(REUTERS, SAFE, "bibtex", evidence=evidence).text

    def test_a_person_or_the_publisher_itself_is_not(self) -> None:
        assert "as cited" not in cite(REUTERS, SAFE, "apa", evidence=said_by("Ministers", REUTERS)).text
        own = replace(REUTERS, publisher=stated("The Harbour Times"))
        assert "as cited" not in cite(own, SAFE, "apa", evidence=said_by("The Harbour Times", own)).text


HOSTILE = (
    "Look \x1b]52;c;cm0gLXJm\x07 here\u202e [/] [@click=app.bell]x[/] {brace} <img src=x> ![a](http://evil.example/a)\n"
    "www.evil.example bob@evil.example @team _u_ *s* `c` ~~d~~ #tag $x$ 5 % & a|b C:\\dir ^up"
)


class TestHostile:
    work = source(
        HOSTILE,
        title=stated("# [x](javascript:1) {\x1b[2J} \u2066t"),
        publisher=stated("A_B & C {"),
        authors=(stated("Eve \\input{x}"),),
    )
    where = Span(0, len(HOSTILE))

    @pytest.mark.parametrize("style", list(STYLES))
    def test_nothing_a_terminal_could_act_on(self, style: str) -> None:
        text = text_of(self.work, style, self.where)
        assert is_inert(text)
        assert not text.endswith("\n")
        if style == "quote":
            assert "\n" not in text

    def test_markdown_holds_no_live_mark(self) -> None:
        text = text_of(self.work, "markdown", self.where)
        without_code = re.sub(r"`[^`]*(?:://|www|@)[^`]*`", "", text)
        live = re.sub(r"\\.", "", without_code.replace("\n>\n> ", "").removeprefix("> "))
        assert not set("[]<>*_`~#|{}") & set(live)
        assert "://" not in live
        assert "@" not in live
        assert len(text.split("\n")) == 3

    def test_csl_json_reads_back(self) -> None:
        item = json.loads(text_of(self.work, "csl-json", self.where))[0]
        assert item["title"] == "# [x](javascript:1) {␛[2J} ·t"


def read_bibtex(entry: str) -> dict[str, str]:
    """A reader as strict as BibTeX: braces must balance, whatever stands before them."""
    head = re.match(r"@(\w+)\{([a-z0-9]+),\n", entry)
    assert head is not None
    fields, offset = {"type": head[1], "key": head[2]}, head.end()
    while match := re.match(r"  (\w+) = ", entry[offset:]):
        offset += match.end()
        start, depth = offset, 0
        while depth or entry[offset] not in ",\n":
            depth += {"{": 1, "}": -1}.get(entry[offset], 0)
            offset += 1
        fields[match[1]] = entry[start:offset]
        offset += 2 if entry[offset] == "," else 1
    assert entry[offset:] == "}"
    return fields


def unescape(value: str) -> str:
    """What TeX would print."""
    commands = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    commands |= {"textasciitilde": "~", "textasciicircum": "^"}
    bare = value.removeprefix("{").removesuffix("}")
    return re.sub(r"\\(?:(\w+)\{\}|([&%$#_]))", lambda m: commands[m[1]] if m[1] else m[2], bare)


def test_bibtex_survives_the_round_trip() -> None:
    fields = read_bibtex(text_of(TestHostile.work, "bibtex", TestHostile.where))
    assert fields["type"] == "misc"
    assert unescape(fields["annote"]).startswith("Look ␛]52;c;cm0gLXJm␇ here· [/]")
    assert unescape(fields["annote"]).endswith("5 % & a|b C:\\dir ^up")
    assert unescape(fields["title"].removeprefix("{").removesuffix("}")) == "# [x](javascript:1) {␛[2J} ·t"
    assert unescape(fields["howpublished"]) == "A_B & C {"
    assert read_bibtex(text_of(TWO, "bibtex"))["author"] == "{van der Berg, Anna Maria and Roe, Jr., John}"


def test_citation_keys_are_ascii_and_differ_for_twins() -> None:
    twin = replace(REUTERS, sha256="feed" + "0" * 60)
    assert read_bibtex(text_of(twin, "bibtex"))["key"] == "reuters2025portfeed"
    foreign = source(title=stated("Łódź’s Öl"), authors=(stated("Zoë Ångström"),))
    assert read_bibtex(text_of(foreign, "bibtex"))["key"] == "angstromndodz342a"
    assert read_bibtex(text_of(source(title=stated("新闻")), "bibtex"))["key"] == "anonnd342a"


def test_warnings_on_what_the_reader_should_know() -> None:
    flags = (Flag("masked_token", 78, 80, "x"), Flag("machine_written", 0, 1, "x"), Flag("encoding_doubt", 0, 1, "x"))
    warnings = " ".join(cite(replace(REUTERS, flags=flags), SAFE, "quote").warnings)
    assert "damaged token, “It”" in warnings
    assert "machine" in warnings
    assert "encoding" in warnings


def test_unknown_style_and_impossible_span() -> None:
    with pytest.raises(UsageError, match="no citation style “mla”; there are quote, markdown"):
        cite(REUTERS, SAFE, "mla")
    for where in (Span(5, 5), Span(9, 5), Span(-2, 4), Span(0, 10_000), span(BODY, "\n\n")):
        with pytest.raises(NotFoundError, match=r"news/000_storm\.txt has no text at"):
            cite(REUTERS, where, "quote")


def test_quote_is_the_default_style() -> None:
    assert next(iter(STYLES)) == "quote"
    assert isinstance(cite(REUTERS, SAFE, "quote"), Citation)
