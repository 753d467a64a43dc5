"""The items of the interview as their source words them: code, type, English, Indonesian.

The order is that of the screen and of the paper. Structure after the IOM screening form (UNODC
Toolkit to Combat Trafficking in Persons, tool 6.6); the wording is a proposal of this project.
"""

from __future__ import annotations

WORDINGS: tuple[tuple[str, str, str, str], ...] = (
    (
        "A01",
        "T/1",
        "Interview place, language, interpreter, interviewer, others present",
        "Tempat, bahasa, penerjemah, pewawancara, pihak hadir",
    ),
    (
        "A02",
        "1",
        "How the person came to you (self, family, police, hotline, embassy, outreach, MRC)",
        "Cara masuk / perujuk",
    ),
    (
        "A03",
        "1/D",
        "Sex, date(s) of birth each with source, or looks: child / adult / in doubt; "
        "nationality, home district",
        "Jenis kelamin, tgl lahir per sumber, kewarganegaraan, kab/kota asal",
    ),
    (
        "A04",
        "#",
        "Age when recruited; age when exploited",
        "Usia saat direkrut; saat dieksploitasi",
    ),
    (
        "A05",
        "6×1",
        "Disability (Washington Group Short Set, outreach.md)",
        "Disabilitas",
    ),
    (
        "B01",
        "N",
        "How did contact with the recruiter begin? (place of business, school, work, online "
        "network, online ad, TV, newspaper, family, friends, other)",
        "Awal kontak dengan perekrut",
    ),
    (
        "B02",
        "N",
        "Who recruited? (stranger, kin, friend, neighbour, broker/sponsor, P3MI staff, "
        "official, employer)",
        "Siapa perekrut",
    ),
    (
        "B03",
        "YN?",
        "Entered by force or kidnapping? Sold?",
        "Diculik / dijual",
    ),
    (
        "B04",
        "T/$/N",
        "What was promised: job, place, employer, wage, hours, housing, visa, schooling, marriage",
        "Janji kerja, tempat, majikan, upah, jam, tempat tinggal, visa, sekolah, nikah",
    ),
    (
        "B05",
        "YN?",
        "What was signed; language; copy kept?",
        "Kontrak: ditandatangani, dipahami, punya salinan",
    ),
    (
        "B06",
        "$/T",
        "Paid anything? How much, to whom, receipt?",
        "Biaya dibayar",
    ),
    (
        "B07",
        "$/#/T",
        "Debt at departure; lender; interest; pledge",
        "Utang saat berangkat",
    ),
    (
        "B08",
        "N",
        "Documents: own, false, borrowed, changed age or name",
        "Dokumen asli/palsu/diubah",
    ),
    (
        "B09",
        "1",
        "Registered procedure (SISKOP2MI/e-PMI), visa type used",
        "Prosedural? visa",
    ),
    (
        "C01",
        "list",
        "Route: places, dates, border points, transport",
        "Rute",
    ),
    (
        "C02",
        "YN?",
        'Held or guarded before departure (shelter/"penampungan")',
        "Ditampung / dijaga",
    ),
    (
        "C03",
        "1",
        "Who held the passport on the way",
        "Pemegang paspor",
    ),
    (
        "D01",
        "1/T",
        "Work actually done; sector (ISIC section); place; employer",
        "Pekerjaan nyata; sektor; tempat",
    ),
    (
        "D02",
        "1 (same/partly/different)",
        "Same as promised?",
        "Sesuai janji?",
    ),
    (
        "D03",
        "#",
        "Hours a day, days a week, rest day",
        "Jam/hari, hari/minggu, libur",
    ),
    (
        "D04",
        "$/#",
        "Wage promised vs received; months unpaid; deductions",
        "Upah dijanjikan/diterima; bulan tak dibayar; potongan",
    ),
    (
        "D05",
        "1",
        "Who held identity papers; could they be had on request",
        "Penahanan dokumen",
    ),
    (
        "D06",
        "1",
        "Free to leave the house, site or boat alone",
        "Bebas keluar",
    ),
    (
        "D07",
        "1",
        "Phone and family contact",
        "Kontak keluarga/telepon",
    ),
    (
        "D08",
        "N",
        "Violence: physical, sexual, psychological (no detail forced)",
        "Kekerasan",
    ),
    (
        "D09",
        "N",
        "Threats: self, family, police, deportation, magic/oath, release of images",
        "Ancaman",
    ),
    (
        "D10",
        "N",
        "Living conditions: food, sleep, water, privacy, medical care",
        "Kondisi hidup",
    ),
    (
        "D11",
        "N",
        "Made to do: sex with clients or on camera, crime, scams, drugs, begging, marriage, "
        "giving an organ, acting against peers, lying. For a child ask only whether it "
        "happened, never whether forced",
        "Dipaksa/disuruh melakukan",
    ),
    (
        "D12",
        "1/T",
        "Could the person have left? What would happen?",
        "Bisa berhenti? akibat?",
    ),
    (
        "D13",
        "1",
        "How did it end? (escape, rescue, paid off, released, raid)",
        "Cara keluar",
    ),
    (
        "D14",
        "#",
        "Duration (months)",
        "Lama (bulan)",
    ),
    (
        "D15",
        "N",
        "Working conditions: machine, height, chemicals, sea or heat without protection; "
        "night work; no breaks; work while ill",
        "Kondisi & bahaya kerja",
    ),
    (
        "D16",
        "N",
        "Kept or not: contract terms, social security, sick and rest leave, school for a child",
        "Hak kerja: kontrak, jaminan sosial, cuti, sekolah",
    ),
    (
        "E01",
        "1",
        "Intended exploitation if stopped before it began",
        "Maksud eksploitasi bila dicegah",
    ),
    (
        "F01",
        "N",
        "Interviewer's note: consistency, corroboration, other sources",
        "Catatan, bukti pendukung",
    ),
    (
        "F02",
        "N",
        "Wish of the person: help, home, police, silence",
        "Keinginan penyintas",
    ),
)
