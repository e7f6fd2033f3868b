"""Safety of the server: each file one question that the guard asks of a request before any handler sees it."""
