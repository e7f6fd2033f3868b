"""The edits a source sentence may undergo, and whether it can stand alone after them."""
