"""Parts of the repository that are made from other parts: written with `--write`, checked without.

- README's key table comes from the action registry, its verbs from `explorer --help`, its account of queries from what
  `explorer search --fields` prints, its table of accuracy from reading the annotated set;
- `data.db` is what `explorer build seeds` makes;
- README's pictures are what the screen shows on `data.db`.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

from explorer.build import build
from explorer.cli import help_text
from explorer.search.language import language_table
from explorer.store.verify import dump
from explorer.tui.keys.actions import markdown_table
from tests.accuracy_table import accuracy_table, is_close
from tests.pictures import PICTURES, draw, markdown, path_of

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DATABASE = ROOT / "data.db"
SEEDS = ROOT / "seeds"


def fill(page: str, block: str, content: str) -> str:
    """`page` with the text between `<!-- block: … -->` and `<!-- /block -->` replaced by `content`."""
    pattern = re.compile(rf"(<!-- {block}: [^>]*-->\n).*?(<!-- /{block} -->)", re.S)
    if not pattern.search(page):
        raise SystemExit(f"README.md has no block {block!r}")
    return pattern.sub(lambda match: f"{match[1]}\n{content.rstrip()}\n\n{match[2]}", page)


def fresh_readme() -> str:
    """README.md as it should read today."""
    page = fill(README.read_text(encoding="utf-8"), "keys", markdown_table())
    page = fill(page, "language", language_table())
    page = fill(page, "pictures", markdown())
    return fill(page, "help", f"```text\n{help_text().rstrip()}\n```")


def block_of(page: str, block: str) -> str:
    """The text between `<!-- block: … -->` and `<!-- /block -->`."""
    found = re.search(rf"<!-- {block}: [^>]*-->\n(.*?)<!-- /{block} -->", page, re.S)
    return found[1].strip() if found else ""


def fresh_dump() -> list[str]:
    """The logical dump of a database built from seeds/ just now."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "data.db"
        build([SEEDS], database)
        return list(dump(database))


def stale_parts() -> list[str]:
    """What no longer equals its origin, one line each."""
    stale = []
    if README.read_text(encoding="utf-8") != fresh_readme():
        stale.append("README.md: keys, queries or verbs are out of date")
    if not is_close(block_of(README.read_text(encoding="utf-8"), "accuracy"), accuracy_table()):
        stale.append("README.md: the table of accuracy is not what is measured today")
    if not DATABASE.exists() or list(dump(DATABASE)) != fresh_dump():
        stale.append("data.db: differs from what `explorer build seeds` makes")
        return stale
    for picture in PICTURES:
        path = path_of(picture)
        if not path.exists() or path.read_text(encoding="utf-8") != draw(DATABASE, picture):
            stale.append(f"{path.relative_to(ROOT)}: is not what the screen shows today")
    return stale


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="bring the parts up to date instead of checking them")
    if parser.parse_args().write:
        README.write_text(fill(fresh_readme(), "accuracy", accuracy_table()), encoding="utf-8")
        build([SEEDS], DATABASE)
        for picture in PICTURES:
            path_of(picture).parent.mkdir(exist_ok=True)
            path_of(picture).write_text(draw(DATABASE, picture), encoding="utf-8")
        return 0
    stale = stale_parts()
    for line in stale:
        print(f"{line} (python -m tests.freshness --write mends it)", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
