"""Bytes and strings -> Article, Sentence, Quote: pure functions."""
