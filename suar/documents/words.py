"""Words of letters in both languages: a letter speaks its receiver's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from suar.documents.codes import Classification, Datum, LetterCode, NotToDo, Urgency
from suar.network.labels import Label

LETTERS: Mapping[LetterCode, Label] = {
    LetterCode.L_REF: Label("Referral letter", "Surat rujukan"),
    LetterCode.L_COMP: Label("Letter of complaint", "Surat pengaduan"),
    LetterCode.L_CHRON: Label("Chronology of the case", "Kronologi kasus"),
    LetterCode.L_POA: Label("Power of attorney", "Surat kuasa"),
    LetterCode.L_LPSK: Label("Request to LPSK", "Permohonan perlindungan LPSK"),
    LetterCode.L_REST: Label("Request for restitution", "Permohonan restitusi"),
    LetterCode.L_HAND: Label("Record of hand-over", "Berita acara serah terima"),
    LetterCode.L_REFUSE: Label("Statement of refusal", "Surat pernyataan menolak layanan"),
    LetterCode.L_AGREE: Label("Service agreement", "Naskah kesepakatan layanan"),
    LetterCode.L_CONS: Label("Consent sheet", "Lembar persetujuan"),
    LetterCode.L_VER: Label("Request for a medical report", "Surat permintaan keterangan medis"),
    LetterCode.L_RET: Label("Request for return", "Surat permohonan pemulangan"),
    LetterCode.L_CERT: Label("Certificate of accompaniment", "Surat keterangan pendampingan"),
}

CLASSIFICATIONS: Mapping[Classification, Label] = {
    Classification.SECRET: Label("Confidential", "Rahasia"),
    Classification.LIMITED: Label("Limited", "Terbatas"),
    Classification.ORDINARY: Label("Ordinary", "Biasa"),
}

URGENCIES: Mapping[Urgency, Label] = {
    Urgency.RED: Label("RED: help is needed now", "MERAH: perlu pertolongan sekarang juga"),
    Urgency.AMBER: Label("AMBER: urgent", "KUNING: mendesak"),
    Urgency.GREEN: Label("GREEN: not urgent", "HIJAU: tidak mendesak"),
    Urgency.NOT_ASKED: Label(
        "not fully asked yet: please treat as AMBER",
        "belum ditanya seluruhnya: mohon diperlakukan sebagai KUNING",
    ),
}

DATA: Mapping[Datum, Label] = {
    Datum.NAME: Label("Name", "Nama"),
    Datum.CASE_CODE: Label("Our case code", "Kode kasus kami"),
    Datum.SEX: Label("Sex", "Jenis kelamin"),
    Datum.AGE: Label("Age", "Usia"),
    Datum.BIRTH_DATE: Label("Date of birth", "Tanggal lahir"),
    Datum.NATIONALITY: Label("Nationality", "Kewarganegaraan"),
    Datum.LANGUAGE: Label("Language, interpreter", "Bahasa, penerjemah"),
    Datum.ORIGIN: Label("Place of origin", "Daerah asal"),
    Datum.PRESENT_PLACE: Label("Now at", "Keberadaan saat ini"),
    Datum.DOCUMENTS: Label("Documents held", "Dokumen yang dipegang"),
    Datum.SAFE_CONTACT: Label("Safe way of contact", "Cara menghubungi yang aman"),
    Datum.HEALTH: Label("Health", "Kesehatan"),
    Datum.DISABILITY: Label("Disability, aid needed", "Disabilitas, bantuan yang diperlukan"),
    Datum.CHILDREN: Label("Children along", "Anak yang ikut serta"),
    Datum.SITUATION: Label("Situation in short", "Gambaran singkat keadaan"),
    Datum.ASSISTANCE_SO_FAR: Label("Help given so far", "Bantuan yang sudah diberikan"),
}

NOT_TO_DO: Mapping[NotToDo, Label] = {
    NotToDo.CALL_FAMILY: Label(
        "Do not call or write to the family.", "Jangan menghubungi keluarga."
    ),
    NotToDo.VISIT_HOME: Label(
        "Do not visit the home or the home village.", "Jangan mendatangi rumah atau desa asal."
    ),
    NotToDo.TELL_POLICE: Label(
        "Do not report to the police or the military without the person's own wish.",
        "Jangan melapor ke polisi atau TNI tanpa kehendak yang bersangkutan.",
    ),
    NotToDo.TELL_VILLAGE: Label(
        "Do not tell village or neighbourhood officials.",
        "Jangan memberi tahu aparat desa, RT, atau RW.",
    ),
    NotToDo.TELL_AGENCY: Label(
        "Do not contact the placement agency, the recruiter or the employer.",
        "Jangan menghubungi P3MI, perekrut, atau majikan.",
    ),
    NotToDo.TELL_EMBASSY: Label(
        "Do not tell the embassy.", "Jangan memberi tahu kedutaan atau perwakilan."
    ),
    NotToDo.PHOTOGRAPH: Label("Take no photo or recording.", "Jangan mengambil foto atau rekaman."),
    NotToDo.PASS_ON: Label(
        "Do not pass this letter or its content on to others.",
        "Jangan meneruskan surat ini atau isinya kepada pihak lain.",
    ),
    NotToDo.INTERVIEW_AGAIN: Label(
        "Do not ask for the whole story again; ask us for what is missing.",
        "Jangan meminta cerita diulang dari awal; tanyakan kekurangannya kepada kami.",
    ),
}

HEADS: Mapping[str, Label] = {
    "number": Label("Number", "Nomor"),
    "classification": Label("Classification", "Sifat"),
    "attachments": Label("Enclosures", "Lampiran"),
    "subject": Label("Subject", "Perihal"),
    "to": Label("To", "Kepada Yth."),
    "copies": Label("Copies to", "Tembusan"),
    "page": Label("Page", "Halaman"),
    "secret": Label("CONFIDENTIAL", "RAHASIA"),
    "signature": Label("Signature and stamp", "Tanda tangan dan cap"),
}

REFERRAL: Mapping[str, Label] = {
    "subject": Label("Referral for services, case {code}", "Rujukan layanan, kasus {code}"),
    "salutation": Label("Dear Sir or Madam,", "Dengan hormat,"),
    "opening": Label(
        "We accompany the person named below and ask for your help with the services listed.",
        "Dengan ini kami merujuk orang yang kami dampingi dan memohon bantuan Bapak/Ibu untuk "
        "memberikan layanan yang disebutkan di bawah.",
    ),
    "by_consent": Label(
        "The person has agreed to this referral and to the passing on of exactly these data.",
        "Rujukan ini beserta data yang tercantum disampaikan atas persetujuan yang bersangkutan.",
    ),
    "by_ground": Label(
        "The person could not be asked yet; these data are passed on for the sake of protection, "
        "on a legal ground that is recorded with us.",
        "Persetujuan yang bersangkutan belum dapat diminta; data ini disampaikan demi pelindungan "
        "yang bersangkutan atas dasar hukum yang tercatat pada kami.",
    ),
    "data": Label("Data of the person referred", "Data orang yang dirujuk"),
    "need": Label("Need and urgency", "Kebutuhan dan tingkat kedaruratan"),
    "need_row": Label("Need", "Kebutuhan"),
    "urgency_row": Label("Urgency", "Kedaruratan"),
    "services": Label("Services asked for", "Layanan yang dimohonkan"),
    "way": Label("Coming and contact", "Pengantaran dan narahubung"),
    "hand_over_on": Label("Agreed day of hand-over", "Hari serah terima yang disepakati"),
    "escort": Label("Escort", "Pendamping perjalanan"),
    "contact": Label("Contact at our office", "Narahubung kami"),
    "contact_at": Label("{contact}, telephone {phone}", "{contact}, telepon {phone}"),
    "acknowledge_by": Label("Please confirm arrival by", "Batas waktu konfirmasi"),
    "answer_by": Label("Please accept or decline by", "Batas waktu jawaban"),
    "not_to_do": Label(
        "For the person's safety, please do not", "Demi keselamatan yang bersangkutan, mohon"
    ),
    "not_asked": Label(
        "The person was not asked yet who must not know: tell nobody before you have spoken with "
        "us.",
        "Belum ditanyakan siapa yang tidak boleh tahu: jangan memberi tahu siapa pun sebelum "
        "berbicara dengan kami.",
    ),
    "closing": Label(
        "Please keep this letter under lock. The person may stop this referral at any time; we "
        "then tell you without giving reasons. Thank you for your help.",
        "Mohon surat ini disimpan di tempat terkunci. Yang bersangkutan dapat menghentikan rujukan "
        "ini kapan saja; kami akan memberi tahu tanpa menyebut alasan. Atas bantuan dan kerja sama "
        "Bapak/Ibu, kami ucapkan terima kasih.",
    ),
    "no_attachments": Label("–", "–"),
    "attachments": Label("{n} sheet(s)", "{n} lembar"),
    "slip_title": Label("Answer slip", "Lembar jawaban rujukan"),
    "slip_intro": Label(
        "For letter no. {number}, case {code}. Please write no name on this sheet.",
        "Untuk surat nomor {number}, kasus {code}. Mohon tidak menuliskan nama orang yang dirujuk.",
    ),
    "slip_back": Label("Please return to: {contact}", "Mohon dikembalikan kepada: {contact}"),
}

SLIP_CHOICES: tuple[Label, ...] = (
    Label("has arrived, answer follows", "sudah sampai, jawaban menyusul"),
    Label("accepted, service starts on: ……………………", "disetujui, layanan mulai tanggal: ……………………"),
    Label("declined, because:", "ditolak, karena:"),
)
SLIP_REASONS: tuple[Label, ...] = (
    Label("no capacity", "kapasitas penuh"),
    Label("outside our mandate", "di luar kewenangan kami"),
    Label("limit of sex or age", "batasan jenis kelamin atau usia"),
    Label("outside our area", "di luar wilayah layanan"),
    Label("data incomplete", "data belum lengkap"),
    Label("safety", "pertimbangan keamanan"),
    Label("the person declined", "yang bersangkutan tidak bersedia"),
)
SLIP_LINES: tuple[Label, ...] = (
    Label("Focal point", "Narahubung"),
    Label("Office", "Jabatan"),
    Label("Telephone", "Telepon"),
    Label("Date", "Tanggal"),
)

_MONTHS_ID = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_in_words(day: date, language: str) -> str:
    """Return "3 Juni 2026" or "3 June 2026"."""
    months = _MONTHS_ID if language.startswith("id") else _MONTHS_EN
    return f"{day.day} {months[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime, language: str) -> str:
    """Return "3 Juni 2026, 14.20 WITA" in the moment's own zone: who reads may live in another."""
    shape = "%H.%M" if language.startswith("id") else "%H:%M"
    return f"{date_in_words(moment.date(), language)}, {moment.strftime(shape)} {moment.tzname()}"
