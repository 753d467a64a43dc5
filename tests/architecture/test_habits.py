"""Habits of the house that a linter does not know."""

import ast

import pytest

from tests.support.tree import CONTEXTS, PACKAGE, files, functions, modules, where

BANNED_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "base_utils"}
# Heavy or system-dependent libraries may be imported where they are used.
LAZY = {"weasyprint", "openpyxl", "pyxform", "docx", "reportlab", "pikepdf"}
CLOCK_CALLS = {("datetime", "now"), ("timezone", "now"), ("date", "today"), ("datetime", "utcnow")}
CLOCK = {"suar.kit.clock"}


def test_no_module_is_called_by_a_word_that_says_nothing():
    named = [str(m) for m in modules(tests=True) if m.name.rsplit(".", 1)[-1] in BANNED_NAMES]
    assert named == []


BEGUN = [name for name in CONTEXTS if len(list((PACKAGE / name).glob("*.py"))) > 1]


@pytest.mark.parametrize("name", BEGUN)
def test_every_package_says_what_it_is(name):
    readme = PACKAGE / name / "README.md"
    assert readme.exists(), f"suar/{name}/README.md is missing"
    assert len(readme.read_text().split()) >= 40, f"suar/{name}/README.md says too little"


def test_no_import_hides_in_a_function():
    hidden = []
    for module in modules():
        for function in functions(module):
            if function.name == "ready" and module.path.name == "apps.py":
                continue  # models exist only then: Django's own place for it
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom):
                    roots = {(node.module or "").split(".")[0]}
                elif isinstance(node, ast.Import):
                    roots = {alias.name.split(".")[0] for alias in node.names}
                else:
                    continue
                if not roots <= LAZY:
                    hidden.append(f"{where(module, node)} {sorted(roots)}")
    assert hidden == []


def test_no_model_overrides_save_or_delete():
    overridden = []
    for module in modules():
        if "models" not in module.name and "installation" not in module.name:
            continue
        for cls in (n for n in ast.walk(module.tree) if isinstance(n, ast.ClassDef)):
            bases = {ast.unparse(b).rsplit(".", 1)[-1] for b in cls.bases}
            if any("Manager" in b or "QuerySet" in b for b in bases):
                continue
            overridden += [
                f"{where(module, f)} {cls.name}.{f.name}"
                for f in cls.body
                if isinstance(f, ast.FunctionDef) and f.name in {"save", "delete"}
            ]
    assert overridden == []


def test_time_is_read_from_the_one_clock():
    read = []
    for module in modules():
        if module.name in CLOCK:
            continue
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner = ast.unparse(node.func.value).rsplit(".", 1)[-1]
            if (owner, node.func.attr) in CLOCK_CALLS:
                read.append(where(module, node))
    assert read == [], "take `at` or `today` as an argument; a door reads suar.kit.clock.now()"


def test_only_doors_read_the_clock():
    """Rules, queries, actions and models are told the time."""
    inner = {"rules", "codes", "models", "scope", "queries", "extract", "actions", "forms"}
    read = []
    for module in modules():
        if not inner & set(module.name.split(".")[2:]):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module == "suar.kit.clock":
                read.append(where(module, node))
            if isinstance(node, ast.ImportFrom) and node.module == "suar.kit":
                read += [where(module, node) for a in node.names if a.name == "clock"]
    assert read == []


def test_no_work_listens_to_signals():
    listening = [
        where(module, node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module in {"django.db.models.signals", "django.dispatch"}
    ]
    assert listening == []


def test_foreign_keys_name_their_class_or_a_lower_app():
    """A string foreign key may point inside its own app only; upward edges would hide in it."""
    wrong = []
    for module in modules():
        parts = module.name.split(".")
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = ast.unparse(node.func).rsplit(".", 1)[-1]
            target = node.args[0]
            if name not in {"ForeignKey", "OneToOneField", "ManyToManyField"}:
                continue
            if isinstance(target, ast.Constant) and isinstance(target.value, str):
                app = target.value.split(".")[0] if "." in target.value else parts[1]
                if app not in {parts[1], "self"}:
                    wrong.append(f"{where(module, node)} {target.value}")
    assert wrong == []


def test_texts_for_people_take_named_placeholders():
    """An f-string inside gettext cannot be translated; a bare %s cannot be reordered."""
    calls = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
    wrong = []
    for module in modules():
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in calls:
                continue
            for argument in node.args:
                text = argument.value if isinstance(argument, ast.Constant) else ""
                if isinstance(argument, ast.JoinedStr):
                    wrong.append(f"{where(module, node)} f-string")
                elif isinstance(text, str) and ("%s" in text or "{}" in text):
                    wrong.append(f"{where(module, node)} {text!r}")
    assert wrong == []


def test_no_template_holds_a_script_or_a_style_of_its_own():
    """The content security policy refuses inline code; a page that needs it would be broken."""
    wrong = []
    for path in files(".html"):
        text = path.read_text(encoding="utf-8")
        lowered = text.lower()
        if "<style" in lowered or " style=" in lowered or "javascript:" in lowered:
            wrong.append(f"{path.relative_to(PACKAGE)}: style")
        for chunk in lowered.split("<script")[1:]:
            tag = chunk.split(">", 1)[0]
            if "src=" not in tag and "application/json" not in tag:
                wrong.append(f"{path.relative_to(PACKAGE)}: script")
        if any(f" on{event}=" in lowered for event in ("click", "change", "submit", "load")):
            wrong.append(f"{path.relative_to(PACKAGE)}: handler")
        if "hx-on" in lowered or "js:" in lowered:
            wrong.append(f"{path.relative_to(PACKAGE)}: hx-on or js:")
    assert wrong == []


def test_no_test_leaves_itself_out():
    """A case that does not apply is no test: continuous integration takes a skip for a lack."""
    told = [
        where(module, node)
        for module in modules(tests=True)
        if module.path.name != "conftest.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"pytest.skip", "pytest.xfail"}
    ]
    assert told == []
