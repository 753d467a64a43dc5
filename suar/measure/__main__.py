"""`python -m suar.measure prevalence FILE.csv`: the library as a command of its own."""

import sys

from suar.measure.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
