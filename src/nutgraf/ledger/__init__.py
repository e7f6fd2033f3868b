"""Who said what, and how certain: rules with the words that decided."""
