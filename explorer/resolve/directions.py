"""Which of two articles with the same content came first, as far as the files show it."""

from __future__ import annotations

from explorer.resolve.articles import Article, Comparison, own_details

_CREDITED, _DATED, _SOURCED, _RICHER, _PUBLISHED = 4, 3, 2, 1, 1
"""What each reason counts. Naming the other as one's source decides; being poorer in details only tips the balance."""

MARKEDLY = 1.3
"""An article has markedly more of its own when its own details outweigh the other's by this much."""


def direct(comparison: Comparison) -> tuple[Article, Article, list[str]] | None:
    """(the rewrite, its origin, reasons); None when nothing in the files tells which is which."""
    a, b = comparison.a, comparison.b
    for_a, for_b = _signs(a, b), _signs(b, a)
    mine, theirs = sum(weight for weight, _ in for_a), sum(weight for weight, _ in for_b)
    if mine == theirs:
        if not comparison.copied:
            return None
        first, second = sorted((a, b), key=lambda article: (article.source.path, article.source.id))
        return second, first, ["which of the two came first cannot be told from the files"]
    rewrite, origin, signs = (a, b, for_a) if mine > theirs else (b, a, for_b)
    return rewrite, origin, [reason for _, reason in signs]


def _signs(rewrite: Article, origin: Article) -> list[tuple[int, str]]:
    """Reasons to think that `rewrite` came after `origin`, each with its weight."""
    found: list[tuple[int, str]] = []
    if origin.publisher and origin.publisher in rewrite.credits:
        found.append((_CREDITED, f"credits {rewrite.credits[origin.publisher]}, the publisher of {origin.source.path}"))
    before, after = origin.source.published.value, rewrite.source.published.value
    if before and after and before[:10] < after[:10]:
        found.append((_DATED, f"{origin.source.path} is dated {before[:10]}, before {after[:10]}"))
    lost = [name for entity, name in origin.credits.items() if entity not in rewrite.named]
    if lost:
        names = ", ".join(list(dict.fromkeys(lost))[:3])
        found.append((_SOURCED, f"never names {names}, credited in {origin.source.path}"))
    if own_details(origin, rewrite) > MARKEDLY * own_details(rewrite, origin):
        mine, theirs = _count_own(rewrite, origin), _count_own(origin, rewrite)
        found.append(
            (
                _RICHER,
                f"of the names and amounts {mine} {'stands' if mine == 1 else 'stand'} only in {rewrite.source.path}, "
                f"{theirs} only in {origin.source.path}",
            )
        )
    if _is_published(origin) and not _is_published(rewrite):
        found.append((_PUBLISHED, f"{origin.source.path} names its publisher, {origin.source.publisher.value}"))
    return found


def _count_own(article: Article, other: Article) -> int:
    return sum(key not in other.details for key in article.details)


def _is_published(article: Article) -> bool:
    return article.source.publisher.status == "stated"
