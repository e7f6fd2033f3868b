"""What changed between two editions of a story, by claim. See `compare`."""

from nutgraf.briefs.changes.compare import Now, changes_between, is_material, tells_more

__all__ = ["Now", "changes_between", "is_material", "tells_more"]
