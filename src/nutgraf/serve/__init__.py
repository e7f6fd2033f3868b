"""The server: web reader, JSON API, feeds and the protocol of reader apps, over one newsstand."""
