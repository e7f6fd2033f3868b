"""The Google Reader protocol: reader apps list, read, star and label stories as if each were an article of a feed."""
