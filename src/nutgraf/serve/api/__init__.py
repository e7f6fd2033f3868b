"""The JSON API: what the archive holds, for programs, under `/api/v1`."""
