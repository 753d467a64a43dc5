"""Words for the codes of the dated facts, in both languages."""

from __future__ import annotations

from suar.reference.codes import Emergency

EMERGENCY: dict[Emergency, tuple[str, str]] = {
    Emergency.POLICE: ("Police", "Polisi"),
    Emergency.AMBULANCE: ("Ambulance", "Ambulans"),
    Emergency.WOMEN_CHILDREN: ("Women and children", "Perempuan dan anak"),
    Emergency.WITNESS_PROTECTION: (
        "Witness and victim protection",
        "Perlindungan saksi dan korban",
    ),
    Emergency.WORKERS: ("Line for workers", "Layanan pekerja"),
    Emergency.IMMIGRATION: ("Immigration", "Imigrasi"),
    Emergency.MISSION: ("Indonesian mission", "Perwakilan RI"),
}


def emergency_label(code: str, language: str) -> str:
    """Return what an emergency number reaches."""
    return _pick(EMERGENCY[Emergency(code)], language)


def _pick(words: tuple[str, str], language: str) -> str:
    english, indonesian = words
    return indonesian if language.startswith("id") else english
