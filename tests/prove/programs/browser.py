"""Sign Ani in as a browser would be; prints the name and the value of the session's cookie."""

from __future__ import annotations

import json
import os
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - after setup()

from suar.accounts.models import User  # noqa: E402
from suar.store import tenancy  # noqa: E402
from tests.support.cast import client_for  # noqa: E402

if __name__ == "__main__":
    with tenancy.acting_for(None):
        client = client_for(User.objects.get(pk=os.environ["SUAR_PROVE_ANI"]))
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    sys.stdout.write(json.dumps(cookies))
