"""What the command line prints about itself: the page of the program, and examples for each verb.

Nothing here is read before somebody asks for help.
"""

from __future__ import annotations

from explorer.cli.names import DATABASE_VARIABLE, DEFAULT_DATABASE, VERBS
from explorer.config import THEMES

HELP = f"""\
usage: explorer [DB]
       explorer VERB ...

Read many accounts of one story: who says what, who got it from whom, and where they differ.

Without a verb, explorer opens the screen on DB, or on {DEFAULT_DATABASE} in the current folder.
Where there is none, but a folder seeds/, it builds that first.

verbs (explorer VERB --help tells more):
{"".join(f"  {verb:<15}{what}{chr(10)}" for verb, what in VERBS.items())}
options:
  --db PATH  the database of any verb; also ${DATABASE_VARIABLE}, else {DEFAULT_DATABASE}
  --json     the same data as JSON (every verb but export, which is JSON anyway)
  --theme T  how the screen looks: {", ".join(THEMES)}
  --ascii    draw the screen with ASCII alone
  --fresh    open the screen at its beginning, not where you were
  --version  print the version
  -h, --help print this help, or that of a verb

examples:
  explorer build my-story/ --db my-story.db
  explorer my-story.db
  explorer search nvida h20                  # typos and beginnings of words are fine
  explorer show c30c                         # any unique beginning of an id
  explorer cite c30c --style apa --copy
  explorer export --format csv -o claims.csv
  explorer export --marked --format markdown # the claims that you marked on the screen
  explorer verify --folder my-story/
  explorer about --accuracy

Data goes to standard output, talk and progress to standard error.

exit codes:
  0  done; a search that finds nothing is also done
  1  it failed for another reason, such as a full disk; a line of search --batch is no query
  2  the command line, or your settings, cannot be understood
  3  there is no such id, file or field
  4  the database is missing, locked, damaged, of another schema or not ours
  5  nothing was built; the database that stood before is untouched
  6  a stored span no longer re-reads, or a source file has changed
  130  interrupted; 141  nobody read the output to its end
"""
"""What `explorer --help` prints, whatever the terminal and the version of Python."""

EXAMPLES = {
    "open": "explorer my-story.db",
    "build": "explorer build my-story/ --db my-story.db",
    "search": """\
explorer search nvida h20                              # typos and beginnings of words are fine
explorer search '"export controls" -chip'              # a phrase, and a word left out
explorer search 'alibaba (amd OR intel) date:2025-09..'
explorer search 'has:disagreement origins:1' --in claims
explorer search 'number:>$50B source:reuters' --json
explorer search --batch queries.txt --json > found.jsonl""",
    "show": """\
explorer show c30c
explorer show s612 --text    # a source with its whole text""",
    "matrix": """\
explorer matrix
explorer matrix --entity e6e4 --sort weight
explorer matrix c30c
explorer matrix --query 'export controls' --json""",
    "origins": """\
explorer origins c30c
explorer origins
explorer origins --source s612 --json""",
    "disagreements": """\
explorer disagreements
explorer disagreements --entity e6e4
explorer disagreements --query 'h20' --json""",
    "timeline": """\
explorer timeline
explorer timeline --entity e6e4
explorer timeline --query 'h20' --json""",
    "cite": "explorer cite c30c --source s612 --style apa --copy",
    "export": """\
explorer export --format csv -o claims.csv
explorer export --marked --format markdown -o story.md
explorer export --claim c30c --claim c1d8 --format bibtex
explorer export --schema""",
    "notes": """\
explorer notes
explorer notes --note c30c 'the ministry has not answered yet'
explorer notes --bookmark e6e4
explorer notes --undo""",
    "verify": "explorer verify --folder my-story/",
    "config": "explorer config --json",
    "about": "explorer about --accuracy",
}
"""Verb → its examples, one a line; ids are those of the `data.db` that comes with the program."""
