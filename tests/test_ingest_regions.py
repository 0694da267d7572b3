"""What every line of an article is; the body is never taken for what stands around it."""

from __future__ import annotations

import pytest

from tests.ingest_articles import (
    AGENCY,
    BROADCASTER,
    DAILY,
    INDIAN,
    LABELLED,
    MARKDOWN,
    POEM,
    RELEASE,
    TRANSCRIPT,
    WIRE,
    WRAPPED,
    kind_of,
    printed,
    read,
)


def test_an_agency_report() -> None:
    source = read(AGENCY)
    assert printed(source, "title") == ["Harbor city approves new flood barrier after a decade of delays"]
    assert printed(source, "dateline") == ["Published 3:04 PM EDT, Thu September 11, 2025", "PORT ELLIS, Maine (AP) —"]
    assert printed(source, "body") == [
        "The city council voted 7-2 on Thursday to build a $1.2 billion flood barrier.",
        "“We could not wait for another storm,” Mayor Dana Whitfield said. “This is about the next fifty years.”",
        "Construction is expected to begin in March.",
    ]
    assert kind_of(source, "Advertisement") == "furniture"
    assert kind_of(source, "contributed to this report") == "byline"
    assert kind_of(source, "Copyright 2025") == "furniture"


def test_a_broadcaster_page() -> None:
    source = read(BROADCASTER)
    assert kind_of(source, "BBC News") == "furniture"
    assert printed(source, "title") == ["Floods force thousands from homes in northern Albania"]
    assert printed(source, "byline") == ["Elena Marku", "Balkans correspondent, Tirana"]
    assert printed(source, "dateline") == ["2 hours ago"]
    assert printed(source, "heading") == ["Why is it flooding?"]
    assert len(printed(source, "body")) == 3
    assert printed(source, "promo") == [
        "Related topics",
        "Albania",
        "Floods",
        "More on this story",
        "Albania declares emergency",
        "Ten things to know about Tirana",
    ]


def test_a_daily_with_standfirst_pull_quote_and_newsletter() -> None:
    source = read(DAILY)
    assert printed(source, "standfirst") == ["Union leaders accuse ministers of abandoning the town as 1,200 jobs go"]
    assert printed(source, "byline") == ["Jane Doe in Port Talbot and John Roe"]
    (repeat,) = [region for region in source.regions if region.kind == "repeat"]
    assert source.text[repeat.start : repeat.end].startswith("“It feels like a betrayal of everything")
    assert repeat.repeat_of is not None
    assert source.text[repeat.repeat_of :].startswith("It feels like a betrayal of everything")
    assert repeat.repeat_of > repeat.end
    assert kind_of(source, "Sign up to Business") == "promo"
    assert kind_of(source, "Get set for the working day") == "promo"
    assert kind_of(source, "after newsletter promotion") == "promo"
    assert kind_of(source, "Some workers said they had signed up for the company newsletter") == "body"
    assert kind_of(source, "Comments posted on the union's page") == "body"


def test_a_wire_story_on_single_lines() -> None:
    source = read(WIRE)
    assert printed(source, "dateline")[1] == "BERLIN, Sept 11 (Reuters) -"
    assert len(printed(source, "body")) == 3
    assert kind_of(source, "Reporting by Anna Keller") == "byline"
    assert kind_of(source, "Our Standards") == "furniture"


def test_labelled_metadata_and_a_list_that_belongs_to_the_article() -> None:
    source = read(LABELLED)
    assert printed(source, "title") == ["What the new budget means for you"]
    assert printed(source, "list") == [
        "Income tax thresholds rise by 5%.",
        "Fuel duty is frozen until 2027.",
        "A new levy on sugary drinks starts in April.",
    ]
    assert kind_of(source, "Here are the main measures:") == "body"
    assert kind_of(source, "Disclaimer:") == "disclosure"


def test_a_press_release_keeps_its_news_and_not_its_self_portrait() -> None:
    source = read(RELEASE)
    assert printed(source, "dateline") == ["SAN JOSE, Calif., Oct. 30, 2025 /PRNewswire/ --"]
    assert len(printed(source, "body")) == 2
    assert kind_of(source, "Acme Robotics designs and builds") == "promo"
    assert kind_of(source, "This press release contains") == "disclosure"


