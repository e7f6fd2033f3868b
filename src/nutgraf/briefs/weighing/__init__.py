"""Which sentences carry the story, which of them an editor would print, and the choice among them."""
