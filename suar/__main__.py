"""`python -m suar` is the command `suar`."""

import sys

from suar.cli.main import main
from suar.kit import faults

faults.tell_without_values()  # an error that nobody foresaw may quote content
sys.exit(main(sys.argv[1:]))
