"""How something is told: in a reporter's prose or a column's, with loaded words or without."""
