"""Engines: what carries a stage over many items, on one processor or on all of them."""
