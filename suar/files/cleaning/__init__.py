"""Make a safe copy of a file that somebody sent: pure functions on bytes, no Django.

The face of the package. ``clean_apart`` works in a process of its own with limits on memory, time
and writing; the libraries that read hostile bytes are loaded there only. ``dispatch.clean`` is the
same in the calling process, for tests.
"""

from suar.files.cleaning.apart import clean_apart
from suar.files.cleaning.cleaned import Cleaned

__all__ = ["Cleaned", "clean_apart"]
