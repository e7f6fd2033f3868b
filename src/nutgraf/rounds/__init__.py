"""The newsroom's work, round by round: fetch, read, place, brief. See `turn`."""
