"""Which articles tell one event: one streaming decision, and which of them are one voice."""
