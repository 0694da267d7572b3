"""Invented articles as news sites print them, for the tests of ingest."""

from __future__ import annotations

from explorer.ingest.source import read_article
from explorer.models import RegionKind, Source


def read(text: str) -> Source:
    """The source that a UTF-8 file of this text becomes."""
    return read_article(text.encode(), "article.txt")


def printed(source: Source, kind: RegionKind) -> list[str]:
    """The text of every region of a kind, in order."""
    return [source.text[region.start : region.end] for region in source.regions if region.kind == kind]


def kind_of(source: Source, words: str) -> RegionKind:
    """The kind of the region in which `words` first stand."""
    start = source.text.index(words)
    return next(r.kind for r in source.regions if r.start <= start and start + len(words) <= r.end)


AGENCY = """\
Harbor city approves new flood barrier after a decade of delays
By MARIA LOPEZ and SAM O'NEILL, Associated Press
Published 3:04 PM EDT, Thu September 11, 2025

PORT ELLIS, Maine (AP) — The city council voted 7-2 on Thursday to build a $1.2 billion flood barrier.

“We could not wait for another storm,” Mayor Dana Whitfield said. “This is about the next fifty years.”

Advertisement

Construction is expected to begin in March.

___

Associated Press writer Tom Reyes in Boston contributed to this report.
Copyright 2025 The Associated Press. All rights reserved. This material may not be published or broadcast.
"""

BROADCASTER = """\
BBC News

Floods force thousands from homes in northern Albania

2 hours ago

Share
Save

Elena Marku
Balkans correspondent, Tirana

More than 4,000 people have been evacuated after heavy rain caused rivers to burst their banks in Albania.

The government has declared a state of emergency in three districts.

Why is it flooding?
Experts say deforestation has made the valley more vulnerable. The World Bank warned of the risk in 2019.

Related topics
Albania
Floods

More on this story
Albania declares emergency
Ten things to know about Tirana
"""

DAILY = """\
‘It feels like a betrayal’: steelworkers react to plant closure

Union leaders accuse ministers of abandoning the town as 1,200 jobs go

Jane Doe in Port Talbot and John Roe
Thu 11 Sep 2025 10.46 BST
Last modified on Fri 12 Sep 2025 06.00 BST

Workers at the Abbey steelworks were told on Thursday that the last blast furnace would close in November.

“It feels like a betrayal of everything we were promised by this government”

The company said it was losing £1m a day. Gareth Pugh, 54, who has worked there since leaving school, said: “It
 feels like a betrayal of everything we were promised by this government.”

Sign up to Business Today

Get set for the working day – we'll point you to all the news you need every morning. Sign up to our newsletter

Privacy Notice: Newsletters may contain information about charities, online ads, and content funded by others.

after newsletter promotion

Some workers said they had signed up for the company newsletter only to learn of the decision on the radio.
Comments posted on the union's page were angry, and a disclaimer on the company's site did not help.
""".replace("“It\n feels", "“It feels")

WIRE = """\
Exclusive: Chipmaker Norvex to cut 900 jobs in Dresden, sources say
By Anna Keller and Tomas Brandt
September 11, 2025 10:46 AM GMT+2 · Updated September 12, 2025
BERLIN, Sept 11 (Reuters) - German chipmaker Norvex plans to cut 900 jobs in Dresden, two people told Reuters.
The company declined to comment.
"We are reviewing all options," Chief Executive Petra Lang told analysts in July.
Reporting by Anna Keller in Berlin and Tomas Brandt in Dresden; Editing by Louise Marsh
Our Standards: The Thomson Reuters Trust Principles.
"""

LABELLED = """\
Title: What the new budget means for you
Author: Priya Nair
Date: 2025-10-30
Source: The Hindu
URL: https://www.thehindu.com/news/national/budget/article123.ece

The government presented its budget on Thursday. Here are the main measures:

- Income tax thresholds rise by 5%.
- Fuel duty is frozen until 2027.
- A new levy on sugary drinks starts in April.

The opposition called the plan “reckless”, and the central bank warned that inflation could rise.

Disclaimer: This article was generated with the help of artificial intelligence and reviewed by an editor.
"""

RELEASE = """\
Acme Robotics Announces Record Third Quarter Results

SAN JOSE, Calif., Oct. 30, 2025 /PRNewswire/ -- Acme Robotics Inc. today announced revenue of $312 million for the
 third quarter, up 14% from a year earlier.

"We delivered on every goal," said CEO Wendy Zhao.

About Acme Robotics
Acme Robotics designs and builds warehouse robots. For more information, visit www.acmerobotics.example.

Forward-Looking Statements
This press release contains forward-looking statements within the meaning of the Reform Act.
""".replace("the\n third", "the third")

INDIAN = """\
Monsoon deficit narrows to 3%, says weather office
NEW DELHI: The monsoon deficit narrowed to 3% by the end of August, the India Meteorological Department said.
Also Read: How El Nino shapes the monsoon
“The outlook for September is normal,” Director General M. Mohapatra told reporters.
Comments (12)
User1: I do not believe it. It was dry here all through July and most of August, whatever they say.
"""

WRAPPED = """\
Council approves housing plan

By Staff Reporter

The council approved a plan for 2,000 homes on the old
airfield on Tuesday night, after a debate that lasted more
than five hours and drew a crowd of angry residents to the
town hall.

Councillor Ruth Amadi said the plan "puts families first".
"""

POEM = """\
The fog comes
on little cat feet.

It sits looking
over harbor and city
on silent haunches
and then moves on.
"""

TRANSCRIPT = """\
Interview: Minister Okoye on the fuel subsidy

Q: Will the subsidy return this year?
A: No. We said in May that it is gone, and it is gone for good.
HOST: Thank you, minister.
OKOYE: Thank you for having me on the programme today.
"""

MARKDOWN = """\
# Why the Rhine is running dry

*By Clara Vos | 14 August 2025 | 5 min read*

The Rhine fell to 40 centimetres at Kaub on Thursday, the lowest level for the date since records began[1].

## What happens next

Forecasters expect no rain before 25 August [2, 3]. Barges carry a third of their usual cargo [7].

Sources:
1. https://www.dw.com/en/rhine-low/a-123
2. [FT report](https://www.ft.com/content/abc)
3. https://news.example.co.uk/2023/08/01/rhine
4. https://www.vesselwatch.example/kaub
"""

GERMAN = """\
Bahn will bis 2030 alle Züge pünktlich fahren lassen

Berlin (dpa) - Die Deutsche Bahn hat am Montag einen Plan vorgestellt, mit dem die Züge bis 2030 wieder pünktlich
 fahren sollen. Das sagte der Vorstand in Berlin.
""".replace("pünktlich\n fahren", "pünktlich fahren")

ONE_LINE = (
    "Officials in Lagos confirmed on Monday that the bridge would reopen next week after repairs. The ministry said "
    "that the work cost 4bn naira. Drivers have waited for two years."
)

ALL = (
    AGENCY, BROADCASTER, DAILY, WIRE, LABELLED, RELEASE, INDIAN, WRAPPED, POEM, TRANSCRIPT, MARKDOWN, GERMAN, ONE_LINE,
)  # fmt: skip
