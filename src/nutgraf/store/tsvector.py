"""Full text in PostgreSQL, by its own tsvector, tsquery and GIN.

Theory: texts are cut into words here, as FTS5 cuts them (letters and digits, without accents and case), and the server
is given finished vectors. So its parser, its dictionaries and its country's letters decide nothing, no extension is
needed, and what a person typed cannot be syntax: words hold nothing but letters and digits.

Rule: a vector is bounded (PostgreSQL takes 1 MB): of a text longer than `MOST_WORDS` the rest is not found, and phrases
not behind `LAST_PLACE`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, text

WEIGHTS = {"article_words": "ADB", "edition_words": "ABD"}
"""Of the columns, in the order in which `fulltext` gives them: title, body, outlet; headline, lines, claims."""
RANK = "CAST('{0.25, 0.25, 0.5, 1.0}' AS real[])"
"""What the letters D, C, B, A weigh: as in `fts5`, where a title weighs four times a body."""
MOST_WORDS = 60_000
"""Words of a document that are indexed."""
MOST_BYTES = 600_000
"""Of different words of a document."""
MOST_OF_WORD = 100
"""Characters of a word by which it is found."""
MOST_OF_PHRASE = 64
"""Words of a phrase that are looked for; the server takes phrases apart by recursion."""
GAP = 8
"""Places between columns, so that no phrase reaches from one into the next."""
LAST_PLACE = 16_383
"""All that stands behind has this place; PostgreSQL's bound. A tenth of a book: no report is as long."""


def create(connection: Connection) -> None:
    """Make the full-text tables."""
    for table in WEIGHTS:
        connection.execute(text(f"CREATE TABLE {table} (n BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"))
        connection.execute(text(f"CREATE INDEX ix_{table} ON {table} USING gin (words)"))


def insert(connection: Connection, table: str, rows: Sequence[tuple[int, str, str, str]]) -> None:
    """Add words, each under its number."""
    made = [{"n": n, "words": vector_of(zip(columns, WEIGHTS[table], strict=True))} for n, *columns in rows]
    if made:
        connection.execute(text(f"INSERT INTO {table} (n, words) VALUES (:n, CAST(:words AS tsvector))"), made)


def remove(connection: Connection, table: str, rows: Sequence[tuple[int, str, str, str]]) -> None:
    """Take words out again, by number."""
    gone = [row[0] for row in rows]
    connection.execute(text(f"DELETE FROM {table} WHERE n = ANY(:gone)"), {"gone": gone})


def matching(
    connection: Connection, table: str, wanted: Sequence[str], barred: Sequence[str], since: int, most: int
) -> list[tuple[int, float]]:
    """Return number and rank (smaller is better) of the newest that match, unordered."""
    words = query_of(wanted, barred)
    if not words:
        return []
    found = connection.execute(
        text(
            f"SELECT n, -ts_rank({RANK}, words, CAST(:words AS tsquery), 1) FROM (SELECT n, words FROM {table} "
            "WHERE words @@ CAST(:words AS tsquery) AND n >= :since ORDER BY n DESC LIMIT :most) newest"
        ),
        {"words": words, "since": since, "most": most},
    )
    return [(row[0], float(row[1])) for row in found]


def words_of(some: str) -> Iterator[str]:
    """Yield the words of a text: runs of letters and digits, without accents and case."""
    folded = unicodedata.normalize("NFKD", some).casefold()
    letters = (c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    for word in "".join(letters).split():
        yield word[:MOST_OF_WORD]


def vector_of(columns: Iterable[tuple[str, str]]) -> str:
    """Return the vector of texts, each with the letter of its weight, as PostgreSQL writes it."""
    places: dict[str, list[str]] = {}
    place = size = 0
    for some, weight in columns:
        for word in words_of(some):
            place += 1
            size += 0 if word in places else len(word.encode())
            if place > MOST_WORDS or size > MOST_BYTES:
                break
            places.setdefault(word, []).append(f"{min(place, LAST_PLACE)}{weight}")
        place += GAP
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())


def query_of(wanted: Sequence[str], barred: Sequence[str]) -> str:
    """Return the query for words and phrases that must all stand there, and words that must not."""
    every = " & ".join(filter(None, map(_phrase, wanted)))
    none = " | ".join(filter(None, map(_phrase, barred)))
    return f"{every} & !({none})" if every and none else every


def _phrase(words: str) -> str:
    found = [f"'{word}'" for word in islice(words_of(words), MOST_OF_PHRASE)]
    return f"({' <-> '.join(found)})" if found else ""
