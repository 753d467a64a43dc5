"""What happened in the demo: kinds of stories and the words in which they are told. All invented.

The texts are in Indonesian, as a caseworker would write them; ``{place}`` and ``{month}`` are
filled by chance, so that no two cases read alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from suar.cases.identification.codes import Act, Means, Phase, Purpose
from suar.cases.triage.codes import Item
from suar.intake.codes import Channel, Relation, Where
from suar.network.codes import ServiceCode
from suar.people.codes import MustNot, Sex

R, J, E = Phase.RECRUITMENT, Phase.JOURNEY, Phase.EXPLOITATION


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of story."""

    key: str
    sex: Sex | None  # None: either
    ages: tuple[int, int]
    where: Where
    countries: tuple[str, ...]  # ISO 3166-1; of the exploitation
    channel: Channel
    relation: Relation | None  # None: the person speaks herself
    texts: tuple[str, ...]
    interview: str
    need: str
    service: ServiceCode
    acts: tuple[Act, ...] = ()
    means: tuple[tuple[Means, Phase], ...] = ()
    purposes: tuple[Purpose, ...] = ()
    urgent: tuple[Item, ...] = ()
    must_not_know: tuple[MustNot, ...] = ()


STORIES: tuple[Story, ...] = (
    Story(
        "domestic", Sex.FEMALE, (21, 43), Where.ABROAD, ("SA", "MY", "SG", "AE"), Channel.WHATSAPP,
        Relation.SIBLING,
        (
            "Adik saya bekerja sebagai PRT sejak {month}. Paspor dipegang majikan, gaji baru "
            "dibayar dua kali. Ia hanya bisa mengirim pesan diam-diam pada malam hari.",
            "Kakak pelapor berangkat lewat sponsor dari {place}. Janji gajinya tidak sesuai, HP "
            "disita, tidur di dapur, dan tidak boleh keluar rumah.",
        ),
        "Direkrut sponsor, dijanjikan jaga lansia, ternyata bekerja di tiga rumah. Paspor dan HP "
        "ditahan. Tidak digaji tujuh bulan.",
        "Tempat tinggal sementara dan pendampingan setelah pulang",
        ServiceCode.SHL_TMP, (Act.RECRUIT, Act.SEND, Act.RECEIVE),
        ((Means.DECEIVE, R), (Means.CONFINE, E), (Means.DEBT, R)), (Purpose.FL,),
        (Item.CONFINED,), (MustNot.RECRUITER, MustNot.EMPLOYER),
    ),
    Story(
        "vessel", Sex.MALE, (19, 38), Where.AT_SEA, ("TW", "CN", "FJ"), Channel.PHONE,
        Relation.SPOUSE,
        (
            "Suami berangkat sebagai ABK pada {month}. Sudah lama tidak ada kabar; teman "
            "sekapalnya bilang ada yang sakit dan tidak boleh turun.",
            "ABK dari {place} bekerja 18 jam sehari, air minum terbatas, gaji dipotong untuk biaya "
            "berangkat yang tidak pernah dijelaskan.",
        ),
        "Buku pelaut ditahan kapten. Kerja 16–20 jam. Gaji tidak dibayar sejak bulan ketiga.",
        "Konseling dan bantuan menagih gaji",
        ServiceCode.PSY_CNS, (Act.RECRUIT, Act.TRANSPORT, Act.HARBOUR),
        ((Means.DECEIVE, R), (Means.PAYCTRL, E), (Means.THREAT, E)), (Purpose.FL,),
        (Item.MEDICAL,), (MustNot.AGENCY,),
    ),
    Story(
        "scam", None, (19, 32), Where.ABROAD, ("KH", "MM", "LA"), Channel.SOCIAL_MEDIA, None,
        (
            "Saya dari {place}, ditawari kerja layanan pelanggan. Sampai di sini disuruh menipu "
            "orang lewat internet. Yang tidak capai target dipukul dan didenda.",
            "Saya minta tolong. Kami dua belas orang dikurung sejak {month}. Kalau mau pulang "
            "disuruh bayar tebusan.",
        ),
        "Ditawari lewat media sosial. Dipaksa menipu daring, dikurung, dipukul bila tidak capai "
        "target, diminta tebusan.",
        "Konseling trauma setelah pulang",
        ServiceCode.PSY_CNS, (Act.RECRUIT, Act.TRANSPORT, Act.TRANSFER),
        ((Means.DECEIVE, R), (Means.FORCE, E), (Means.CONFINE, E)), (Purpose.CRIME, Purpose.FL),
        (Item.DANGER_NOW, Item.CONFINED), (MustNot.RECRUITER, MustNot.PARENT),
    ),
    Story(
        "plantation", None, (20, 45), Where.ABROAD, ("MY",), Channel.FIELD, Relation.FELLOW_WORKER,
        (
            "Ditemui di pelabuhan setelah dipulangkan. Bekerja di kebun sawit tanpa permit, upah "
            "dipotong untuk mandor.",
            "Berangkat lewat jalur {place} pada {month} bersama keluarga. Anak tidak sekolah, gaji "
            "dibayar dengan kupon warung.",
        ),
        "Masuk tanpa dokumen lewat calo. Utang ke mandor tidak pernah lunas.",
        "Pemeriksaan kesehatan dan pengurusan dokumen",
        ServiceCode.MED_GEN, (Act.RECRUIT, Act.TRANSPORT),
        ((Means.DEBT, E), (Means.VULN, R)), (Purpose.FL,), (Item.HUNGER,),
    ),
    Story(
        "nightlife", Sex.FEMALE, (19, 28), Where.INDONESIA, ("ID",), Channel.VISIT, None,
        (
            "Datang sendiri. Dijanjikan kerja di kafe pada {month}, ternyata dipaksa melayani "
            "tamu. Berhasil pergi dengan menumpang truk.",
            "Datang bersama teman. Utang baju dan kamar terus bertambah; tidak boleh pulang ke "
            "{place} sebelum lunas.",
        ),
        "Dijanjikan pramusaji. Dipaksa melayani tamu, diancam foto disebar, diikat utang.",
        "Tempat aman malam ini dan pemeriksaan kesehatan",
        ServiceCode.SHL_EMG, (Act.RECRUIT, Act.HARBOUR, Act.RECEIVE),
        ((Means.DECEIVE, R), (Means.DEBT, E), (Means.THREAT, E)), (Purpose.SEX,),
        (Item.NO_SAFE_PLACE,), (MustNot.OTHER_FAMILY, MustNot.VILLAGE_OFFICIAL),
    ),
    Story(
        "child", Sex.FEMALE, (13, 16), Where.INDONESIA, ("ID",), Channel.OTHER_OFFICE,
        Relation.ORGANISATION,
        (
            "Rujukan lisan dari guru di {place}: siswi berhenti sekolah sejak {month}, bekerja di "
            "kota lewat seorang tetangga.",
            "Petugas desa melaporkan anak yang dititipkan kepada kenalan untuk bekerja, tidak "
            "pernah pulang, dan tidak bisa dihubungi.",
        ),
        "Dibawa tetangga dengan janji disekolahkan. Bekerja sejak subuh sampai malam, tidak "
        "digaji.",
        "Pengasuhan sementara dan kembali bersekolah",
        ServiceCode.CHD_CARE, (Act.RECRUIT, Act.TRANSPORT, Act.RECEIVE),
        (), (Purpose.FL,), (Item.CHILD_ALONE,), (MustNot.NEIGHBOUR,),
    ),
    Story(
        "fees", None, (20, 35), Where.INDONESIA, ("ID",), Channel.PHONE, None,
        (
            "Sudah membayar banyak untuk kerja di luar negeri, tetapi sejak {month} tidak jadi "
            "berangkat. Uang tidak kembali, ijazah ditahan.",
            "Calon PMI dari {place} di penampungan, tidak boleh pulang sebelum mengganti biaya.",
        ),
        "Ditahan di penampungan tiga minggu, diminta mengganti biaya. Belum berangkat.",
        "Pendampingan hukum dan pengembalian dokumen",
        ServiceCode.PSY_CNS, (Act.RECRUIT, Act.HARBOUR), ((Means.DEBT, R),), (), (),
        (MustNot.AGENCY,),
    ),
    Story(
        "wages", None, (22, 50), Where.ABROAD, ("HK", "TW", "KR"), Channel.EMAIL, None,
        (
            "Kontrak selesai pada {month}, gaji dua bulan terakhir belum dibayar agensi.",
            "Bekerja sesuai kontrak, tetapi lembur tidak pernah dihitung. Ingin menagih sebelum "
            "pulang ke {place}.",
        ),
        "Bekerja sesuai kontrak, bebas keluar, dokumen dipegang sendiri. Gaji akhir belum dibayar.",
        "Bantuan menagih gaji",
        ServiceCode.PSY_CNS,
    ),
)  # fmt: skip

