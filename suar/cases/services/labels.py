"""Words of services."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.cases.services.codes import ServiceState

STATE: Mapping[ServiceState, str | Promise] = {
    ServiceState.OFFERED: pgettext_lazy("service", "offered"),
    ServiceState.DECLINED: _("declined by the person"),
    ServiceState.PLANNED: pgettext_lazy("service", "planned"),
    ServiceState.GIVEN: pgettext_lazy("service", "given"),
}
