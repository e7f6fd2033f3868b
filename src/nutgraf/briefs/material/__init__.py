"""What the story gives to write from: its articles, its words, its repeated phrases, its events."""
