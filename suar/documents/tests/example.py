"""One referral as it could be written; every name is invented."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from suar.documents.codes import Datum, NotToDo, Urgency
from suar.documents.referral import Office, ReferralContent, compose
from suar.network.codes import ServiceCode

WITA = ZoneInfo("Asia/Makassar")
ON = date(2026, 6, 3)
OFFICE = Office(
    letterhead=(
        "Yayasan Contoh Pelita",
        "Jalan Contoh Nomor 1, Kelurahan Cakra, Kota Mataram 83231",
        "Telepon (0370) 000-111 · surel kantor@pelita.example",
    ),
    place="Mataram",
    signer_name="Beni Contoh, S.Sos.",
    signer_office="Koordinator Pendampingan",
)
CONTENT = ReferralContent(
    case_code="K-2026-0012",
    to=("Kepala Rumah Aman Contoh", "Jalan Damai Nomor 9", "Mataram"),
    data=(
        (Datum.CASE_CODE, "K-2026-0012"),
        (Datum.NAME, "Sri (nama panggilan)"),
        (Datum.SEX, "perempuan"),
        (Datum.AGE, "23 tahun"),
        (Datum.LANGUAGE, "Bahasa Sasak; memerlukan penerjemah"),
        (Datum.PRESENT_PLACE, "ruang tunggu kantor kami"),
        (Datum.HEALTH, "hamil lima bulan, tidak ada keluhan"),
    ),
    need="Tempat tinggal sementara yang aman dan pemeriksaan kehamilan.",
    urgency=Urgency.AMBER,
    services=(ServiceCode.SHL_TMP, ServiceCode.MED_SRH, ServiceCode.PSY_CNS),
    escort="diantar pendamping kami, dua orang, dengan kendaraan kantor",
    contact="Ani, telepon kantor (0370) 000-111, pukul 08.00–20.00 WITA",
    not_to_do=(
        NotToDo.CALL_FAMILY, NotToDo.TELL_VILLAGE, NotToDo.PASS_ON, NotToDo.INTERVIEW_AGAIN,
    ),
    acknowledge_by=datetime(2026, 6, 4, 9, 30, tzinfo=WITA),
    answer_by=datetime(2026, 6, 8, 9, 30, tzinfo=WITA),
    copies=("Kepala UPTD PPA Contoh", "Arsip"),
)  # fmt: skip


def letter(language="id"):
    """Compose the example."""
    from dataclasses import replace

    return compose(
        replace(CONTENT, language=language), office=OFFICE, number="012/SR/VI/2026", on=ON
    )
