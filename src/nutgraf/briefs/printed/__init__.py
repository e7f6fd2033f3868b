"""Every form a brief and a list of stories can leave in."""