def test_comments_of_readers_are_not_the_article() -> None:
    source = read(INDIAN)
    assert printed(source, "dateline") == ["NEW DELHI:"]
    assert kind_of(source, "Also Read:") == "promo"
    assert kind_of(source, "User1: I do not believe it") == "comments"


def test_a_wrapped_file_gives_whole_paragraphs() -> None:
    source = read(WRAPPED)
    assert len(printed(source, "body")) == 2
    assert printed(source, "byline") == ["By Staff Reporter"]


def test_verse_and_interviews_are_body() -> None:
    assert len(printed(read(POEM), "body")) == 6
    assert len(printed(read(TRANSCRIPT), "body")) == 4


def test_mark_up_is_kept_apart_from_the_words() -> None:
    source = read(MARKDOWN)
    assert printed(source, "title") == ["Why the Rhine is running dry"]
    assert printed(source, "heading") == ["What happens next"]
    assert printed(source, "byline") == ["By Clara Vos | 14 August 2025 | 5 min read"]
    assert len(printed(source, "reference")) == 5


def test_key_points_above_the_body_are_a_summary() -> None:
    source = read(
        "City buys forty electric buses\n\nKey points\n• • The buses cost $30 million.\n• • They arrive in May.\n\n"
        "The city council agreed on Monday to buy forty electric buses from a Polish company for $30 million.\n"
    )
    assert printed(source, "heading") == ["Key points"]
    assert printed(source, "summary") == ["The buses cost $30 million.", "They arrive in May."]
    assert printed(source, "furniture") == ["• •", "• •"]
    assert len(printed(source, "body")) == 1


def test_an_untitled_article_with_bare_headings() -> None:
    prose = "The ministry said that the bridge would reopen in May, after two years of repairs and many protests. "
    source = read(f"{prose}\nWhat the Drivers Say\n{BODY}\n")
    assert [region.kind for region in source.regions][:3] == ["body", "heading", "body"]
    assert source.title.status == "supplied"


BODY = "The company reported a loss of $4 million for the quarter, more than analysts had expected in the spring."


@pytest.mark.parametrize(
    "paragraph",
    [
        "Comments on the union's page were angry, and the minister said she would read all of them.",
        "The newsletter, which goes to 40,000 subscribers, said on Monday that its editor had resigned.",
        "Copyright law does not protect such texts, the court ruled in May, and the authors will appeal.",
        "Readers were urged to sign up for the newsletter of the party, which costs $5 a month.",
        "Support for the subscription model has fallen sharply among younger readers, the survey found.",
        "“This article was written by a machine,” Ms. Okoro told the inquiry, holding up the newspaper.",
        "The disclaimer on the label did not protect the company, a judge in Ohio ruled on Tuesday.",
        "The company said that its reports are generated with artificial intelligence and checked by editors.",
        "Media sources said that the two leaders would meet again in Geneva before the end of the month.",
        "Share prices fell by 3% after the announcement, and trading was halted for an hour.",
        "More than 300 people were arrested, the police said, and ten officers were treated in hospital.",
        "Follow-up studies are under way in Kenya and Brazil, where the vaccine was tested first.",
        "Advertisements for gambling will be banned from next year, the government announced.",
        "Related charges against the two men were dropped last week after a witness changed her account.",
    ],
)
def test_prose_about_such_things_is_body(paragraph: str) -> None:
    source = read(f"Company posts a loss\n\n{BODY}\n\n{paragraph}\n\n{BODY.replace('quarter', 'year')}\n")
    assert kind_of(source, paragraph) == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement - Continue Reading Below", "furniture"),
        ("3 min read", "furniture"),
        ("Share this article", "furniture"),
        ("© 2025 Example Media Ltd. All rights reserved.", "furniture"),
        ("Photo: Jane Doe/Example Pictures", "furniture"),
        ("We and our 842 partners store cookies to give you the best experience.", "furniture"),
        ("Read more: Ten companies that lost money", "promo"),
        ("RELATED: Ten companies that lost money", "promo"),
        ("Sign up for our newsletter and get the news in your inbox every morning.", "promo"),
        ("Follow us on Twitter and Facebook", "promo"),
        ("Want more stories like this? Subscribe to our daily newsletter.", "promo"),
        ("This article is for informational purposes only and does not constitute investment advice.", "disclosure"),
        ("Editor's note: An earlier version of this story gave the wrong year.", "disclosure"),
        ("This story was originally published on ExampleNews.com.", "disclosure"),
        ("This article was written with the help of AI and reviewed by our editors.", "disclosure"),
        ("ACME +2.4%", "ticker"),
        ("NVDA--", "ticker"),
        ("No comments yet", "comments"),
    ],
)
def test_boilerplate_below_the_body(line: str, kind: str) -> None:
    source = read(f"Company posts a loss\n\n{BODY}\n\n{BODY.replace('quarter', 'year')}\n\n{line}\n")
    assert kind_of(source, line) == kind


