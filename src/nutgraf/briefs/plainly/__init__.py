"""Briefs from articles that the parser does not know: chosen by what carries over between languages."""
