"""The tables of the archive, the same in SQLite and PostgreSQL. What is special to one stands in `columns`, `dialects`,
`fulltext`, and in the rooms that bear its name.

Rule 1: what a round took in or made bears its number, so that the state after any round can be told.
Rule 2: values live as JSON documents of our dataclasses, packed; columns repeat only what is asked for by.
Rule 3: numbers of counted tables are never given twice, not even after pruning.
Rule 4: a change here is a new file in `migrations/versions`; a test compares the two.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from nutgraf.store.columns import Document, Key, Words, number

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables."""

feeds = Table(
    "feeds",
    metadata,
    Column("n", number(), primary_key=True),
    Column("address", Key, nullable=False, unique=True),
    Column("due_at", Float, index=True),  # seconds since 1970; null: at once
    Column("muted", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("feed", Document, nullable=False),  # a model.Feed
    sqlite_autoincrement=True,
)
rounds = Table(
    "rounds",
    metadata,
    Column("n", number(), primary_key=True),
    Column("now", Float, nullable=False),
    Column("stage", Words, nullable=False),
    sqlite_autoincrement=True,
)
raw = Table(
    "raw",
    metadata,
    Column("hash", Words, primary_key=True),
    Column("data", LargeBinary, nullable=False),  # packed
    Column("size", number(), nullable=False),  # unpacked
    Column("is_text", Boolean, nullable=False),
)
items = Table(
    "items",
    metadata,
    Column("n", number(), primary_key=True),
    Column("round", number(), nullable=False),  # 0: waits for one
    Column("feed", number(), nullable=False),  # feeds.n, also of one that was removed; 0: an import
    Column("place", number(), nullable=False),  # within what brought it, from 0
    Column("key", Key, nullable=False),  # names the item within its feed
    Column("body", Words, ForeignKey("raw.hash"), nullable=False),
    Column("page", Words, ForeignKey("raw.hash")),  # the page that took the place of a teaser
    Column("item", Document, nullable=False),  # a model.Item without its body
    Column("state", Words, nullable=False),  # page, new, read, failed
    Column("failure", Document, nullable=False),
    Column("article", Words),
    UniqueConstraint("feed", "key", "body"),
    Index("ix_items_state", "state", "round"),
    Index("ix_items_round", "round"),
    Index("ix_items_article", "article"),
    sqlite_autoincrement=True,
)
articles = Table(
    "articles",
    metadata,
    Column("n", number(), primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("round", number(), nullable=False, index=True),  # 0: read, and in no round yet
    Column("feed", number(), nullable=False, index=True),
    Column("url", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("published", Float),
    Column("moment", Float, nullable=False, index=True),  # published, else the round's: what windows are cut by
    Column("stub", Boolean, nullable=False),
    Column("article", LargeBinary, nullable=False),  # a model.Article, packed
    Index("ix_articles_url", "url", postgresql_using="hash"),  # a tree refuses addresses of over 2,700 bytes
    sqlite_autoincrement=True,
)
stories = Table(
    "stories",
    metadata,
    Column("id", Words, primary_key=True),
    Column("round", number(), nullable=False, index=True),
    Column("last", Float, index=True),
    Column("origins", number(), nullable=False),
    Column("arrivals", Document, nullable=False),  # of the card, apart: what thousands are ranked by
    Column("card", Document, nullable=False),  # a model.StoryCard
)
members = Table(
    "members",
    metadata,
    Column("article", Words, primary_key=True),
    Column("story", Words, nullable=False, index=True),
)
moves = Table(
    "moves",
    metadata,
    Column("n", number(), primary_key=True),
    Column("round", number(), nullable=False, index=True),
    Column("article", Words, nullable=False),
    Column("story", Words, nullable=False),  # empty: in none
    sqlite_autoincrement=True,
)
redirects = Table(
    "redirects",
    metadata,
    Column("old", Words, primary_key=True),
    Column("story", Words, nullable=False, index=True),
)
corrections = Table(
    "corrections",
    metadata,
    Column("n", number(), primary_key=True),
    Column("at", Float, nullable=False),
    Column("correction", Document, nullable=False),  # a model.Correction
    sqlite_autoincrement=True,
)
story_changes = Table(
    "story_changes",
    metadata,
    Column("n", number(), primary_key=True),
    Column("round", number(), nullable=False),
    Column("story", Words, nullable=False, index=True),
    Column("change", Document, nullable=False),  # a model.Change
    sqlite_autoincrement=True,
)
editions = Table(
    "editions",
    metadata,
    Column("n", number(), primary_key=True),
    Column("story", Words, nullable=False),
    Column("number", number(), nullable=False),
    Column("id", Words, nullable=False),
    Column("round", number(), nullable=False, index=True),
    Column("at", Float, nullable=False),  # the round's moment
    Column("edition", LargeBinary, nullable=False),  # a model.Edition, packed
    UniqueConstraint("story", "number"),
    sqlite_autoincrement=True,
)
outbox = Table(
    "outbox",
    metadata,
    Column("n", number(), primary_key=True),
    Column("what", Words, nullable=False),  # brief
    Column("story", Words, nullable=False),
    Column("round", number(), nullable=False),  # of a brief: the round that writes it; 0: not yet chosen
    UniqueConstraint("what", "story"),
    sqlite_autoincrement=True,
)
cursors = Table(
    "cursors",
    metadata,
    Column("reader", Words, primary_key=True),
    Column("story", Words, primary_key=True),
    Column("number", number(), nullable=False),
    Column("at", Float, nullable=False),
)
follows = Table(
    "follows",
    metadata,
    Column("kind", Words, primary_key=True),  # word, actor, story
    Column("value", Words, primary_key=True),
    Column("how", Words, nullable=False),  # follow, mute
    Column("at", Float, nullable=False),
)
vectors = Table(
    "vectors",
    metadata,
    Column("article", number(), ForeignKey("articles.n", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float16, length 1
)
users = Table(
    "users",
    metadata,
    Column("name", Words, primary_key=True),  # names the reader in cursors and marks, too
    Column("password", Words, nullable=False),  # argon2
    Column("made_at", Float, nullable=False),
)
tokens = Table(
    "tokens",
    metadata,
    Column("hash", Words, primary_key=True),  # SHA-256 of a random token that only its holder knows
    Column("user", Words, nullable=False, index=True),
    Column("kind", Words, nullable=False),  # session, app (password of a program), reader (issued to a reader app)
    Column("label", Words, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("used_at", Float, nullable=False),
    Column("expires_at", Float),  # null: never
)
marks = Table(
    "marks",
    metadata,
    Column("reader", Words, primary_key=True),
    Column("story", Words, primary_key=True),
    Column("mark", Words, primary_key=True),  # saved, unread, label:NAME
    Column("at", Float, nullable=False),
    Index("ix_marks_mark", "reader", "mark"),
)
subscribers = Table(
    "subscribers",
    metadata,
    Column("address", Words, primary_key=True),
    Column("reader", Words, nullable=False),  # whose follows and mutes hold; may be empty
    Column("every", Words, nullable=False),  # day, hour
    Column("query", Words, nullable=False),  # only stories that fit; may be empty
    Column("token", Words, nullable=False, unique=True),  # ends the subscription
    Column("active", Boolean, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("sent_at", Float),
)
hooks = Table(
    "hooks",
    metadata,
    Column("n", number(), primary_key=True),
    Column("kind", Words, nullable=False),  # webhook, apprise
    Column("address", Words, nullable=False, unique=True),
    Column("secret", Words, nullable=False),  # signs; empty for apprise
    Column("wants", Words, nullable=False),  # followed, all
    Column("made_at", Float, nullable=False),
    Column("failures", number(), nullable=False),  # in a row
    Column("failure", Document, nullable=False),
    sqlite_autoincrement=True,
)
consumers = Table(
    "consumers",
    metadata,
    Column("name", Words, primary_key=True),  # of whoever takes notice of editions, one by one
    Column("n", number(), nullable=False),  # editions.n up to which it did
    Column("at", Float, nullable=False),
)
fills = Table(
    "fills",
    metadata,
    Column("file", Key, primary_key=True),  # full path, or address in a store
    Column("size", number(), nullable=False),  # in bytes, when it was begun
    Column("began", Float, nullable=False),  # the moment its articles are read at
    Column("records", number(), nullable=False),  # done: the first so many
    Column("whole", Boolean, nullable=False),
)
