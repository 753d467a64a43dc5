"""What the report and the figures say, in plain words, in both languages."""

from collections.abc import Mapping

from suar.measure.prevalence.codes import Assumption, Caution, Fault, Method
from suar.measure.prevalence.speech import Both

TITLE = Both("How many there are in all: an estimate", "Berapa jumlah seluruhnya: sebuah perkiraan")
ANSWER = Both("The estimate", "Perkiraan")
TOTAL = Both(
    "About {total} persons in all. {seen} of them are on the lists; about {dark} are on none.",
    "Seluruhnya sekitar {total} orang. {seen} orang di antaranya tercatat dalam daftar; sekitar"
    " {dark} orang tidak tercatat di daftar mana pun.",
)
RANGE = Both(
    "Range: from about {low} to about {high}.",
    "Rentang: dari sekitar {low} sampai sekitar {high}.",
)
COVERS = Both(
    "The range is made so that it would hold the true number in {level} of 100 such studies if"
    " everything listed under “What it rests on” were true. It holds the choice of the model, but"
    " not errors of the lists themselves.",
    "Rentang ini dibuat agar memuat jumlah sebenarnya dalam {level} dari 100 kajian serupa, jika"
    " semua yang tertulis pada “Anggapan dan batasnya” benar. Pilihan model sudah diperhitungkan,"
    " tetapi kesalahan pada daftarnya sendiri belum.",
)
BELIEVES = Both(
    "By this model the true number lies in the range with a probability of {level} %, if everything"
    " listed under “What it rests on” is true. Errors of the lists themselves are not in it.",
    "Menurut model ini, jumlah sebenarnya berada dalam rentang itu dengan peluang {level} %, jika"
    " semua yang tertulis pada “Anggapan dan batasnya” benar. Kesalahan pada daftarnya sendiri"
    " belum diperhitungkan.",
)
NO_RANGE = Both("No range was computed.", "Rentangnya tidak dihitung.")
CONTRAST = Both(
    "If the model were known beforehand, the range would be {low} to {high}. It is not known: these"
    " limits are too narrow and stand here for contrast only.",
    "Seandainya modelnya sudah pasti, rentangnya {low} sampai {high}. Modelnya tidak pasti: batas"
    " itu terlalu sempit dan hanya ditampilkan sebagai pembanding.",
)
WITHHELD = Both(
    "No number is given. The methods differ by {ratio} times; beyond 3 times none of them may stand"
    " for all. {seen} persons are on the lists.",
    "Tidak ada angka yang diberikan. Hasil metode berbeda hingga {ratio} kali lipat; jika"
    " lebih dari 3 kali lipat, tidak satu pun boleh mewakili yang lain. {seen} orang"
    " tercatat dalam daftar.",
)
FORCED = Both(
    "This number is shown although the methods differ by {ratio} times. The reason given: {reason}",
    "Angka ini tetap ditampilkan walaupun hasil metode berbeda hingga {ratio} kali lipat. Alasan"
    " yang diberikan: {reason}",
)
LIMITS = Both("What it rests on, and its limits", "Anggapan dan batasnya")
CAUTIONS = Both("What to be careful about", "Yang perlu diwaspadai")
DETAIL = Both("in detail, in English", "rincian, dalam bahasa Inggris")
PICTURES = Both("Pictures", "Gambar")
OTHERWISE = Both("What the number would be otherwise", "Angkanya jika dihitung secara lain")
NOT_LOOKED = Both(
    "Whether the number would hold was not looked into.", "Ketahanan angka ini tidak diperiksa."
)
ORIGIN = Both("Where it comes from", "Asal-usulnya")
MADE_BY = Both(
    "Method: {method}. Lists: {lists}. Definitions {version}, seed {seed}. Fingerprint of the"
    " data (SHA-256): {sha}.",
    "Metode: {method}. Daftar: {lists}. Definisi {version}, benih acak {seed}. Sidik jari data"
    " (SHA-256): {sha}.",
)
WAY = Both("how", "cara")
PERSONS = Both("persons in all", "jumlah orang")
NONE = Both("none", "tidak ada")

