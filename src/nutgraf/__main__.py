"""`python -m nutgraf`."""

import sys

try:
    from nutgraf.cli import main
except KeyboardInterrupt:  # Ctrl-C while Python still loads
    sys.exit(130)

main()
