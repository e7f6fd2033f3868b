"""From a story to a brief: select, edit, compose, verify, render; all pure."""