FEMALE_NAMES = (
    "Sulastri", "Maimunah", "Wahyuni", "Rohana", "Baiq Hartini", "Nurhasanah", "Yuliana",
    "Fransiska",
    "Siti Aminah", "Endang", "Maria Bano", "Rusmini", "Halimah", "Kartika", "Dewi Ningrum",
    "Melani", "Inaq Sahnip", "Ni Luh Sari", "Tuti Marlina", "Yosefina",
)  # fmt: skip
MALE_NAMES = (
    "Suparman", "Ahmad Rifai", "Lalu Mandra", "Yohanes", "Abdul Gani", "Herman", "Made Artha",
    "Rusdi", "Agus Setia", "Petrus Nahak", "Muhammad Ilham", "Sahnan", "Darmawan", "Ridwan",
    "Amaq Dirun", "Yanto",
)  # fmt: skip
SECOND_NAMES = (
    "",
    "",
    "",
    "Handayani",
    "Permata",
    "Wulandari",
    "Zubaidah",
    "Kusuma",
    "Rahayu",
    "Mulyani",
)
SECOND_NAMES_MALE = ("", "", "", "Hidayat", "Santoso", "Pratama", "Wirawan", "Kurniawan")
HOMES = (
    ("52", "5203", "Sakra"), ("52", "5202", "Janapria"), ("52", "5203", "Suralaga"),
    ("52", "5271", "Ampenan"), ("52", "5202", "Pujut"), ("53", "5302", "Amanuban"),
    ("53", "5371", "Oebobo"), ("35", "3510", "Muncar"), ("32", "3212", "Juntinyuat"),
)  # fmt: skip
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober",
)  # fmt: skip
CODE_WORDS = ("melati putih", "kopi tubruk", "jalan gunung", "pasar minggu", "layang-layang")
NOTES = (
    "Menelepon pada jam aman. Kondisi stabil, ingin bertemu minggu depan.",
    "Kunjungan ke rumah bibinya. Sudah mulai tidur nyenyak. Belum mau bicara soal laporan polisi.",
    "Koordinasi transportasi. Meminta tidak dijemput di depan rumah.",
    "Membawa surat keterangan dari puskesmas, salinan disimpan.",
    "Bercerita soal sponsor lain dari desa yang sama. Dicatat terpisah dengan persetujuannya.",
)
REASONS = (
    "Unsur proses, cara, dan tujuan tampak dari keterangan sendiri dan foto dokumen.",
    "Keterangan konsisten dalam dua sesi; bukti transfer biaya disimpan.",
    "Usulan sesuai dengan keterangan; perlu asesmen lanjutan.",
)
