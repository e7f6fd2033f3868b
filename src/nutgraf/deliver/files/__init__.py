"""Stories as files: a static site, Markdown, a book, JSON lines. The same stories give the same bytes."""
