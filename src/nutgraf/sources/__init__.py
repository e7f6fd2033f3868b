"""Where items come from: files, folders, feeds, pages. I/O in `open` and `fetch`; the rest is pure."""
