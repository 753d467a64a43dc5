"""Languages of interpreters and consent texts, by ISO 639-3 code.

Codes in the range qaa to qtz are for local use by the standard: ``qsi`` stands for SIBI, the
signed form of Indonesian, which has no code of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a person may speak or sign."""

    code: str  # ISO 639-3
    english: str
    indonesian: str
    signed: bool = False

    def label(self, language: str) -> str:
        """Return the name in a language."""
        return self.indonesian if language.startswith("id") else self.english


_ALL = (
    Language("ind", "Indonesian", "Indonesia"),
    Language("eng", "English", "Inggris"),
    # regional languages of Indonesia, by number of speakers and by places of origin
    Language("jav", "Javanese", "Jawa"),
    Language("sun", "Sundanese", "Sunda"),
    Language("mad", "Madurese", "Madura"),
    Language("sas", "Sasak", "Sasak"),
    Language("smw", "Sumbawa", "Sumbawa"),
    Language("bhp", "Bima (Mbojo)", "Bima (Mbojo)"),
    Language("min", "Minangkabau", "Minang"),
    Language("bug", "Bugis", "Bugis"),
    Language("mak", "Makassarese", "Makassar"),
    Language("ban", "Balinese", "Bali"),
    Language("ace", "Acehnese", "Aceh"),
    Language("bbc", "Batak Toba", "Batak Toba"),
    Language("btx", "Batak Karo", "Batak Karo"),
    Language("nia", "Nias", "Nias"),
    Language("bjn", "Banjarese", "Banjar"),
    Language("bew", "Betawi", "Betawi"),
    Language("osi", "Osing", "Osing"),
    Language("abl", "Lampung Nyo", "Lampung Nyo"),
    Language("ljp", "Lampung Api", "Lampung Api"),
    Language("mui", "Musi (Palembang)", "Palembang (Musi)"),
    Language("aoz", "Uab Meto (Dawan)", "Dawan (Uab Meto)"),
    Language("slp", "Lamaholot", "Lamaholot"),
    Language("ski", "Sika", "Sikka"),
    Language("mqy", "Manggarai", "Manggarai"),
    Language("xbr", "Kambera (Sumba)", "Sumba (Kambera)"),
    Language("mkn", "Kupang Malay", "Melayu Kupang"),
    Language("abs", "Ambonese Malay", "Melayu Ambon"),
    Language("xmm", "Manado Malay", "Melayu Manado"),
    Language("pmy", "Papuan Malay", "Melayu Papua"),
    Language("tet", "Tetum", "Tetun"),
    # languages of destinations, and of foreign persons in Indonesia
    Language("zsm", "Malay", "Melayu"),
    Language("cmn", "Mandarin", "Mandarin"),
    Language("yue", "Cantonese", "Kanton"),
    Language("nan", "Hokkien", "Hokkien"),
    Language("arb", "Arabic", "Arab"),
    Language("kor", "Korean", "Korea"),
    Language("jpn", "Japanese", "Jepang"),
    Language("mya", "Burmese", "Burma"),
    Language("rhg", "Rohingya", "Rohingya"),
    Language("khm", "Khmer", "Khmer"),
    Language("lao", "Lao", "Laos"),
    Language("tha", "Thai", "Thai"),
    Language("vie", "Vietnamese", "Vietnam"),
    Language("tgl", "Tagalog", "Tagalog"),
    Language("ben", "Bengali", "Benggala"),
    Language("hin", "Hindi", "Hindi"),
    Language("npi", "Nepali", "Nepal"),
    Language("urd", "Urdu", "Urdu"),
    Language("tam", "Tamil", "Tamil"),
    Language("pes", "Persian (Farsi)", "Persia (Farsi)"),
    Language("prs", "Dari", "Dari"),
    Language("som", "Somali", "Somali"),
    Language("uzn", "Uzbek", "Uzbek"),
    Language("rus", "Russian", "Rusia"),
    Language("fra", "French", "Prancis"),
    Language("por", "Portuguese", "Portugis"),
    # signed
    Language(
        "inl", "Indonesian Sign Language (BISINDO)", "Bahasa Isyarat Indonesia (BISINDO)", True
    ),
    Language("qsi", "Signed Indonesian (SIBI)", "Sistem Isyarat Bahasa Indonesia (SIBI)", True),
    Language("xml", "Malaysian Sign Language", "Bahasa Isyarat Malaysia", True),
    Language("tss", "Taiwan Sign Language", "Bahasa Isyarat Taiwan", True),
    Language("ils", "International Sign", "Isyarat Internasional", True),
)
LANGUAGES: dict[str, Language] = {language.code: language for language in _ALL}


@cache
def language_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) pairs for a select, the commonest first."""
    return tuple((found.code, found.label(language)) for found in _ALL)


def language_label(code: str, language: str = "id") -> str:
    """Return a language's name; the code itself where it is unknown."""
    found = LANGUAGES.get(code)
    return found.label(language) if found else code
