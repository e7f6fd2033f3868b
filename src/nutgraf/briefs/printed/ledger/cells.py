"""How wide a text is on a terminal, and the same cut to a width."""

import unicodedata


def cells(text: str) -> int:
    """Return how many cells a terminal takes for a text: two for a wide letter, none for a mark on another."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, width: int) -> str:
    """Return the text cut to `width` cells, with an ellipsis where something is missing."""
    if cells(text) <= width:
        return text
    kept, used = [], 1
    for c in text:
        used += cells(c)
        if used > width:
            break
        kept.append(c)
    return "".join(kept).rstrip() + "…"
