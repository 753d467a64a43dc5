"""Where the web server comes in (WSGI): nothing is served that must not be."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suar.config.settings.production")
_django = get_wsgi_application()

from suar.cli import readiness  # noqa: E402 - models exist only once Django is set up
from suar.config.quiet import quiet  # noqa: E402 - as above
from suar.kit import faults  # noqa: E402 - as above

application = quiet(_django)
faults.tell_without_values()  # an error that nobody foresaw may quote content
readiness.refuse_unsafe()
