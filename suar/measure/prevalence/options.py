"""What can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from suar.measure.prevalence.codes import Fault, Method
from suar.measure.prevalence.lattice import Floats
from suar.measure.prevalence.refusals import Refused

Progress = Callable[[int, int], None]  # done, in all
LEAST_SWEEPS = 100


@dataclass(frozen=True)
class Options:
    """How an estimate is made.

    ``max_order`` largest term of `bic` and `average`; ``model`` in brackets, for `fixed`;
    ``pthresh`` probability below which a pair enters `stepwise`; ``ntop`` models that compete in a
    resample, the best on the data; ``grid`` largest number of unseen for `decomposable`, None for
    19 n or more; ``chains`` of `latent_class`; ``nboot`` resamples, 0 for none; ``resamples`` (r,
    rows of the file) counts to use in place of random ones; ``level`` of intervals, a probability;
    ``seed`` of all draws; ``force`` the written reason to show a headline that would be withheld;
    ``sweeps`` of each chain, the first half not kept; ``told`` hears how far a sampler is, and may
    raise.
    Raises ``bad_argument``.
    """

    method: Method = Method.AUTO
    max_order: int = 2
    model: str | None = None
    pthresh: float = 0.02
    ntop: int = 100
    grid: int | None = None
    chains: int = 4
    nboot: int = 1000
    resamples: Floats | None = field(default=None, compare=False)
    level: float = 0.95
    seed: int = 1
    force: str | None = None
    sensitivity: bool = True
    sweeps: int = 20_000
    told: Progress | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if str(self.method) not in list(Method):
            raise Refused(Fault.BAD_ARGUMENT, "there is no such method")
        object.__setattr__(self, "method", Method(self.method))  # a plain word is taken too
        if self.resamples is not None:
            object.__setattr__(self, "resamples", np.asarray(self.resamples, dtype=float))
        rules = {
            "max-order must be at least 1": self.max_order >= 1,
            "pthresh lies between 0 and 1": 0 < self.pthresh < 1,
            "ntop must be at least 1": self.ntop >= 1,
            "grid must be at least 1": self.grid is None or self.grid >= 1,
            "chains must be at least 1": self.chains >= 1,
            f"sweeps must be at least {LEAST_SWEEPS}": self.sweeps >= LEAST_SWEEPS,
            "nboot must be at least 0": self.nboot >= 0,
            "level lies between 0 and 1": 0 < self.level < 1,
            "seed must be at least 0": self.seed >= 0,
            "force needs a reason in words": self.force is None or bool(self.force.strip()),
            "the method fixed needs a model": self.method != Method.FIXED or self.model is not None,
            "a model is for the method fixed": self.model is None
            or self.method in {Method.FIXED, Method.AUTO},
        }
        for sentence, holds in rules.items():
            if not holds:
                raise Refused(Fault.BAD_ARGUMENT, sentence)

    def method_for(self, lists: int) -> Method:
        """Return the method for a number of lists.

        `auto` is `fixed` where a model is given, `chapman` for two lists, `bic` to five and
        `stepwise` from six.
        """
        if self.method != Method.AUTO:
            return self.method
        if self.model is not None:
            return Method.FIXED
        if lists == 2:
            return Method.CHAPMAN
        return Method.BIC if lists <= 5 else Method.STEPWISE
