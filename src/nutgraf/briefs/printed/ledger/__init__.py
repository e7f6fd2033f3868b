"""A ledger as people and programs read it: table, Markdown, JSON, CSV, PLOVER records."""
