"""Rows back into records: the counterpart of `rows.py`.

Each loader reads one kind, either whole or within a `Scope`, with one query per table: a folder of any size costs the
same few queries, and so does one claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import starmap

from explorer.models import (
    Alias,
    Claim,
    Cue,
    Date,
    Derivation,
    Disagreement,
    Entity,
    Evidence,
    Field,
    Flag,
    Kin,
    Link,
    Loss,
    Marker,
    Mention,
    Passage,
    Quantity,
    Reference,
    Region,
    Source,
    Span,
    Statement,
    Suggestion,
)
from explorer.store.scopes import EVERYTHING, Query, Row, Scope


def _id(table: str, column: str) -> str:
    """A column that is the id behind a row number."""
    return f"(SELECT id FROM {table} WHERE {table}.row = {column})"  # noqa: S608 - names of ours


class Records:
    """Loads records through `query`; errors of SQLite pass through."""

    def __init__(self, query: Query) -> None:
        self._query = query

    def _rows(self, table: str, columns: str, scope: Scope, key: str = "row") -> Iterable[Row]:
        where = scope.where(f"{table}.{key}")
        sql = f"SELECT {columns} FROM {table} {where} ORDER BY {table}.{key}"  # noqa: S608 - names of ours
        return self._query(sql, scope.parameters)

    def _children(self, table: str, parent: str, columns: str, scope: Scope) -> dict[int, list[Row]]:
        """The rows of `table` by their parent, in the order they were written."""
        where = scope.where(f"{table}.{parent}")
        sql = f"SELECT {parent}, {columns} FROM {table} {where} ORDER BY {table}.row"  # noqa: S608 - names of ours
        groups: dict[int, list[Row]] = defaultdict(list)
        for key, *rest in self._query(sql, scope.parameters):
            groups[key].append(tuple(rest))
        return groups

    # -- sources -----------------------------------------------------------------------------------------------------

    def sources(self, scope: Scope = EVERYTHING) -> list[Source]:
        """Sources in row order, with their texts."""
        regions = self._children("regions", "source", 'kind, start, "end", repeat_of', scope)
        fields: dict[tuple[int, str], list[Field]] = defaultdict(list)
        for row, values in self._children(
            "fields", "source", 'name, value, status, start, "end", method, note', scope
        ).items():
            for name, *rest in values:
                fields[row, name].append(Field(*rest))
        entry = 'marker, url, start, "end", host, outlet, host_start, host_end, published'
        references = self._children("reference_entries", "source", entry, scope)
        markers = self._children("markers", "source", 'marker, start, "end"', scope)
        flags = self._children("flags", "source", 'kind, start, "end", note', scope)
        texts: dict[int, str] = dict(self._rows("texts", "source, text", scope, "source"))
        return [
            Source(
                id=identity,
                path=path,
                sha256=digest,
                text=texts.get(row, ""),
                encoding=encoding,
                language=language,
                title=_only(fields[row, "title"]),
                publisher=_only(fields[row, "publisher"]),
                authors=tuple(fields[row, "author"]),
                published=_only(fields[row, "published"]),
                regions=tuple(starmap(Region, regions[row])),
                references=tuple(starmap(Reference, references[row])),
                markers=tuple(starmap(Marker, markers[row])),
                flags=tuple(starmap(Flag, flags[row])),
            )
            for row, identity, path, digest, encoding, language in self._rows(
                "sources", "row, id, path, sha256, encoding, language", scope
            )
        ]

    # -- entities ----------------------------------------------------------------------------------------------------

    def entities(self, scope: Scope = EVERYTHING) -> list[Entity]:
        """Entities in row order."""
        aliases = self._children("aliases", "entity", "surface, reason", scope)
        mention = f'{_id("sources", "mentions.source")}, start, "end", text, type, form, confidence'
        mentions = self._children("mentions", "entity", mention, scope)
        return [
            Entity(identity, name, kind, tuple(starmap(Alias, aliases[row])), tuple(starmap(Mention, mentions[row])))
            for row, identity, name, kind in self._rows("entities", "row, id, name, type", scope)
        ]

    # -- claims ------------------------------------------------------------------------------------------------------

    def claims(self, scope: Scope = EVERYTHING) -> list[Claim]:
        """Claims in row order, with all their evidence."""
        reasons = self._children("claim_reasons", "claim", "reason", scope)
        entities = self._children("claim_entities", "claim", _id("entities", "claim_entities.entity"), scope)
        evidence = self._evidence(scope)
        return [
            Claim(
                identity,
                text,
                kind,
                worth,
                _texts(reasons[row]),
                _texts(entities[row]),
                tuple(evidence[row]),
                origins,
                note,
            )
            for row, identity, text, kind, worth, origins, note in self._rows(
                "claims", "row, id, text, kind, worth, origins, origins_note", scope
            )
        ]

    def _evidence(self, claims: Scope) -> dict[int, list[Evidence]]:
        """Evidence by the row of its claim."""
        scope = claims.below("evidence", "claim")
        segments = self._segments(scope)
        hedges = self._children("hedges", "evidence", 'start, "end"', scope)
        reasons = self._children("evidence_reasons", "evidence", "reason", scope)
        quantities = self._children("quantities", "evidence", 'start, "end", text, low, high, unit, hedge, "of"', scope)
        dates = self._children("dates", "evidence", 'start, "end", text, low, high, status', scope)
        links = self._links(scope)
        columns = (
            f'{_id("sources", "evidence.source")}, row, start, "end", sentence_start, sentence_end, kind, role, match, '
            "impersonal, worth, cue_start, cue_end, cue_lemma, cue_kind"
        )
        found: dict[int, list[Evidence]] = defaultdict(list)
        for claim, rows in self._children("evidence", "claim", columns, claims).items():
            for source, row, start, end, opening, close, kind, role, match, impersonal, worth, *cue in rows:
                pieces = segments[row, "content"] or [Span(start, end)]
                statement = Statement(
                    source,
                    start,
                    end,
                    tuple(pieces),
                    Span(opening, close),
                    kind,
                    role,
                    cue=None if cue[0] is None else Cue(*cue),
                    chain=tuple(links[row, "chain"]),
                    impersonal=bool(impersonal),
                    quantities=tuple(starmap(Quantity, quantities[row])),
                    dates=tuple(starmap(Date, dates[row])),
                    hedges=tuple(starmap(Span, hedges[row])),
                    worth=worth,
                    worth_reasons=_texts(reasons[row]),
                    whole=tuple(segments[row, "whole"]),
                )
                found[claim].append(Evidence(statement, tuple(links[row, "attribution"]), match))
        return found

    def _segments(self, scope: Scope) -> dict[tuple[int, str], list[Span]]:
        segments: dict[tuple[int, str], list[Span]] = defaultdict(list)
        for row, values in self._children("segments", "evidence", 'part, start, "end"', scope).items():
            for part, start, end in values:
                segments[row, part].append(Span(start, end))
        return segments

    def _links(self, scope: Scope) -> dict[tuple[int, str], list[Link]]:
        columns = (
            f'part, kind, text, start, "end", count, referent_start, referent_end, '
            f"coalesce({_id('sources', 'links.source')}, {_id('entities', 'links.entity')}), reason"
        )
        links: dict[tuple[int, str], list[Link]] = defaultdict(list)
        for row, values in self._children("links", "evidence", columns, scope).items():
            for part, kind, text, start, end, count, first, last, identity, reason in values:
                referent = None if first is None else Span(first, last)
                links[row, part].append(Link(kind, text, start, end, count, referent, identity, reason))
        return links

    # -- between sources ---------------------------------------------------------------------------------------------

    def derivations(self, scope: Scope = EVERYTHING) -> list[Derivation]:
        """Derivations in the order they were written."""
        reasons = self._children("derivation_reasons", "derivation", "reason", scope)
        columns = (
            f"kind, note, {_id('sources', 'losses.original_source')}, original_start, original_end, "
            f"{_id('sources', 'losses.rewrite_source')}, rewrite_start, rewrite_end"
        )
        losses: dict[int, list[Loss]] = defaultdict(list)
        for row, values in self._children("losses", "derivation", columns, scope).items():
            for kind, note, *spans in values:
                rewrite = None if spans[3] is None else Passage(*spans[3:])
                losses[row].append(Loss(kind, note, Passage(*spans[:3]), rewrite))
        ends = f"{_id('sources', 'derivations.source')}, {_id('sources', 'derivations.origin')}"
        return [
            Derivation(source, origin, kind, _texts(reasons[row]), tuple(losses[row]))
            for row, source, origin, kind in self._rows("derivations", f"row, {ends}, kind", scope)
        ]

    def disagreements(self, scope: Scope = EVERYTHING) -> list[Disagreement]:
        """Disagreements, the gravest first."""
        claim = _id("claims", "disagreement_claims.claim")
        claims = self._children("disagreement_claims", "disagreement", claim, scope)
        passage = f'{_id("sources", "disagreement_passages.source")}, start, "end"'
        passages = self._children("disagreement_passages", "disagreement", passage, scope)
        return [
            Disagreement(identity, kind, grade, _texts(claims[row]), tuple(starmap(Passage, passages[row])), note)
            for row, identity, kind, grade, note in self._rows("disagreements", "row, id, kind, grade, note", scope)
        ]

    def suggestions(self) -> list[Suggestion]:
        """Suggestions in the order they were written."""
        pair = f"{_id('entities', 'suggestions.first')}, {_id('entities', 'suggestions.second')}"
        return [
            Suggestion((first, second), reason)
            for first, second, reason in self._rows("suggestions", f"{pair}, reason", EVERYTHING)
        ]

    def kin(self, scope: Scope = EVERYTHING) -> list[Kin]:
        """Claims of one event that are not one claim, in the order they were written."""
        pair = f"{_id('claims', 'kin.first')}, {_id('claims', 'kin.second')}"
        return [Kin((first, second), reason) for first, second, reason in self._rows("kin", f"{pair}, reason", scope)]


def _texts(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(text for (text,) in rows)


def _only(fields: list[Field]) -> Field:
    """The one field of a name; a database made by hand may lack it."""
    return fields[0] if fields else Field()
