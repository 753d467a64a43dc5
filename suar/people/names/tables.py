"""Words that stand in Indonesian names without telling one person from another.

Made from the way names are written on identity cards, family cards and passports; counts of how
often a spelling occurs were looked at in public token counts, no list was copied. Everything is in
lower case without marks.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "h hj haji hajah hajjah drs dra dr drg ir prof kh kyai kiai ust ustadz ustadzah ny nyonya tn "
    "tuan nn nona bpk bapak ibu sdr sdri saudara saudari alm almh almarhum almarhumah r rr rd rngt "
    "mr mrs ms miss"
)
"""Dropped wherever something else remains of the name."""

DEGREES = _words(
    "sh se st sp spd spdi sag si ssi sos ssos skom kom sip skep skm sked sfarm amd amdkeb amk mh "
    "mm mpd mpdi msi msc ma mag mkes mkom phd ss psi spsi ners str strkeb bsc ba"
)
"""Dropped after a comma only: before it, St. is Siti and S.E. may be initials."""

LINKS = _words("bin binti binte bt bte bti ibn ibnu bn")
"""What follows is the father's name."""

ALIASES = _words("alias als aka dikenal dipanggil")
"""What follows is another name of the same person."""

SHORT_FORMS = {
    "muh": "muhammad", "moh": "muhammad", "mhd": "muhammad", "muhd": "muhammad",
    "mohd": "muhammad", "moch": "muhammad", "much": "muhammad", "mukh": "muhammad",
    "mokh": "muhammad", "mohamed": "muhammad", "muhamed": "muhammad", "mohammed": "muhammad",
    "mukamad": "muhammad", "mokamad": "muhammad", "muhamat": "muhammad",
    "ach": "ahmad", "akh": "ahmad", "ahm": "ahmad", "achm": "ahmad", "akmad": "ahmad",
    "abd": "abdul", "abdur": "abdul", "abdus": "abdul", "abdu": "abdul", "abdoel": "abdul",
    "st": "siti", "sitti": "siti", "sti": "siti", "siti": "siti",
    "gd": "gede", "wyn": "wayan", "nym": "nyoman", "kt": "ketut", "kmg": "komang", "pt": "putu",
    "gst": "gusti", "ngr": "ngurah", "dw": "dewa", "ngh": "nengah", "kdk": "kadek",
    "nr": "nur", "noer": "nur",
}  # fmt: skip
"""Written short on forms; the long form on the left side of no other name."""

FIRST_LETTER_FORMS = {"m": "muhammad", "a": "ahmad", "s": "siti"}
"""One letter before a name is usually one of these; it stays an initial for the likeness."""

BIRTH_ORDER = {
    "wayan": "1", "putu": "1", "gede": "1", "luh": "1", "iluh": "1",
    "made": "2", "kadek": "2", "nengah": "2", "nyoman": "3", "komang": "3", "ketut": "4",
}  # fmt: skip
"""Balinese names of birth order: one person uses Made on paper and Kadek at home."""

PARTICLES = _words("i ni ida sang si da al el de van")
"""Dropped from the keys: they stand or fall with whoever types."""

LIGHT = _words(
    "muhammad ahmad abdul siti nur nurul sri dewi gusti dewa anak agung ayu bagus ngurah desak "
    "cokorda"
) | frozenset(BIRTH_ORDER)
"""Held by so many that alone they say little; they count a third."""

JOINED_STARTS = ("abdur", "abdul", "abdus", "nurul", "siti", "muhammad", "nur", "sri")
"""Written together or apart: Nurhayati and Nur Hayati. Longest first where one begins another."""
