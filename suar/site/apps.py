"""Django app of the site."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suar.agenda import slots as agenda_slots
from suar.agenda.slots import TaskKind
from suar.jobs import slots as job_slots
from suar.notices import slots as notice_slots
from suar.notices.slots import NoticeKind
from suar.policy import Permission
from suar.ui import slots
from suar.vault import slots as vault_slots


class SiteConfig(AppConfig):
    """The home page in the menu, the sweeping of drafts on the clock, holds in the vault."""

    name = "suar.site"
    label = "site"

    def ready(self) -> None:
        """Fill the menu's first place and the tick."""
        from suar.accounts import slots as account_slots
        from suar.people.queries.duplicates import same_person  # models exist only now
        from suar.site import due, erasing_drafts, holding, role_news

        entry = slots.MenuEntry(_("Home"), "site:home", "home")
        slots.menu.fill("home", entry, order=slots.ORDER["home"])
        looks = slots.MenuEntry(
            _("Who looked"), "site:access_find", "eye", permission=Permission.AUDIT_VIEW
        )
        slots.menu.fill("access", looks, order=slots.ORDER["settings"] - 1)
        job_slots.tick.fill("ui.drafts", due.sweep_drafts)
        slots.draft_records.fill("site", due.holds_open_to)
        job_slots.tick.fill("vault.erasures", due.finish_erasures)
        agenda_slots.escalated.fill("notices", due.tell_supervisor)
        agenda_slots.kinds.fill(
            due.ERASE,
            TaskKind(
                _("Answer a wish to erase data"),
                lambda subject_id: reverse("site:erase", args=[subject_id]),
                by_hand=False,
            ),
        )
        agenda_slots.kinds.fill(
            holding.REVIEW,
            TaskKind(
                _("Look again whether a legal hold still stands"),
                lambda hold_id: reverse("site:hold", args=[hold_id]),
                by_hand=False,
            ),
        )
        vault_slots.may_open.fill("site.holds", holding.own_holds)
        vault_slots.on_erase.fill("site", erasing_drafts.forget)
        vault_slots.same_person.fill("people", same_person)
        notice_slots.kinds.fill(
            due.LATE, NoticeKind(_("A task is late"), lambda _record: reverse("agenda:team"))
        )
        role_news.fill()
        account_slots.news.fill("site", role_news.hear)
