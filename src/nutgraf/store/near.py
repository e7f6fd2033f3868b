"""The vectors nearest to one: compared here, or by pgvector where the server has it.

Theory: sixty thousand vectors are 60 MB. In a file they are at hand; from a server they would cross the network for
each question. So where pgvector is there when an archive is made, vectors stand a second time in a table of its kind
(`near`, half precision as in `vectors`), and the server answers. It compares all of them: no index, whose answers are
nearly right.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from nutgraf.store.schema import vectors

WINDOW = 60_000
"""Newest vectors compared: 60 MB and 40 ms for 512 numbers each."""
TABLE = (
    "CREATE TABLE near (article BIGINT PRIMARY KEY REFERENCES articles (n) ON DELETE CASCADE, vector HALFVEC NOT NULL)"
)


def create(connection: Connection) -> None:
    """Make the table of a server's own if pgvector (0.7 or newer) is there and may be used."""
    if not connection.execute(text("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")).scalar():
        return
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))
            connection.execute(text(TABLE))
    except DBAPIError:
        return  # not allowed to us, or too old: compared here


def keep(connection: Connection, rows: Sequence[tuple[int, bytes]]) -> None:
    """Let the server know the vectors of articles (float16), in the place of those it knew."""
    if rows and _by_server(connection):
        made = [{"article": n, "vector": _written(np.frombuffer(data, np.float16))} for n, data in rows]
        row = "INSERT INTO near (article, vector) VALUES (:article, CAST(:vector AS halfvec)) "
        connection.execute(text(row + "ON CONFLICT (article) DO UPDATE SET vector = excluded.vector"), made)


def nearest(connection: Connection, vector: NDArray[np.float32], most: int) -> list[tuple[int, float]]:
    """Return the numbers of the recent articles nearest to a vector of length 1, with cosine, the nearest first."""
    if _by_server(connection):
        query = text(
            "SELECT article, -(vector <#> CAST(:vector AS halfvec)) FROM "
            "(SELECT article, vector FROM near ORDER BY article DESC LIMIT :window) newest "
            "ORDER BY vector <#> CAST(:vector AS halfvec), article DESC LIMIT :most"
        )
        rows = connection.execute(query, {"vector": _written(vector), "window": WINDOW, "most": most})
        return [(row[0], float(row[1])) for row in rows]
    every = select(vectors.c.article, vectors.c.vector).order_by(vectors.c.article.desc()).limit(WINDOW)
    known = connection.execute(every).all()
    if not known:
        return []
    table = np.frombuffer(b"".join(row.vector for row in known), np.float16).reshape(len(known), -1)
    scores = table.astype(np.float32) @ vector
    best = np.argsort(-scores, kind="stable")[:most]
    return [(known[i].article, float(scores[i])) for i in best]


def _by_server(connection: Connection) -> bool:
    if connection.dialect.name != "postgresql":
        return False
    return connection.execute(text("SELECT to_regclass('near')")).scalar() is not None


def _written(vector: NDArray[np.float32] | NDArray[np.float16]) -> str:
    return "[" + ",".join(map(str, vector.tolist())) + "]"
