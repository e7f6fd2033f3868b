"""Nutgraf: layered news briefs in which every line points at its source sentences."""

__version__ = "0.1.0"
