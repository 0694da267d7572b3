"""Whatever an article holds, a Markdown reader shows exactly its words and nothing live."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from explorer.cite.markdown import escape

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> str:
    """What a reader of the escaped text sees; fails when it is anything but one paragraph of plain words."""
    tokens = READER.parse(f"> {escape(text)}\n>\n> — end")
    assert [token.type for token in tokens[:4]] == ["blockquote_open", "paragraph_open", "inline", "paragraph_close"]
    children = tokens[2].children or []
    assert {child.type for child in children} <= {"text", "text_special", "code_inline"}
    return "".join(child.content for child in children)


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://evil.example/p.png) and [y](javascript:alert(1))",
        "[ref]: http://evil.example/ 'title'",
        "<script>alert(1)</script> <img src=x onerror=y> <!-- z -->",
        "<https://evil.example> or https://evil.example/a_b_c and www.evil.example",
        "&lt;b&gt; &#x202e; &amp;copy;",
        "# heading", "- item", "+ item", "1. item", "2) item", "> quote", "---", "===", "    code", "```sh", "~~~",
        "| a | b |", "*a* _b_ **c** __d__ ~~e~~ `f` ``g``", "a\\", "\\*a\\*", "[[wiki]] ![[embed]] #tag ^block",
        "bob@evil.example @team", "`https://a.example/``b`", "$x^2$ and \\(y\\)", "[^1] [x]", "2025. A year", "-", "+",
        "* * *", "_ _ _", "- - -", "mailto:x", "Setext\\", "[/] [@click=app.bell]x[/]", "http://a.example/`",
    ],
)  # fmt: skip
def test_marks_of_the_language_stay_text(text: str) -> None:
    assert shown(text).strip() == text.strip()


def test_addresses_and_mentions_stand_in_code_where_no_site_links_them() -> None:
    assert escape("see www.evil.example, ok") == "see `www.evil.example,` ok"
    assert escape("by @team and bob@a.example") == "by `@team` and `bob@a.example`"
    assert escape("http://a.example/`x") == "``http://a.example/`x``"


_ACTIVE = st.sampled_from([*"\\`*_[](){}<>#+-=.!|~^$&@:/ \"'1a", "://", "www.", "http", "&amp;", "1. ", "- "])
_LINES = st.lists(_ACTIVE).map("".join) | st.text(st.characters(codec="ascii", min_codepoint=32))


@given(_LINES.filter(str.strip))
def test_any_line_comes_back_as_it_was(text: str) -> None:
    assert re.sub(r"\s+", " ", shown(text)).strip() == re.sub(r"\s+", " ", text).strip()
