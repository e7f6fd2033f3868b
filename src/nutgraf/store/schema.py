"""The tables of the archive, for any database that SQLAlchemy speaks to. What is special to one stands in `fulltext`.

Rule 1: what a round took in or made bears its number, so that the state after any round can be told.
Rule 2: values live as JSON documents of our dataclasses, packed; columns repeat only what is asked for by.
Rule 3: numbers of counted tables are never given twice, not even after pruning.
Rule 4: a change here is a new file in `migrations/versions`; a test compares the two.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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
    Column("n", Integer, primary_key=True),
    Column("address", String, nullable=False, unique=True),
    Column("due_at", Float, index=True),  # seconds since 1970; null: at once
    Column("muted", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("feed", Text, nullable=False),  # a model.Feed
    sqlite_autoincrement=True,
)
rounds = Table(
    "rounds",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("now", Float, nullable=False),
    Column("stage", String, nullable=False),
    sqlite_autoincrement=True,
)
raw = Table(
    "raw",
    metadata,
    Column("hash", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),  # packed
    Column("size", Integer, nullable=False),  # unpacked
    Column("is_text", Boolean, nullable=False),
)
items = Table(
    "items",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("round", Integer, nullable=False),  # 0: waits for one
    Column("feed", Integer, nullable=False),  # feeds.n, also of one that was removed; 0: an import
    Column("place", Integer, nullable=False),  # within what brought it, from 0
    Column("key", String, nullable=False),  # names the item within its feed
    Column("body", String, ForeignKey("raw.hash"), nullable=False),
    Column("page", String, ForeignKey("raw.hash")),  # the page that took the place of a teaser
    Column("item", Text, nullable=False),  # a model.Item without its body
    Column("state", String, nullable=False),  # page, new, read, failed
    Column("failure", Text, nullable=False),
    Column("article", String),
    UniqueConstraint("feed", "key", "body"),
    Index("ix_items_state", "state", "round"),
    Index("ix_items_round", "round"),
    Index("ix_items_article", "article"),
    sqlite_autoincrement=True,
)
articles = Table(
    "articles",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("round", Integer, nullable=False, index=True),  # 0: read, and in no round yet
    Column("feed", Integer, nullable=False, index=True),
    Column("url", String, nullable=False, index=True),
    Column("outlet", String, nullable=False),
    Column("published", Float),
    Column("moment", Float, nullable=False, index=True),  # published, else the round's: what windows are cut by
    Column("stub", Boolean, nullable=False),
    Column("article", LargeBinary, nullable=False),  # a model.Article, packed
    sqlite_autoincrement=True,
)
stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("round", Integer, nullable=False, index=True),
    Column("last", Float, index=True),
    Column("origins", Integer, nullable=False),
    Column("arrivals", Text, nullable=False),  # of the card, apart: what thousands are ranked by
    Column("card", Text, nullable=False),  # a model.StoryCard
)
members = Table(
    "members",
    metadata,
    Column("article", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
)
moves = Table(
    "moves",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("round", Integer, nullable=False, index=True),
    Column("article", String, nullable=False),
    Column("story", String, nullable=False),  # empty: in none
    sqlite_autoincrement=True,
)
redirects = Table(
    "redirects",
    metadata,
    Column("old", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
)
corrections = Table(
    "corrections",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("correction", Text, nullable=False),  # a model.Correction
    sqlite_autoincrement=True,
)
story_changes = Table(
    "story_changes",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("round", Integer, nullable=False),
    Column("story", String, nullable=False, index=True),
    Column("change", Text, nullable=False),  # a model.Change
    sqlite_autoincrement=True,
)
editions = Table(
    "editions",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("story", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("id", String, nullable=False),
    Column("round", Integer, nullable=False, index=True),
    Column("at", Float, nullable=False),  # the round's moment
    Column("edition", LargeBinary, nullable=False),  # a model.Edition, packed
    UniqueConstraint("story", "number"),
    sqlite_autoincrement=True,
)
outbox = Table(
    "outbox",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("what", String, nullable=False),  # brief
    Column("story", String, nullable=False),
    Column("round", Integer, nullable=False),  # of a brief: the round that writes it; 0: not yet chosen
    UniqueConstraint("what", "story"),
    sqlite_autoincrement=True,
)
cursors = Table(
    "cursors",
    metadata,
    Column("reader", String, primary_key=True),
    Column("story", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("at", Float, nullable=False),
)
follows = Table(
    "follows",
    metadata,
    Column("kind", String, primary_key=True),  # word, actor, story
    Column("value", String, primary_key=True),
    Column("how", String, nullable=False),  # follow, mute
    Column("at", Float, nullable=False),
)
vectors = Table(
    "vectors",
    metadata,
    Column("article", Integer, ForeignKey("articles.n", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float16, length 1
)
users = Table(
    "users",
    metadata,
    Column("name", String, primary_key=True),  # names the reader in cursors and marks, too
    Column("password", String, nullable=False),  # argon2
    Column("made_at", Float, nullable=False),
)
tokens = Table(
    "tokens",
    metadata,
    Column("hash", String, primary_key=True),  # SHA-256 of a random token that only its holder knows
    Column("user", String, nullable=False, index=True),
    Column("kind", String, nullable=False),  # session, app (password of a program), reader (issued to a reader app)
    Column("label", String, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("used_at", Float, nullable=False),
    Column("expires_at", Float),  # null: never
)
marks = Table(
    "marks",
    metadata,
    Column("reader", String, primary_key=True),
    Column("story", String, primary_key=True),
    Column("mark", String, primary_key=True),  # saved, unread, label:NAME
    Column("at", Float, nullable=False),
    Index("ix_marks_mark", "reader", "mark"),
)
subscribers = Table(
    "subscribers",
    metadata,
    Column("address", String, primary_key=True),
    Column("reader", String, nullable=False),  # whose follows and mutes hold; may be empty
    Column("every", String, nullable=False),  # day, hour
    Column("query", String, nullable=False),  # only stories that fit; may be empty
    Column("token", String, nullable=False, unique=True),  # ends the subscription
    Column("active", Boolean, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("sent_at", Float),
)
hooks = Table(
    "hooks",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # webhook, apprise
    Column("address", String, nullable=False, unique=True),
    Column("secret", String, nullable=False),  # signs; empty for apprise
    Column("wants", String, nullable=False),  # followed, all
    Column("made_at", Float, nullable=False),
    Column("failures", Integer, nullable=False),  # in a row
    Column("failure", Text, nullable=False),
    sqlite_autoincrement=True,
)
consumers = Table(
    "consumers",
    metadata,
    Column("name", String, primary_key=True),  # of whoever takes notice of editions, one by one
    Column("n", Integer, nullable=False),  # editions.n up to which it did
    Column("at", Float, nullable=False),
)
fills = Table(
    "fills",
    metadata,
    Column("file", String, primary_key=True),  # full path, or address in a store
    Column("size", BigInteger, nullable=False),  # in bytes, when it was begun
    Column("began", Float, nullable=False),  # the moment its articles are read at
    Column("records", Integer, nullable=False),  # done: the first so many
    Column("whole", Boolean, nullable=False),
)
