"""Words of the interview items, the six dimensions and the 67 indicators, in both languages.

Plain data, as exports and training sheets speak both. Items are worded by this project after the
structure of the IOM screening form; indicators after the ILO-EC operational indicators (2009).
"""

from __future__ import annotations

from collections.abc import Mapping

from suar.cases.identification.codes import Dimension
from suar.network.labels import Label

ITEM: Mapping[str, Label] = {
    "A01": Label(
        "Place, language, interpreter, who is present",
        "Tempat, bahasa, penerjemah, pihak yang hadir",
    ),
    "A02": Label("How the person came to us", "Cara masuk atau perujuk"),
    "A03": Label(
        "Sex, dates of birth by source, nationality, home district",
        "Jenis kelamin, tanggal lahir per sumber, kewarganegaraan, kabupaten/kota asal",
    ),
    "A04": Label(
        "Age when recruited and when exploited", "Usia saat direkrut dan saat dieksploitasi"
    ),
    "A05": Label("Disability", "Disabilitas"),
    "B01": Label("How contact with the recruiter began", "Awal kontak dengan perekrut"),
    "B02": Label("Who recruited", "Siapa perekrutnya"),
    "B03": Label("Entered by force or kidnapping; sold", "Diculik, dipaksa masuk, atau dijual"),
    "B04": Label("What was promised", "Apa yang dijanjikan"),
    "B05": Label(
        "What was signed, understood, kept as a copy",
        "Kontrak: ditandatangani, dipahami, punya salinan",
    ),
    "B06": Label(
        "What was paid, to whom, with a receipt", "Biaya dibayar, kepada siapa, ada kuitansi"
    ),
    "B07": Label("Debt at departure", "Utang saat berangkat"),
    "B08": Label(
        "Papers: own, false, borrowed, changed", "Dokumen asli, palsu, pinjaman, atau diubah"
    ),
    "B09": Label("Registered procedure and visa", "Prosedur resmi dan jenis visa"),
    "C01": Label("Route", "Rute perjalanan"),
    "C02": Label("Held or guarded before departure", "Ditampung atau dijaga sebelum berangkat"),
    "C03": Label("Who held the passport on the way", "Pemegang paspor selama perjalanan"),
    "D01": Label("Work actually done, sector, place", "Pekerjaan nyata, sektor, tempat"),
    "D02": Label("Same as promised", "Sesuai janji atau tidak"),
    "D03": Label("Hours, days, rest day", "Jam kerja, hari kerja, hari libur"),
    "D04": Label(
        "Wage promised and received, unpaid months, deductions",
        "Upah dijanjikan dan diterima, bulan tak dibayar, potongan",
    ),
    "D05": Label("Who held the identity papers", "Siapa yang menahan dokumen"),
    "D06": Label("Free to leave alone", "Bebas keluar sendiri"),
    "D07": Label("Telephone and contact with the family", "Telepon dan kontak keluarga"),
    "D08": Label("Violence (no detail asked)", "Kekerasan (tanpa menggali rincian)"),
    "D09": Label("Threats", "Ancaman"),
    "D10": Label("Living conditions", "Kondisi hidup"),
    "D11": Label("What the person was made to do", "Dipaksa atau disuruh melakukan apa"),
    "D12": Label(
        "Could the person have left, and what would happen",
        "Bisa berhenti atau tidak, dan akibatnya",
    ),
    "D13": Label("How it ended", "Cara keluar"),
    "D14": Label("How long it lasted", "Lamanya"),
    "D15": Label("Working conditions and dangers", "Kondisi dan bahaya kerja"),
    "D16": Label("Rights at work kept or not", "Hak kerja dipenuhi atau tidak"),
    "E01": Label(
        "Exploitation intended and stopped before it began", "Maksud eksploitasi yang dicegah"
    ),
    "F01": Label("Interviewer's note, other sources", "Catatan pewawancara, sumber lain"),
    "F02": Label("What the person wishes", "Keinginan penyintas"),
}
DIMENSION: Mapping[Dimension, Label] = {
    Dimension.DR: Label("Deceptive recruitment", "Perekrutan dengan penipuan"),
    Dimension.CR: Label("Coercive recruitment", "Perekrutan dengan paksaan"),
    Dimension.RV: Label(
        "Recruitment by abuse of vulnerability", "Perekrutan dengan menyalahgunakan kerentanan"
    ),
    Dimension.EX: Label("Exploitation", "Eksploitasi"),
    Dimension.CD: Label("Coercion at the place of work", "Paksaan di tempat tujuan"),
    Dimension.VD: Label(
        "Abuse of vulnerability at the place of work", "Penyalahgunaan kerentanan di tempat tujuan"
    ),
}
INDICATOR: Mapping[str, Label] = {
    "DR01": Label(
        "Deceived about the job, place or employer", "Ditipu soal jenis kerja, tempat, atau majikan"
    ),
    "DR02": Label("Deceived about wages", "Ditipu soal upah"),
    "DR03": Label("Deceived about working conditions", "Ditipu soal kondisi kerja"),
    "DR04": Label(
        "Deceived about what the contract says or its lawfulness",
        "Ditipu soal isi atau keabsahan kontrak",
    ),
    "DR05": Label("Deceived about housing and living conditions", "Ditipu soal tempat tinggal"),
    "DR06": Label("Deceived about papers or legal status", "Ditipu soal dokumen atau status hukum"),
    "DR07": Label(
        "Deceived about travel and recruitment terms",
        "Ditipu soal perjalanan atau syarat perekrutan",
    ),
    "DR08": Label("Deceived about joining the family", "Ditipu soal penyatuan keluarga"),
    "DR09": Label("Promise of marriage or adoption", "Janji nikah atau adopsi"),
    "DR10": Label("Deceived about access to education", "Ditipu soal pendidikan"),
    "CR01": Label("Violence on the person", "Kekerasan terhadap orang tersebut"),
    "CR02": Label("Threats of violence", "Ancaman kekerasan"),
    "CR03": Label(
        "Abduction, forced marriage or adoption, sale",
        "Penculikan, kawin atau adopsi paksa, dijual",
    ),
    "CR04": Label("Debt bondage", "Jeratan utang"),
    "CR05": Label("Papers taken away", "Penyitaan dokumen"),
    "CR06": Label("Isolation, confinement, surveillance", "Isolasi, penyekapan, pengawasan"),
    "CR07": Label("Threat to denounce to the authorities", "Ancaman dilaporkan ke aparat"),
    "CR08": Label(
        "Threat to tell family, community or public", "Ancaman dibuka ke keluarga atau umum"
    ),
    "CR09": Label(
        "Violence or threats against the family", "Kekerasan atau ancaman terhadap keluarga"
    ),
    "CR10": Label("Money withheld", "Penahanan uang"),
    "RV01": Label("A difficult family situation was used", "Keadaan keluarga sulit dimanfaatkan"),
    "RV02": Label("Irregular status was used", "Status tak berdokumen dimanfaatkan"),
    "RV03": Label(
        "Low education or language was used", "Keterbatasan pendidikan atau bahasa dimanfaatkan"
    ),
    "RV04": Label("Lack of information was used", "Kurangnya informasi dimanfaatkan"),
    "RV05": Label("Control by those who exploit", "Kendali terduga pelaku"),
    "RV06": Label("Economic reasons were used", "Alasan ekonomi dimanfaatkan"),
    "RV07": Label("False stories of successful migration", "Kisah sukses palsu"),
    "RV08": Label(
        "False information on law and authorities", "Informasi palsu soal hukum atau aparat"
    ),
    "RV09": Label("The family situation was used", "Situasi keluarga dimanfaatkan"),
    "RV10": Label("The personal situation was used", "Situasi pribadi dimanfaatkan"),
    "RV11": Label("Psychological or emotional dependency", "Ketergantungan emosional"),
    "RV12": Label(
        "Relation with authorities or legal status was used",
        "Hubungan dengan aparat atau status hukum dimanfaatkan",
    ),
    "RV13": Label("Difficulties in the past were used", "Kesulitan masa lalu dimanfaatkan"),
    "RV14": Label(
        "Difficulty to organise the travel was used", "Kesulitan mengurus perjalanan dimanfaatkan"
    ),
    "RV15": Label(
        "Cultural or religious beliefs were used", "Kepercayaan budaya atau agama dimanfaatkan"
    ),
    "RV16": Label(
        "Conflict or disaster at home was used", "Konflik atau bencana di daerah asal dimanfaatkan"
    ),
    "EX01": Label("Excessive days or hours", "Jam atau hari kerja berlebihan"),
    "EX02": Label("Low or no pay", "Upah rendah atau tidak dibayar"),
    "EX03": Label("Wage manipulation", "Manipulasi upah"),
    "EX04": Label("Bad living conditions", "Kondisi hidup buruk"),
    "EX05": Label("Very bad working conditions", "Kondisi kerja sangat buruk"),
    "EX06": Label("Hazardous work", "Pekerjaan berbahaya"),
    "EX07": Label("Labour law or contract not kept", "Pelanggaran hukum kerja atau kontrak"),
    "EX08": Label("No social protection", "Tanpa jaminan sosial"),
    "EX09": Label("No access to education", "Tanpa akses pendidikan"),
    "CD01": Label("Papers taken away", "Penyitaan dokumen"),
    "CD02": Label("Debt bondage", "Jeratan utang"),
    "CD03": Label("Isolation, confinement, surveillance", "Isolasi, penyekapan, pengawasan"),
    "CD04": Label("Violence on the person", "Kekerasan terhadap orang tersebut"),
    "CD05": Label("Threats of violence", "Ancaman kekerasan"),
    "CD06": Label("Forced into illicit or criminal acts", "Dipaksa berbuat kriminal"),
    "CD07": Label("Forced tasks or clients", "Tugas atau pelanggan yang dipaksakan"),
    "CD08": Label("Under strong influence", "Di bawah pengaruh kuat"),
    "CD09": Label("Forced to act against peers", "Dipaksa melawan sesama"),
    "CD10": Label(
        "Forced to lie to authorities or family", "Dipaksa berbohong kepada aparat atau keluarga"
    ),
    "CD11": Label("Threat of denunciation", "Ancaman dilaporkan"),
    "CD12": Label("Threat of worse conditions", "Ancaman kondisi lebih buruk"),
    "CD13": Label(
        "Violence or threats against the family", "Kekerasan atau ancaman terhadap keluarga"
    ),
    "CD14": Label("Wages withheld", "Penahanan upah"),
    "CD15": Label("Threat to tell family or public", "Ancaman dibuka ke keluarga atau umum"),
    "VD01": Label("Dependency on those who exploit", "Ketergantungan pada terduga pelaku"),
    "VD02": Label(
        "Difficulty to live in an unknown place was used",
        "Kesulitan hidup di tempat asing dimanfaatkan",
    ),
    "VD03": Label("Economic reasons were used", "Alasan ekonomi dimanfaatkan"),
    "VD04": Label("The family situation was used", "Situasi keluarga dimanfaatkan"),
    "VD05": Label(
        "Relation with authorities or legal status was used",
        "Hubungan dengan aparat atau status hukum dimanfaatkan",
    ),
    "VD06": Label("Difficulties in the past were used", "Kesulitan masa lalu dimanfaatkan"),
    "VD07": Label("Personal characteristics were used", "Ciri pribadi dimanfaatkan"),
}


def label_of(code: str) -> Label | None:
    """Return the words of an item, a dimension or an indicator; None for any other code."""
    if code in set(Dimension):
        return DIMENSION[Dimension(code)]
    return ITEM.get(code) or INDICATOR.get(code)
