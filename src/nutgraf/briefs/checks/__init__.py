"""The promises of the design, checked on every line and every edit."""
