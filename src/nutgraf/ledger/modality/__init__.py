"""What kind of happening an act is: done, planned, offered, threatened, denied, open; for whom how certain."""

from nutgraf.ledger.modality.standing import Standing, modality_of

__all__ = ["Standing", "modality_of"]
