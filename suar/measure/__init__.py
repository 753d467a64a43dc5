"""Statistics of what casework cannot see by itself: a library without a framework."""

import os

# Our matrices are small and many. Threads of the linear algebra then wait for each other (four
# times slower on two busy cores), and they are counted once, when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
