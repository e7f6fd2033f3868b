"""Trained models, imported late."""
