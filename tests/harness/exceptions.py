"""Addresses that nobody reaches or that take nothing in the harness's world, with the reasons."""

from __future__ import annotations

# aim -> why no seat of the own house gets 200 or 302
NOT_REACHED = {
    "files:of_record[nothing,case]": "no package keeps files under this word",
    "files:add[nothing,case]": "no package keeps files under this word",
    "accounts:use_link": "the session holds no link: suar/accounts/tests walk one",
    "site:favicon": "it leads on for good (301)",
    "files:add[referral,incoming]": "the receiver reads a referral's files and adds none",
}
# address -> why what its page offers is not taken at home
NOT_TAKEN = {
    "accounts:add_app": "needs the code of the app just drawn: suar/accounts/tests",
    "accounts:add_key": "needs the answer of a key: tests/browser",
    "accounts:sign_in": "they are signed in already",
    "accounts:second_step": "they are signed in already",
    "ui:unlock": "nothing is locked",
    "ui:language": "writes nothing but a cookie",
    "ui:draft_discard": "no draft is kept yet",
    "site:access_find": "a search by POST, so that no code stands in an address",
    "network:directory": "a search by POST",
}
# address -> why a colleague without a grant does not get the answer for an absent object
FOR_COLLEAGUES = {
    "people:glass": "the very door for whoever has no grant: with a reason, for three hours, told",
}
