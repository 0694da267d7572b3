"""The styles and the one door to them: `cite`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.cite import apa, bibtex, csl, markdown, quote
from explorer.cite.indirect import original_outlet
from explorer.cite.passage import Passage, locate
from explorer.cite.work import Work, describe
from explorer.errors import UsageError
from explorer.models import Claim, Evidence, Source, Span
from explorer.terms import MATCHES
from explorer.text.inert import make_inert

STYLES: dict[str, str] = {
    "quote": "Plain quote with locator",
    "markdown": "Markdown",
    "apa": "APA 7",
    "bibtex": "BibTeX",
    "csl-json": "CSL-JSON",
}
"""Every style by its key, with its label; the first one is the default."""

_RENDERERS: dict[str, Callable[[Work, Passage, str], str]] = {
    "quote": quote.render,
    "markdown": markdown.render,
    "apa": apa.render,
    "bibtex": bibtex.render,
    "csl-json": csl.render,
}


@dataclass(frozen=True, slots=True)
class Citation:
    """`text` is ready to paste: inert, and without a newline at its end. `warnings` are for the user alone."""

    text: str
    warnings: tuple[str, ...]


def cite(
    source: Source, span: Span, style: str, *, claim: Claim | None = None, evidence: Evidence | None = None
) -> Citation:
    """Cite the excerpt `span` of `source` in one of `STYLES`.

    With `evidence` the citation names the outlet that the source passes on ("as cited in"). Raises UsageError for an
    unknown style, NotFoundError for a span that holds no text.
    """
    if style not in STYLES:
        raise UsageError(f"no citation style “{make_inert(style)}”; there are {', '.join(STYLES)}")
    work, warnings = describe(source)
    passage, more = locate(source, span)
    warnings += more
    if claim is not None and evidence is not None and evidence.match != "same":
        warnings.append(f"The passage does not say the same as the claim: it {MATCHES[evidence.match]}.")
    original = original_outlet(source, evidence, work.publisher)
    return Citation(_RENDERERS[style](work, passage, original), tuple(warnings))
