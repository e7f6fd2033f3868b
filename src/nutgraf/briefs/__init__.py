"""From articles to a brief: `candidates` makes checked lines of sentences, `compose` chooses them into layers.

material    what the story gives: articles, words, repeated phrases, events
checks      the promises, on every line and every edit
edits       what a source sentence may undergo, and whether it can stand alone
manner      reporter's prose or a column's, plain words or loaded ones
weighing    which sentences carry the story, which an editor would print
printed     text, Markdown, JSON, lists
"""
