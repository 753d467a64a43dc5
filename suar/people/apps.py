"""Django app of the person record."""

from uuid import UUID

from django.apps import AppConfig
from django.urls import reverse


class PeopleConfig(AppConfig):
    """Fills the menu, the sentences of its refusals, and what erasure removes."""

    name = "suar.people"
    label = "people"

    def ready(self) -> None:
        """Fill the slots of lower packages."""
        from suar.agenda import slots as agenda_slots
        from suar.jobs import slots as jobs_slots
        from suar.notices import slots as notice_slots
        from suar.notices.slots import NoticeKind
        from suar.people import erasure, owing, rebuilding, scope, sentences, tasks  # noqa: F401 - registers jobs
        from suar.people import slots as own_slots
        from suar.people.actions import glass
        from suar.policy import Permission
        from suar.ui import refusals, slots
        from suar.vault import slots as vault_slots

        refusals.add(sentences.SENTENCES)
        kind = NoticeKind(sentences.GLASS_BROKEN, _record, urgent=True)
        notice_slots.kinds.fill(glass.NOTICE, kind)
        slots.menu.fill(
            "people",
            slots.MenuEntry(
                sentences.MENU, "people:find", "user-search", permission=Permission.PERSON_SEARCH
            ),
            order=slots.ORDER["find"],
        )
        agenda_slots.kinds.fill(owing.KIND, owing.TASK)
        own_slots.search_owed.fill("agenda", owing.owe)
        jobs_slots.tick.fill("people", rebuilding.tick)
        vault_slots.on_erase.fill("people", erasure.forget)
        slots.draft_records.fill("people", scope.is_open)


def _record(person_id: UUID) -> str:
    """Return the page of a person's record."""
    return reverse("people:person", args=[person_id])
