"""The 34 services, their headings and their words."""

import pytest

from suar.network import codes, labels
from suar.network.codes import Heading, ServiceCode
from suar.network.services import BEDS, SERVICES, services_under

TABLES = [
    (codes.ServiceCode, labels.SERVICE),
    (codes.Heading, labels.HEADING),
    (codes.Phase, labels.PHASE),
    (codes.Kind, labels.KIND),
    (codes.Level, labels.LEVEL),
    (codes.Context, labels.CONTEXT),
    (codes.Sex, labels.SEX),
    (codes.Nationality, labels.NATIONALITY),
    (codes.Coverage, labels.COVERAGE),
    (codes.Cost, labels.COST),
    (codes.Access, labels.ACCESS),
    (codes.AgreementKind, labels.AGREEMENT),
    (codes.WhyNot, labels.WHY_NOT),
    (codes.Doubt, labels.DOUBT),
]


def test_an_unknown_service_is_refused_and_shown_as_its_code():
    with pytest.raises(ValueError, match="NO_SUCH"):
        ServiceCode("NO_SUCH")
    assert labels.service_label("NO_SUCH", "id") == "NO_SUCH"


def test_there_are_34_services_in_the_order_of_the_taxonomy():
    assert len(ServiceCode) == 34
    assert list(SERVICES) == list(ServiceCode)


def test_the_first_heading_named_is_the_tab():
    assert SERVICES[ServiceCode.MED_FOR].headings == (Heading.HEALTH, Heading.LEGAL)
    assert SERVICES[ServiceCode.MED_FOR].tab is Heading.HEALTH
    assert SERVICES[ServiceCode.DEATH].tab is Heading.RETURN


def test_interpreter_and_safety_plan_stand_under_each_heading():
    everywhere = {s.code for s in SERVICES.values() if s.everywhere}
    assert everywhere == {ServiceCode.SEC_PLN, ServiceCode.INT_LNG}
    for heading in Heading:
        assert everywhere <= {s.code for s in services_under(heading)}


def test_beds_are_counted_for_places_to_sleep_only():
    assert all(code.startswith(("SHL", "CHD")) for code in BEDS)


@pytest.mark.parametrize(("codes_", "words"), TABLES, ids=lambda t: getattr(t, "__name__", ""))
def test_every_code_has_its_word_in_both_languages(codes_, words):
    assert list(words) == list(codes_)
    assert all(label.en.strip() and label.id.strip() for label in words.values())


def test_choices_speak_the_language_asked_for():
    assert ("female", "Perempuan") in labels.choices(labels.SEX, "id")
    assert ("female", "Female") in labels.choices(labels.SEX, "en-gb")
