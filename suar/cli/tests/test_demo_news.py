"""In the demo the news of past weeks is read, as in an office that works; the last days' is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from suar.agenda.models import Task
from suar.agenda.ticking import tick
from suar.cli.demo import build
from suar.cli.tests.test_demo import NOW
from suar.jobs import asking
from suar.jobs.models import Job
from suar.network.models import Organisation
from suar.notices.models import Notice
from suar.notices.telling import DELIVER
from suar.store import tenancy

pytestmark = pytest.mark.django_db
FEW_DAYS = timedelta(days=4)


def test_only_the_last_days_news_is_unread_and_the_first_minute_adds_no_heap(monkeypatch):
    monkeypatch.setattr(asking, "has_worker", lambda: True)  # as it is served: a queue, not at once
    build.make(at=NOW, count=12)
    assert not Job.objects.filter(kind=DELIVER, state="queued").exists()
    assert Notice.objects.filter(read_at__lt=NOW).count() > 5
    unread = Notice.objects.filter(read_at=None)
    assert not unread.filter(made_at__lt=NOW - FEW_DAYS).exists()
    assert not Task.objects.filter(state="open", due_at__lt=NOW, overdue_at=None).exists()
    asked = Job.objects.filter(kind=DELIVER).count()
    for house in Organisation.objects.all():
        with tenancy.acting_for(house.pk):
            tick(house.pk, NOW + timedelta(minutes=1))
    assert Job.objects.filter(kind=DELIVER).count() - asked < 5