METHODS: Mapping[Method, Both] = {
    Method.AUTO: Both("chosen by the lists", "dipilih menurut daftar"),
    Method.STEPWISE: Both("pairs one by one (stepwise)", "pasangan satu per satu (stepwise)"),
    Method.BIC: Both("best model (BIC)", "model terbaik (BIC)"),
    Method.AVERAGE: Both("average of the models", "rata-rata semua model"),
    Method.FIXED: Both("a model that was named", "model yang ditetapkan"),
    Method.CHAPMAN: Both("two lists (Chapman)", "dua daftar (Chapman)"),
    Method.CHAO_LOWER: Both("lower bound (Chao)", "batas bawah (Chao)"),
    Method.DECOMPOSABLE: Both("average of the graphs (Bayes)", "rata-rata graf (Bayes)"),
    Method.LATENT_CLASS: Both(
        "unseen kinds (latent classes)", "kelompok tersembunyi (kelas laten)"
    ),
}
PARTS: Mapping[str, Both] = {
    "methods": Both("By another method", "Dengan metode lain"),
    "leave_one_list_out": Both("Without one of the lists", "Tanpa salah satu daftar"),
    "merged_pairs": Both("With two lists as one", "Dengan dua daftar digabung"),
    "thresholds": Both("Stepwise, by threshold", "Stepwise, menurut ambang"),
    "dependence": Both(
        "If all lists depended: times the unseen",
        "Jika semua daftar saling bergantung",
    ),
}
ASSUMED: Mapping[Assumption, Both] = {
    Assumption.UNTESTABLE: Both(
        "That all lists together do not depend on each other is assumed, and no data can test it."
        " If it is wrong, the number of the unseen may be several times smaller or larger.",
        "Dianggap bahwa semua daftar secara bersama-sama tidak saling bergantung, dan tidak"
        " ada data yang dapat mengujinya. Jika anggapan ini keliru, jumlah yang tidak"
        " tercatat bisa beberapa"
        " kali lebih kecil atau lebih besar.",
    ),
    Assumption.CLOSED: Both(
        "The population is taken as closed: in the period of the lists nobody comes or leaves.",
        "Populasi dianggap tertutup: selama masa pencatatan tidak ada yang masuk atau keluar.",
    ),
    Assumption.LINKAGE: Both(
        "The same person must have been recognised on every list. A missed link makes the number"
        " too high; two persons taken for one make it too low.",
        "Orang yang sama harus dikenali di semua daftar. Jika ada yang luput dicocokkan, angkanya"
        " terlalu tinggi; jika dua orang dianggap satu, angkanya terlalu rendah.",
    ),
    Assumption.REFERRAL: Both(
        "Where one list refers its people to another, the two depend on each other. If the model"
        " does not hold that pair, the number is too low.",
        "Jika satu lembaga merujuk orangnya ke lembaga lain, daftar keduanya saling bergantung."
        " Jika model tidak memuat pasangan itu, angkanya terlalu rendah.",
    ),
    Assumption.HETEROGENEITY: Both(
        "People of one group must be about as likely as each other to be listed. Where they are"
        " not, the number is mostly too low; whom no list can reach is in no number.",
        "Dalam satu kelompok, peluang setiap orang untuk tercatat harus kurang lebih sama. Jika"
        " tidak, angkanya kebanyakan terlalu rendah; mereka yang tidak terjangkau daftar mana pun"
        " tidak termasuk dalam angka ini.",
    ),
    Assumption.USE: Both(
        "Not for small areas; not for ranking places, organisations or persons; never for a"
        " decision about a single person.",
        "Bukan untuk wilayah kecil; bukan untuk menyusun peringkat daerah, lembaga, atau orang;"
        " tidak pernah untuk mengambil keputusan tentang seseorang.",
    ),
}
WARNED: Mapping[Caution, Both] = {
    Caution.EMPTY_LIST: Both(
        "A list holds no case and was left out.", "Satu daftar tidak memuat kasus dan dikeluarkan."
    ),
    Caution.TWO_LISTS: Both(
        "With two lists it cannot be seen whether they depend on each other.",
        "Dengan dua daftar, tidak dapat diketahui apakah keduanya saling bergantung.",
    ),
    Caution.LIST_CONTAINS_ALL: Both(
        "One list holds every case: the others say nothing of the unseen.",
        "Satu daftar memuat semua kasus: daftar lainnya tidak memberi tahu apa pun tentang yang"
        " tidak tercatat.",
    ),
    Caution.MLE_NOT_EXIST: Both(
        "Some models or resamples give no estimate and were left out.",
        "Sebagian model atau sampel ulang tidak memberi perkiraan dan dikeluarkan.",
    ),
    Caution.NOT_IDENTIFIABLE: Both(
        "Some models fit many different numbers and were left out.",
        "Sebagian model cocok dengan banyak angka yang berlainan dan dikeluarkan.",
    ),
    Caution.SPARSE: Both(
        "The lists share very few people: the number hangs on a handful.",
        "Sangat sedikit orang yang tercatat di lebih dari satu daftar: angkanya bergantung pada"
        " segelintir orang.",
    ),
    Caution.UNSTABLE: Both(
        "The number changes by more than two times with the method, or without one of the lists.",
        "Angkanya berubah lebih dari dua kali lipat jika metodenya diganti atau satu daftar"
        " dikeluarkan.",
    ),
    Caution.MULTIMODAL: Both(
        "Numbers far apart fit the data about equally well.",
        "Angka-angka yang berjauhan hampir sama cocoknya dengan data.",
    ),
    Caution.GRID_TRUNCATED: Both(
        "The largest numbers were cut off: the estimate would grow if more were looked at.",
        "Angka-angka terbesar terpotong: perkiraan akan naik jika batasnya dilebarkan.",
    ),
    Caution.INTERVAL_FALLBACK: Both(
        "The range was made in a simpler way, because the better one could not be had.",
        "Rentang dibuat dengan cara yang lebih sederhana karena cara yang lebih baik tidak dapat"
        " dipakai.",
    ),
    Caution.NEGATIVE_DEPENDENCE: Both(
        "Two lists share fewer people than would be expected: they avoid each other, or links were"
        " missed.",
        "Ada dua daftar yang memuat orang yang sama lebih sedikit daripada yang diperkirakan:"
        " keduanya saling menghindari, atau ada yang luput dicocokkan.",
    ),
}
NOTES: Mapping[str, Both] = {
    Fault.NO_OVERLAP: Both("none: no shared person", "tidak ada: tak ada orang yang sama"),
    Fault.MLE_NOT_EXIST: Both("none exists", "tidak ada hasil"),
    Fault.NOT_IDENTIFIABLE: Both("none: many numbers fit", "tidak ada: banyak angka cocok"),
    Fault.TOO_FEW_LISTS: Both("none: too few lists", "tidak ada: daftar terlalu sedikit"),
    Fault.DUPLICATE_LIST: Both("none: two lists are equal", "tidak ada: dua daftar sama"),
    Fault.NO_CASES: Both("none: no case is left", "tidak ada: tak ada kasus tersisa"),
    Fault.BAD_ARGUMENT: Both("not possible here", "tidak dapat dihitung di sini"),
}

MODELS_FIGURE = Both("Estimates by method and model", "Perkiraan menurut metode dan model")
BY_METHOD = Both("By method", "Menurut metode")
BY_MODEL = Both("The best models", "Model-model terbaik")
DRAWS_FIGURE = Both("How the estimate is spread", "Sebaran perkiraan")
RESAMPLED = Both(
    "{count} repetitions on data drawn anew", "{count} pengulangan dengan data yang diambil ulang"
)
POSTERIOR = Both("{count} draws by the model", "{count} nilai acak menurut model")
SENSITIVITY_FIGURE = Both(
    "What the number would be otherwise", "Angkanya jika dihitung secara lain"
)
ANOTHER = Both("another way", "cara lain")
SEEN = Both("on the lists: {seen}", "tercatat: {seen}")
AT = Both("estimate {total}", "perkiraan {total}")
LIMIT = Both("range {low} to {high}", "rentang {low}–{high}")
FROM_TO = Both("from {low} to {high}", "dari {low} sampai {high}")
