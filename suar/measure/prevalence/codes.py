"""The codes of prevalence: what is refused, what is warned of, which methods there are."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a table, an option or a model gives no number."""

    NO_OVERLAP = "no_overlap"
    TOO_FEW_LISTS = "too_few_lists"
    BAD_COUNT = "bad_count"
    MISSING_COUNT = "missing_count"
    BAD_INDICATOR = "bad_indicator"
    ALL_ZERO_ROW = "all_zero_row"
    NO_CASES = "no_cases"
    DUPLICATE_HISTORY = "duplicate_history"
    DUPLICATE_LIST = "duplicate_list"
    BAD_ARGUMENT = "bad_argument"
    MLE_NOT_EXIST = "mle_not_exist"
    NOT_IDENTIFIABLE = "not_identifiable"


class Caution(StrEnum):
    """What a reader must be told beside a number."""

    EMPTY_LIST = "empty_list"
    TWO_LISTS = "two_lists"
    LIST_CONTAINS_ALL = "list_contains_all"
    MLE_NOT_EXIST = "mle_not_exist"
    NOT_IDENTIFIABLE = "not_identifiable"
    SPARSE = "sparse"
    UNSTABLE = "unstable"
    MULTIMODAL = "multimodal"
    GRID_TRUNCATED = "grid_truncated"
    INTERVAL_FALLBACK = "interval_fallback"
    NEGATIVE_DEPENDENCE = "negative_dependence"


class Method(StrEnum):
    """How the unseen are estimated; `auto` chooses by the number of lists."""

    AUTO = "auto"
    STEPWISE = "stepwise"
    BIC = "bic"
    AVERAGE = "average"
    FIXED = "fixed"
    CHAPMAN = "chapman"
    CHAO_LOWER = "chao_lower"
    DECOMPOSABLE = "decomposable"
    LATENT_CLASS = "latent_class"


class Assumption(StrEnum):
    """What every estimate here rests on."""

    UNTESTABLE = "untestable"
    CLOSED = "closed_population"
    LINKAGE = "linkage_without_error"
    REFERRAL = "referral_between_lists"
    HETEROGENEITY = "unequal_chances"
    USE = "not_for_small_areas"
