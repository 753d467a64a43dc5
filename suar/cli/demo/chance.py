"""Seeded chance: who she is and how far her case has come."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from suar.cli.demo import stories
from suar.cli.demo.stories import Story
from suar.kit.dates import PartialDate
from suar.people.codes import Sex

# How far a case goes: each step contains the ones before it. Weights add up to the demo's picture.
DEPTHS = {
    "reported": 4, "no_case": 3, "opened": 5, "agreed": 6, "interviewed": 8, "decided": 8,
    "drafted": 2, "sent": 6, "accepted": 6, "declined": 2, "served": 5, "followed": 8, "closed": 9,
}  # fmt: skip
RANK = {name: number for number, name in enumerate(DEPTHS)}
# How many times its pace a case has taken when it comes to its depth: an office that works does not
# leave it there for weeks, so each begins so long ago that its last step is a few days old.
TAKEN = {
    "reported": 0.0, "no_case": 0.0, "opened": 0.0, "agreed": 0.5, "interviewed": 1.5,
    "decided": 3.0, "drafted": 4.0, "sent": 4.0, "accepted": 4.0, "declined": 4.0, "served": 5.0,
    "followed": 7.0, "closed": 10.0,
}  # fmt: skip
FRESH = {
    "reported",
    "no_case",
    "opened",
    "agreed",
    "drafted",
    "sent",
}  # waiting for hours, not days


@dataclass(frozen=True, slots=True)
class Fate:
    """One invented person and the way of her case."""

    number: int
    story: Story
    name: str
    sex: Sex
    age: int
    born: PartialDate
    home: tuple[str, str, str]
    country: str
    text: str
    phone: str
    code_word: str
    depth: str
    begins: datetime
    pace: float  # days between steps
    seed: int

    @property
    def child(self) -> bool:
        """Say whether she is under 18."""
        return self.age < 18

    def reaches(self, step: str) -> bool:
        """Say whether her case has come to a step."""
        return RANK[self.depth] >= RANK[step]


def fates(count: int, *, seed: int, now: datetime, oldest: timedelta) -> list[Fate]:
    """Draw the people of the demo: the same for the same seed, count and moment."""
    draw = random.Random(seed)  # noqa: S311 - a demo, no secret
    return [_fate(number, draw, now, oldest) for number in range(count)]


def _fate(number: int, draw: random.Random, now: datetime, oldest: timedelta) -> Fate:
    story = stories.STORIES[number % len(stories.STORIES)]
    sex = story.sex or draw.choice([Sex.FEMALE, Sex.MALE])
    age = draw.randint(*story.ages)
    home = draw.choice(stories.HOMES)
    depth = draw.choices(list(DEPTHS), weights=list(DEPTHS.values()))[0]
    if depth == "no_case" and story.urgent:
        depth = "opened"  # nobody in danger is left with advice alone
    if depth == "closed" and number % 5 == 4:
        depth = "followed"  # Beni's own cases: nobody approves what they asked for themselves
    pace = draw.uniform(1.5, 9.0)
    rest = draw.uniform(0.05, 0.7) if depth in FRESH else draw.uniform(0.5, 4.0)
    days = min(pace * TAKEN[depth] + rest, oldest.days - 1.0)
    return Fate(
        number=number,
        story=story,
        name=_name(sex, draw),
        sex=sex,
        age=age,
        born=_born(age, now.date(), draw),
        home=home,
        country=draw.choice(story.countries),
        text=draw.choice(story.texts).format(place=home[2], month=draw.choice(stories.MONTHS)),
        phone=f"08{draw.randint(10, 99)}-0000-{draw.randint(1000, 9999)}",
        code_word=draw.choice(stories.CODE_WORDS),
        depth=depth,
        begins=now - timedelta(days=days),
        pace=pace,
        seed=draw.randrange(2**31),
    )


def _name(sex: Sex, draw: random.Random) -> str:
    female = sex is Sex.FEMALE
    first = draw.choice(stories.FEMALE_NAMES if female else stories.MALE_NAMES)
    second = draw.choice(stories.SECOND_NAMES if female else stories.SECOND_NAMES_MALE)
    return f"{first} {second}".strip()


def _born(age: int, today: date, draw: random.Random) -> PartialDate:
    """Return a birth date of that age; some know only the year, or year and month."""
    day = today - timedelta(days=age * 366 + draw.randint(10, 300))
    known = draw.random()
    if known < 0.2:
        return PartialDate(day.year)
    if known < 0.4:
        return PartialDate(day.year, day.month)
    return PartialDate(day.year, day.month, day.day)
