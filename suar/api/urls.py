"""Addresses of the API and of the page that keeps its tokens."""

from __future__ import annotations

from django.urls import path
from ninja import NinjaAPI

from suar import policy
from suar.api import endpoints, problems, slots, views
from suar.api.auth import TokenAuth
from suar.api.parsing import JsonOnly

api = NinjaAPI(
    title="Suar",
    version="1",
    urls_namespace="rest",  # at the root: the framework asks for its own names by it
    auth=TokenAuth(),
    parser=JsonOnly(),
    description=(
        "Tokens are made in the settings of an organisation. A write carries an Idempotency-Key "
        "header and may be sent again. Refusals are problem+json (RFC 9457)."
    ),
    docs_decorator=policy.signed_in("names of operations only; no data"),
)
problems.handle(api)
api.add_router("/directory", endpoints.router)
for name, router in slots.routers.items():
    api.add_router(f"/{name}", router)

app_name = "api"
urlpatterns = [
    path("settings/tokens/", views.tokens, name="tokens"),
    path("settings/tokens/new/", views.issue, name="issue"),
    path("settings/tokens/<uuid:token_id>/revoke/", views.revoke, name="revoke"),
    path("settings/tokens/<uuid:token_id>/confirm/", views.answer, name="confirm"),
]
