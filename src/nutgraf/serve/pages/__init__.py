"""Pages for people, in HTML that is complete without scripts."""
