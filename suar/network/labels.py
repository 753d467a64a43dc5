"""Words for the network's codes, in both languages.

Plain data and not a catalogue, because a letter speaks the receiver's language and not that of
the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from suar.network.codes import (
    Access,
    AgreementKind,
    Context,
    Cost,
    Coverage,
    Doubt,
    Heading,
    Kind,
    Level,
    Nationality,
    Phase,
    ServiceCode,
    Sex,
    WhyNot,
)

C = TypeVar("C", bound=StrEnum)


class Label(NamedTuple):
    """A word in English and in Indonesian."""

    en: str
    id: str

    def in_language(self, language: str) -> str:
        """Return the word in a language; English where it is neither of the two."""
        return self.id if language.startswith("id") else self.en


S = ServiceCode
SERVICE: dict[ServiceCode, Label] = {
    S.MED_URG: Label("Emergency medical care", "Layanan medis darurat"),
    S.MED_GEN: Label("Examination and treatment", "Pemeriksaan dan pengobatan"),
    S.MED_SRH: Label(
        "Sexual and reproductive health, PEP, pregnancy",
        "Kesehatan seksual dan reproduksi, PEP, kehamilan",
    ),
    S.MED_FOR: Label("Forensic report", "Visum et repertum / psikiatrikum"),
    S.MED_DIS: Label(
        "Disability aid and rehabilitation", "Alat bantu dan rehabilitasi disabilitas"
    ),
    S.PSY_PFA: Label("Psychological first aid", "Dukungan psikologis awal"),
    S.PSY_CNS: Label("Counselling, individual or group", "Konseling perorangan atau kelompok"),
    S.PSY_CLN: Label("Clinical mental-health care", "Psikolog klinis / psikiater"),
    S.SHL_EMG: Label("Emergency shelter (nights)", "Rumah aman darurat (beberapa malam)"),
    S.SHL_TMP: Label("Temporary shelter (weeks)", "Penampungan sementara (beberapa minggu)"),
    S.SHL_LTM: Label("Transitional housing", "Hunian transisi"),
    S.MAT_BAS: Label(
        "Food, clothes, hygiene, cash for needs",
        "Kebutuhan dasar: makan, pakaian, kebersihan, tunai",
    ),
    S.SEC_PLN: Label("Safety plan and risk review", "Rencana keamanan dan tinjauan risiko"),
    S.SEC_LPS: Label("LPSK protection", "Perlindungan LPSK"),
    S.INT_LNG: Label("Interpreter, sign language", "Penerjemah, bahasa isyarat"),
    S.DOC_TRV: Label("Travel document (SPLP), exit permit", "SPLP, izin keluar"),
    S.DOC_CIV: Label(
        "Civil documents: NIK, family card, birth certificate", "Adminduk: NIK, KK, akta kelahiran"
    ),
    S.LEG_INF: Label("Legal information", "Informasi hukum"),
    S.LEG_REP: Label("Legal aid and representation", "Bantuan dan pendampingan hukum"),
    S.LEG_RST: Label("Restitution or compensation claim", "Restitusi / kompensasi"),
    S.LEG_WAG: Label("Wage and insurance claims", "Klaim upah dan asuransi"),
    S.TRC_FAM: Label(
        "Family tracing, assessment, mediation", "Penelusuran, asesmen, dan mediasi keluarga"
    ),
    S.RET_PRE: Label("Pre-return risk and family assessment", "Asesmen pra-pemulangan"),
    S.RET_TRP: Label(
        "Transport, escort, reception", "Transportasi, pendamping perjalanan, penjemputan"
    ),
    S.EDU_FRM: Label("Return to school, fees, equivalency", "Kembali sekolah, biaya, Paket A/B/C"),
    S.VOC_TRN: Label("Vocational training, certificate", "Pelatihan vokasi (BLK), sertifikat"),
    S.LIV_BUS: Label("Business start-up grant, coaching", "Modal dan pendampingan usaha"),
    S.LIV_JOB: Label("Job placement", "Penempatan kerja"),
    S.FIN_LIT: Label("Financial literacy, debt help", "Literasi keuangan, urusan utang"),
    S.SOC_PRT: Label(
        "Social protection (PKH, BPJS, DTSEN)", "Perlindungan sosial (PKH, BPJS, DTSEN)"
    ),
    S.COM_REI: Label("Community acceptance, peer group", "Penerimaan komunitas, kelompok sebaya"),
    S.CHD_CARE: Label("Alternative care, guardianship", "Pengasuhan alternatif, perwalian"),
    S.SPI: Label("Spiritual support, on wish", "Dukungan rohani, bila diinginkan"),
    S.DEATH: Label(
        "Repatriation of remains, family support", "Pemulangan jenazah, santunan keluarga"
    ),
}

HEADING: dict[Heading, Label] = {
    Heading.COMPLAINT: Label("Intake and identification", "Pengaduan/Identifikasi"),
    Heading.HEALTH: Label("Health rehabilitation", "Rehabilitasi Kesehatan"),
    Heading.SOCIAL: Label("Social rehabilitation", "Rehabilitasi Sosial"),
    Heading.LEGAL: Label("Legal aid", "Bantuan Hukum"),
    Heading.RETURN: Label("Return", "Pemulangan"),
    Heading.REINTEGRATION: Label("Social reintegration", "Reintegrasi Sosial"),
}

PHASE: dict[Phase, Label] = {
    Phase.EMERGENCY: Label("Emergency", "Darurat"),
    Phase.RECOVERY: Label("Recovery", "Pemulihan"),
    Phase.REINTEGRATION: Label("Reintegration", "Reintegrasi"),
}

KIND: dict[Kind, Label] = {
    Kind.MIGRANT_AGENCY: Label(
        "Migrant worker protection (KP2MI, BP3MI, P4MI)", "Pelindungan PMI (KP2MI, BP3MI, P4MI)"
    ),
    Kind.FOREIGN_AFFAIRS: Label("Foreign affairs", "Kementerian Luar Negeri"),
    Kind.MISSION: Label("Embassy or consulate", "Perwakilan (KBRI, KJRI, KDEI) atau kedutaan"),
    Kind.WOMEN_CHILD: Label("Ministry for women and children (SAPA 129)", "KemenPPPA (SAPA 129)"),
    Kind.UPTD_PPA: Label("Integrated service office (UPTD PPA)", "UPTD PPA"),
    Kind.SOCIAL_AFFAIRS: Label(
        "Social affairs (ministry, centre, office)", "Kemensos, Sentra/RPTC, Dinas Sosial"
    ),
    Kind.MANPOWER: Label("Manpower office, one-stop desk", "Kemnaker, Dinas Tenaga Kerja, LTSA"),
    Kind.HEALTH: Label("Hospital, clinic", "Rumah sakit, Puskesmas, klinik"),
    Kind.EDUCATION: Label("School, training centre", "Sekolah, BLK, lembaga pelatihan"),
    Kind.CIVIL_REGISTRY: Label("Civil registry", "Dukcapil"),
    Kind.POLICE: Label("Police", "Kepolisian"),
    Kind.MILITARY: Label("Military", "TNI"),
    Kind.IMMIGRATION: Label("Immigration", "Imigrasi"),
    Kind.PROSECUTION: Label("Prosecution", "Kejaksaan"),
    Kind.COURT: Label("Court", "Pengadilan"),
    Kind.LPSK: Label("Witness and victim protection (LPSK)", "LPSK"),
    Kind.TASK_FORCE: Label("Task force against trafficking", "Gugus tugas TPPO"),
    Kind.MARITIME: Label("Fisheries, sea transport", "Perikanan dan perhubungan laut"),
    Kind.OVERSIGHT: Label("Commission, ombudsman", "Komnas, KPAI, Ombudsman"),
    Kind.LOCAL_GOVERNMENT: Label("Local government", "Pemerintah daerah"),
    Kind.VILLAGE: Label("Village or ward office", "Pemerintah desa/kelurahan"),
    Kind.CSO: Label("Civil society organisation", "Organisasi masyarakat sipil"),
    Kind.LEGAL_AID: Label("Legal aid organisation", "Lembaga bantuan hukum"),
    Kind.UNION: Label("Workers' union", "Serikat pekerja"),
    Kind.FAITH: Label("Faith-based organisation", "Lembaga keagamaan"),
    Kind.INTERNATIONAL: Label("International organisation", "Organisasi internasional"),
    Kind.AGENCY: Label("Placement agency (P3MI)", "P3MI"),
    Kind.FIRM: Label("Firm", "Perusahaan"),
    Kind.OTHER: Label("Other", "Lainnya"),
}

LEVEL: dict[Level, Label] = {
    Level.NATIONAL: Label("National", "Nasional"),
    Level.PROVINCE: Label("Province", "Provinsi"),
    Level.REGENCY: Label("Regency or city", "Kabupaten/kota"),
    Level.VILLAGE: Label("Village", "Desa/kelurahan"),
    Level.ABROAD: Label("Abroad", "Luar negeri"),
    Level.CIVIL_SOCIETY: Label("Civil society", "Masyarakat sipil"),
    Level.INTERNATIONAL: Label("International", "Internasional"),
    Level.PRIVATE: Label("Private", "Swasta"),
}

CONTEXT: dict[Context, Label] = {
    Context.INTAKE: Label("Intake", "Pengaduan"),
    Context.CASES: Label("Cases", "Kasus"),
    Context.JUSTICE: Label("Justice", "Proses hukum"),
    Context.JOURNEYS: Label("Workers and desk", "PMI & Meja Layanan"),
    Context.AGENCIES: Label("Agencies", "P3MI"),
    Context.OVERSIGHT: Label("Inspection of agencies", "Pengawasan P3MI"),
    Context.FAMILIES: Label("Families", "Keluarga & Anak"),
    Context.OUTREACH: Label("Outreach", "Sosialisasi & Pelatihan"),
    Context.GOVERNANCE: Label("Governance", "Tata Kelola"),
    Context.BUSINESS: Label("Firms", "Perusahaan"),
    Context.STATISTICS: Label("Data and reports", "Data & Laporan"),
}

SEX: dict[Sex, Label] = {
    Sex.FEMALE: Label("Female", "Perempuan"),
    Sex.MALE: Label("Male", "Laki-laki"),
    Sex.OTHER: Label("Other", "Lainnya"),
    Sex.UNKNOWN: Label("Not known", "Belum diketahui"),
}

NATIONALITY: dict[Nationality, Label] = {
    Nationality.NATIONAL: Label("Indonesian", "WNI"),
    Nationality.FOREIGN: Label("Foreign", "WNA"),
    Nationality.UNKNOWN: Label("Not known", "Belum diketahui"),
}

COVERAGE: dict[Coverage, Label] = {
    Coverage.PLACES: Label(
        "Listed provinces and regencies", "Provinsi dan kabupaten/kota tertentu"
    ),
    Coverage.NATIONWIDE: Label("All of Indonesia", "Seluruh Indonesia"),
    Coverage.ABROAD: Label("Listed countries abroad", "Negara tertentu di luar negeri"),
}

COST: dict[Cost, Label] = {
    Cost.FREE: Label("Free", "Gratis"),
    Cost.INSURED: Label("Free with insurance (BPJS)", "Gratis dengan BPJS/asuransi"),
    Cost.PAID: Label("To be paid", "Berbayar"),
    Cost.UNKNOWN: Label("Not known", "Belum diketahui"),
}

ACCESS: dict[Access, Label] = {
    Access.WHEELCHAIR: Label("Wheelchair access", "Akses kursi roda"),
    Access.SIGN_LANGUAGE: Label("Sign language", "Bahasa isyarat"),
    Access.BRAILLE_AUDIO: Label("Braille or audio", "Braille atau audio"),
    Access.COMPANION: Label("A companion may stay", "Pendamping boleh menginap"),
}

AGREEMENT: dict[AgreementKind, Label] = {
    AgreementKind.REFERRAL: Label("Referral", "Rujukan"),
    AgreementKind.DATA_SHARING: Label("Data sharing", "Berbagi data"),
    AgreementKind.MATCHING: Label("Matching without names", "Pencocokan tanpa nama"),
}

WHY_NOT: dict[WhyNot, Label] = {
    WhyNot.SEX: Label("Does not take this sex", "Tidak melayani jenis kelamin ini"),
    WhyNot.AGE_UNDER: Label("Only from a higher age", "Usia di bawah batas layanan"),
    WhyNot.AGE_OVER: Label("Only up to a lower age", "Usia di atas batas layanan"),
    WhyNot.NATIONALITY: Label("Not for this nationality", "Tidak untuk kewarganegaraan ini"),
    WhyNot.AREA: Label("Outside the area", "Di luar wilayah layanan"),
    WhyNot.FULL: Label("No free bed", "Tempat tidur penuh"),
    WhyNot.PAUSED: Label("Closed or paused", "Tutup atau dihentikan sementara"),
}

DOUBT: dict[Doubt, Label] = {
    Doubt.STALE: Label("Not verified lately: call first", "Lama tidak dicek: telepon dulu"),
    Doubt.SEX: Label("Ask: is this person taken?", "Tanyakan: jenis kelamin yang dilayani"),
    Doubt.AGE: Label("Ask: age limits", "Tanyakan: batas usia"),
    Doubt.NATIONALITY: Label("Ask: nationality", "Tanyakan: kewarganegaraan"),
    Doubt.AREA: Label("Ask: area", "Tanyakan: wilayah layanan"),
    Doubt.LANGUAGE: Label("Ask: language, interpreter", "Tanyakan: bahasa, penerjemah"),
    Doubt.ACCESS: Label("Ask: access for disability", "Tanyakan: akses disabilitas"),
    Doubt.BEDS_UNKNOWN: Label("Ask: free beds", "Tanyakan: tempat tidur kosong"),
    Doubt.BEDS_OLD: Label("Bed count is old: ask", "Jumlah tempat tidur data lama: tanyakan"),
}


TO_ASK: dict[Doubt, Label] = {  # what follows "Ask first:"; all but an entry not verified lately
    Doubt.SEX: Label("which sex they take", "jenis kelamin yang dilayani"),
    Doubt.AGE: Label("the age limits", "batas usia"),
    Doubt.NATIONALITY: Label("which nationality they take", "kewarganegaraan yang dilayani"),
    Doubt.AREA: Label("the area served", "wilayah layanan"),
    Doubt.LANGUAGE: Label("language, interpreter", "bahasa, penerjemah"),
    Doubt.ACCESS: Label("access for a disability", "akses disabilitas"),
    Doubt.BEDS_UNKNOWN: Label("number of beds", "jumlah tempat tidur"),
    Doubt.BEDS_OLD: Label("number of beds (old data)", "jumlah tempat tidur (data lama)"),
}


def choices(table: Mapping[C, Label], language: str) -> list[tuple[str, str]]:
    """Return (code, word) pairs for a select, in the order of the table."""
    return [(code.value, label.in_language(language)) for code, label in table.items()]


def service_label(code: str, language: str) -> str:
    """Return the words for a service code; the code itself where it is unknown."""
    label = SERVICE.get(code)  # type: ignore[call-overload]  # a StrEnum key equals its text
    return label.in_language(language) if label else code