def test_a_label_glued_to_the_end_of_a_paragraph_is_cut_off() -> None:
    source = read(f"Company posts a loss\n\n{BODY}\n\n{BODY.replace('quarter', 'year')} Read more\n")
    assert printed(source, "furniture") == ["Read more"]
    assert printed(source, "body")[-1].endswith("in the spring.")


MARKET_PAGE = f"""\
Technology|AI
Huawei plans to double output of its top chip
Takeaways by Bloomberg AI
Huawei is preparing to ramp up production of its chips.
The company plans to make about 600,000 of them next year.
By Bloomberg News
September 29, 2025 at 10:30 PM UTC
Updated on
September 30, 2025 at 4:00 AM UTC
In this article:
BABA
+12.90%
{BODY}
* * *
{BODY.replace("quarter", "year")}
(Updates with shares in the fifth paragraph.)
--With assistance from Yuan Gao and Debby Wu.
"""


def test_a_market_page() -> None:
    source = read(MARKET_PAGE)
    assert printed(source, "title") == ["Huawei plans to double output of its top chip"]
    assert len(printed(source, "summary")) == 2
    assert printed(source, "ticker") == ["BABA", "+12.90%"]
    assert len(printed(source, "body")) == 2
    assert (
        kind_of(source, "Technology|AI")
        == kind_of(source, "* * *")
        == kind_of(source, "In this article")
        == "furniture"
    )
    assert kind_of(source, "(Updates with shares") == "disclosure"
    assert kind_of(source, "--With assistance") == "byline"
    assert (source.publisher.value, source.published.value) == ("Bloomberg", "2025-09-29T22:30:00+00:00")


def test_a_portrait_of_the_writer_at_the_foot_is_not_the_article() -> None:
    source = read(
        f"Company posts a loss\nJane Doe\nAugust 27, 2025\n{BODY}\n{BODY.replace('quarter', 'year')}\n"
        "Jane Doe\nSenior Writer, Venture\nJane is a senior writer who covers start-ups and lives in Leeds.\n"
    )
    assert len(printed(source, "body")) == 2
    assert kind_of(source, "Jane is a senior writer") == "furniture"


def test_two_sentences_above_the_byline_are_a_standfirst() -> None:
    source = read(
        f"Inside the push for chips\nBeijing wants buyers to switch. Many would rather not.\nBy Jane Doe\n{BODY}\n"
    )
    assert printed(source, "standfirst") == ["Beijing wants buyers to switch. Many would rather not."]
    assert printed(source, "body") == [BODY]


def test_a_digest_without_bullets_ends_where_the_article_goes_on() -> None:
    source = read(
        f"Firm fined\n{BODY}\nSummary\nThe fine is the second of its kind.\nWhat did the firm do?\n{BODY[:-1]} too.\n"
    )
    assert printed(source, "summary") == ["The fine is the second of its kind."]
    assert printed(source, "heading") == ["Summary", "What did the firm do?"]
