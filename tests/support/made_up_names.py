"""Made-up people: parts of Indonesian names put together by chance, and the errors people make.

The errors know nothing of the normaliser's tables: they are slips of fingers (a letter left out,
doubled, exchanged, turned round) and spellings that clerks use for one sound.
"""

from __future__ import annotations

import random
from collections.abc import Iterator


def _words(text: str) -> list[str]:
    return text.split()


FIRST_F = _words(
    "Siti Nur Sri Dewi Putri Ayu Rina Wati Yuni Lestari Ratna Indah Fitri Aisyah Aminah Khadijah "
    "Maryam Zulaikha Halimah Rohani Suryani Kartini Endang Ningsih Sumiati Sulastri Tuti Umi "
    "Wahyuni Yanti Zainab Nurul Mega Lina Eka Dwi Tri Ani Sari Rini Marlina Hartini Juminten "
    "Painem Sutinah Kasih Melati Bunga Intan Permata Nengah Kadek Komang Wayan Ketut Luh"
)
FIRST_M = _words(
    "Muhammad Ahmad Abdul Agus Budi Joko Slamet Bambang Hendra Eko Dwi Tri Rudi Dedi Asep Ujang "
    "Yusuf Ibrahim Ismail Ridwan Fauzan Hasan Husein Umar Usman Zainal Khairul Syahrul Taufik "
    "Rahmat Hidayat Iwan Wawan Gunawan Supriyadi Suparno Sutrisno Wahyudi Yanto Made Nyoman Gede "
    "Putu Lalu Baiq Petrus Yohanes Markus Simon Frans Anton Robert"
)
LAST = _words(
    "Rahmawati Susanti Handayani Wulandari Purnamasari Anggraini Maharani Kusuma Wijaya Santoso "
    "Setiawan Kurniawan Hidayat Saputra Pratama Nugroho Wibowo Prasetyo Hartono Suryadi Firmansyah "
    "Ramadhan Maulana Hakim Siregar Nasution Simanjuntak Sitompul Lubis Harahap Pangaribuan "
    "Ginting Sembiring Tarigan Daulay Batubara Tanjung Chaniago Piliang Koto Sikumbang Amsyah "
    "Darmawan Sudirman Hasibuan Marpaung Manurung Panjaitan Sinaga Samosir Mulyani Rohmah Khotimah "
    "Solihah Fadilah Azizah Latifah Jamilah Rosidah Masitoh Sundari Astuti Utami Rahayu "
    "Safitri Oktaviani Febrianti Apriliani Juliana Septiani Novitasari Desiana Kristiani Natalia "
    "Damayanti Cahyani Puspita Kencana Mahardika Sudana Suardana Artawan Widiana Sukarta Adnyana "
    "Yasa Arnawa Suwita Boleng Tukan Lamanepa Kleden Wungo Nahak Seran Bere Taek Mali Atambua "
    "Fernandez Pareira Tampubolon Hutagalung Situmorang Nainggolan Silalahi Rajagukguk "
    "Munthe Purba Saragih Damanik"
)
SYLLABLES = _words(
    "ba be bi bo bu ca ci cu da de di do du fa fi ga ge gi ha hi ja je ji jo ka ki ko ku la le li "
    "lo lu ma mi mu na ni no nu pa pi po pu ra re ri ro ru sa si so su ta te ti to tu wa wi ya yu"
)
ENDINGS = ("n", "r", "s", "t", "h", "ng", "wati", "yanto", "sih", "din", "man", "yah", "")
SAME_SOUND = (
    ("u", "oe"), ("c", "tj"), ("j", "dj"), ("y", "j"), ("f", "p"), ("v", "f"), ("z", "s"),
    ("kh", "ch"), ("sy", "sj"), ("ai", "ae"), ("i", "y"), ("d", "t"), ("h", ""), ("a", "ah"),
)  # fmt: skip
LETTERS = "abcdefghijklmnoprstuwyz"


def rare_part(chance: random.Random) -> str:
    """Return a part that nobody else has, as half of all real names have one."""
    body = "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3))))
    return (body + chance.choice(ENDINGS)).capitalize()


def name(chance: random.Random) -> str:
    """Return one name: a mononym, or two or three parts."""
    first = chance.choice(chance.choice((FIRST_F, FIRST_M)))
    last = chance.choice(LAST) if chance.random() < 0.5 else rare_part(chance)
    size = chance.choices((1, 2, 3), (20, 50, 30))[0]
    if size == 1:
        return rare_part(chance) if chance.random() < 0.7 else last
    if size == 2:
        return f"{first} {last}"
    return f"{first} {rare_part(chance)} {last}"


def people(seed: int) -> Iterator[tuple[str, int]]:
    """Yield (name, birth year) without end, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        yield name(chance), chance.randint(1955, 2012)


def misspelt(text: str, errors: int, chance: random.Random) -> str:
    """Return the name with one or two errors, never the same as it was."""
    found = text
    while found == text:
        found = text.lower()
        for _error in range(errors):
            found = _one_error(found, chance)
        found = " ".join(found.split())
        if found == text.lower():
            found = text
    return found


def _one_error(text: str, chance: random.Random) -> str:
    places = [i for i, letter in enumerate(text) if letter != " "]
    at = chance.choice(places)
    kind = chance.choice(("drop", "add", "change", "turn", "double", "sound", "sound"))
    if kind == "drop" and len(places) > 4:
        return text[:at] + text[at + 1 :]
    if kind == "add":
        return text[:at] + chance.choice(LETTERS) + text[at:]
    if kind == "change":
        return text[:at] + chance.choice(LETTERS) + text[at + 1 :]
    if kind == "turn" and at + 1 < len(text) and text[at + 1] != " ":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == "sound":
        fitting = [pair for pair in SAME_SOUND if pair[0] in text]
        if fitting:
            return text.replace(*chance.choice(fitting), 1)
    return text[:at] + text[at] + text[at:]
