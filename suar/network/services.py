"""The service taxonomy: in which phase each of the 34 services is given, and under which tab.

Source: the six services of Permen PPPA 8/2021; phases and codes are the project's own taxonomy.
Pure data: no framework is needed to read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from suar.network.codes import Heading, Phase, ServiceCode

H = Heading
E, V, I = Phase.EMERGENCY, Phase.RECOVERY, Phase.REINTEGRATION  # noqa: E741 - as in the table
EVERY = tuple(H)


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the taxonomy."""

    code: ServiceCode
    phases: tuple[Phase, ...]
    headings: tuple[Heading, ...]

    @property
    def tab(self) -> Heading:
        """Return the heading that the service stands under first."""
        return self.headings[0]

    @property
    def everywhere(self) -> bool:
        """Say whether the service stands under each heading (interpreter, safety plan)."""
        return self.headings == EVERY


def _service(code: str, phases: tuple[Phase, ...], *headings: Heading) -> Service:
    return Service(ServiceCode(code), phases, headings)


SERVICES: dict[ServiceCode, Service] = {
    service.code: service
    for service in (
        _service("MED_URG", (E,), H.HEALTH),
        _service("MED_GEN", (E, V), H.HEALTH),
        _service("MED_SRH", (E, V), H.HEALTH),
        _service("MED_FOR", (E,), H.HEALTH, H.LEGAL),
        _service("MED_DIS", (V, I), H.HEALTH),
        _service("PSY_PFA", (E,), H.SOCIAL),
        _service("PSY_CNS", (V, I), H.SOCIAL),
        _service("PSY_CLN", (V,), H.HEALTH),
        _service("SHL_EMG", (E,), H.SOCIAL),
        _service("SHL_TMP", (E, V), H.SOCIAL),
        _service("SHL_LTM", (I,), H.SOCIAL),
        _service("MAT_BAS", (E, V), H.SOCIAL),
        _service("SEC_PLN", (E, V, I), *EVERY),
        _service("SEC_LPS", (E, V), H.LEGAL),
        _service("INT_LNG", (E, V), *EVERY),
        _service("DOC_TRV", (E,), H.RETURN),
        _service("DOC_CIV", (V, I), H.REINTEGRATION),
        _service("LEG_INF", (E, V), H.LEGAL),
        _service("LEG_REP", (V, I), H.LEGAL),
        _service("LEG_RST", (V, I), H.LEGAL),
        _service("LEG_WAG", (V, I), H.LEGAL),
        _service("TRC_FAM", (V,), H.RETURN),
        _service("RET_PRE", (V,), H.RETURN),
        _service("RET_TRP", (V,), H.RETURN),
        _service("EDU_FRM", (I,), H.REINTEGRATION),
        _service("VOC_TRN", (I,), H.REINTEGRATION),
        _service("LIV_BUS", (I,), H.REINTEGRATION),
        _service("LIV_JOB", (I,), H.REINTEGRATION),
        _service("FIN_LIT", (I,), H.REINTEGRATION),
        _service("SOC_PRT", (I,), H.REINTEGRATION),
        _service("COM_REI", (I,), H.REINTEGRATION),
        _service("CHD_CARE", (E, V), H.SOCIAL),
        _service("SPI", (V, I), H.SOCIAL),
        _service("DEATH", (), H.RETURN),
    )
}

BEDS = frozenset(
    {ServiceCode.SHL_EMG, ServiceCode.SHL_TMP, ServiceCode.SHL_LTM, ServiceCode.CHD_CARE}
)


def services_under(heading: Heading) -> list[Service]:
    """Return the services that stand under a heading, in the order of the taxonomy."""
    return [service for service in SERVICES.values() if heading in service.headings]
