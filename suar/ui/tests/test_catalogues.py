"""Catalogues: what is missing is found, what is written can be read."""

import gettext
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from suar.ui import catalogues

PY = """
from django.utils.translation import gettext_lazy as _, ngettext
one = _("One word")
two = _("Two %(n)s words") % {"n": 2}
three = ngettext("%(n)s case", "%(n)s cases", 3)
"""
HTML = """{% load i18n %}<p>{% translate "From a page" %}</p>
{% blocktranslate with name=x %}Hello {{ name }}, it's late{% endblocktranslate %}
<input value="{{ y|default:_("From a filter") }}">
<script>var notText = "no";</script>
"""
WANTED = {"One word", "Two %(n)s words", "%(n)s case", "From a page", "From a filter",
          "Hello %(name)s, it's late"}  # fmt: skip


@pytest.fixture
def tree(tmp_path, monkeypatch) -> Path:
    app = tmp_path / "suar" / "demoapp"
    (app / "templates" / "demoapp").mkdir(parents=True)
    (app / "tests").mkdir()
    (app / "__init__.py").write_text("")
    (app / "words.py").write_text(PY)
    (app / "tests" / "test_x.py").write_text('_("not for people")')
    (app / "templates" / "demoapp" / "page.html").write_text(HTML)
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path / "suar")
    return app


def po(tree: Path) -> Path:
    return tree / "locale" / "id" / "LC_MESSAGES" / "django.po"


def test_a_text_without_a_catalogue_is_missing(tree):
    assert {m.msgid for m in catalogues.missing()} == WANTED
    assert {m.why for m in catalogues.missing()} == {"absent"}


def test_gathered_texts_wait_untranslated_and_gathering_again_changes_nothing(tree):
    assert catalogues.extract() == ["demoapp"]
    assert {m.why for m in catalogues.missing()} == {"untranslated"}
    assert catalogues.extract() == []


def fill(tree: Path) -> None:
    catalogues.extract()
    text = po(tree).read_text()
    for english, words in (
        ("One word", "Satu kata"), ("Two %(n)s words", "Dua %(n)s kata"),
        ("From a page", "Dari halaman"), ("From a filter", "Dari saringan"),
        ("Hello %(name)s, it's late", "Halo %(name)s"),
    ):  # fmt: skip
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{words}"')
    text = text.replace('msgstr[0] ""', 'msgstr[0] "%(n)s kasus"')
    po(tree).write_text(text)


def test_a_full_catalogue_is_compiled_and_read(tree):
    fill(tree)
    assert catalogues.missing() == []
    assert catalogues.compile_all() == 1
    with po(tree).with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("One word") == "Satu kata"
    assert words.ngettext("%(n)s case", "%(n)s cases", 5) == "%(n)s kasus"


def test_what_is_compiled_already_is_left_alone(tree):
    fill(tree)
    catalogues.compile_all()
    assert catalogues.compile_all() == 0
    assert catalogues.compile_all(force=True) == 1
    assert list(po(tree).parent.glob(".mo-*")) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('msgstr "Satu kata"', 'msgstr ""'), "untranslated"),
        (('msgid "One word"', '#, fuzzy\nmsgid "One word"'), "fuzzy"),
        (('"Dua %(n)s kata"', '"Dua %(m)s kata"'), "placeholders differ"),
        (('msgid "One word"', 'msgid "Old word"'), "no longer used"),
        (('msgid "One word"', 'msgid "Old word"'), "absent"),
    ],
)
def test_every_lack_is_found(tree, change, why):
    fill(tree)
    po(tree).write_text(po(tree).read_text().replace(*change))
    assert why in {m.why for m in catalogues.missing()}


def test_a_text_that_is_gone_leaves_the_catalogue(tree):
    fill(tree)
    (tree / "words.py").write_text("")
    catalogues.extract()
    assert "Satu kata" not in po(tree).read_text()
    assert "Dari halaman" in po(tree).read_text()


def test_two_words_for_one_idea_are_found(tree):
    fill(tree)
    other = tree.parent / "otherapp" / "locale" / "id" / "LC_MESSAGES"
    other.mkdir(parents=True)
    (other / "django.po").write_text(po(tree).read_text().replace("Satu kata", "Kata satu"))
    assert len(catalogues.contradictions()) == 1
    assert "One word" in catalogues.contradictions()[0]


def test_the_shell_and_the_site_are_complete():
    mine = [str(m) for m in catalogues.missing() if m.app in {"ui", "site"}]
    assert mine == []


def test_what_was_compiled_is_read_at_once_by_a_process_that_started_without(tree):
    fill(tree)
    trans_real.translation("id")
    assert "id" in trans_real._translations
    catalogues.compile_all(force=True)
    assert trans_real._translations == {}, "a fresh checkout would speak English until a restart"
    catalogues.compile_all()
    with translation.override("id"):
        assert translation.gettext("Skip to the content") != "Skip to the content"
