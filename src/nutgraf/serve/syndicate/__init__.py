"""Feeds that go out: Atom, RSS 2.0 and JSON Feed 1.1 of the day, a search, what is followed, and one story."""
