"""What goes out by itself: mail, files, hooks and notifications, over the same newsstand as the server."""
