"""Where sources disagree: versions of a figure, and versions of an act."""
