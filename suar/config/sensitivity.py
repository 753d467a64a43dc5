"""Sensitivity classes of the tables that other people's packages bring.

Our own models class themselves (``classes``). A package that adds a table fails a test until each
of its fields stands here. None of these tables may hold anything of a client: they know staff.
"""

from __future__ import annotations

from collections.abc import Mapping

from suar.kit.sensitivity import Sensitivity

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table
P = Sensitivity.PERSONAL

THIRD_PARTY: Mapping[str, Mapping[str, Sensitivity]] = {
    "auth.permission": {"id": O, "name": O, "content_type": O, "codename": O},
    "auth.group": {"id": O, "name": O, "permissions": O},
    "contenttypes.contenttype": {"id": O, "app_label": O, "model": O},
    # keys of a signed-in session: signed, names the user by id only
    "sessions.session": {"session_key": O, "session_data": P, "expire_date": O},
    # addresses of staff, never of clients
    "account.emailaddress": {"id": O, "user": O, "email": P, "verified": O, "primary": O},
    "account.emailconfirmation": {"id": O, "email_address": O, "created": O, "sent": O, "key": O},
    # second factors: the adapter of `accounts` encrypts the shared secrets inside `data`
    "mfa.authenticator": {
        "id": O, "user": O, "type": O, "data": P, "created_at": O, "last_used_at": O,
    },
    # failed sign-ins: who tried, from where; what was typed as a password is never kept
    "axes.accessfailurelog": {
        "id": O, "user_agent": P, "ip_address": P, "username": P, "http_accept": O,
        "path_info": O, "attempt_time": O, "locked_out": O,
    },
    "axes.accessattempt": {
        "id": O, "user_agent": P, "ip_address": P, "username": P, "http_accept": O,
        "path_info": O, "attempt_time": O, "get_data": P, "post_data": P,
        "failures_since_start": O,
    },
    "axes.accessattemptexpiration": {"access_attempt": O, "expires_at": O},
    "axes.accesslog": {
        "id": O, "user_agent": P, "ip_address": P, "username": P, "http_accept": O,
        "path_info": O, "attempt_time": O, "logout_time": O, "session_hash": O,
    },
    # the queue of background work: names of tasks and ids, never content
    "django_tasks_database.dbtaskresult": {
        "id": O, "status": O, "enqueued_at": O, "started_at": O, "finished_at": O, "args_kwargs": O,
        "priority": O, "task_path": O, "worker_ids": O, "queue_name": O, "backend_name": O,
        "run_after": O, "return_value": O, "exception_class_path": O, "traceback": O,
    },
}  # fmt: skip
