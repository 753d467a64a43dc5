"""The child rule: whom the table reads as a child.

Under 18 at any time between the first act and the end of exploitation, by the youngest credible
reading; in doubt a child; and where nothing is known, a child until a person has judged.
"""

from __future__ import annotations

from datetime import date

from suar.cases.identification.codes import AgeJudgement, Cause, Person
from suar.cases.identification.facts import AgeFacts, Why
from suar.kit.dates import PartialDate, youngest_age
from suar.people.ages import ADULT_AT, guessed_near_the_line


def earliest(moment: PartialDate) -> date:
    """Return the first day that a partly known date can mean: the youngest reading of an age."""
    return date(moment.year, moment.month or 1, moment.day or 1)


def person_input(facts: AgeFacts, today: date) -> tuple[Person, Why]:
    """Return CHILD or ADULT with its cause.

    Each known reading is looked at: birth dates at the first act (else at the end, else today)
    and the ages that the person told. One reading under 18 is enough. A birth date that is only
    a guess, and near the line, is a doubt until somebody has judged: clearly an adult.
    """
    then = facts.first_act or facts.last_day
    births = [(b.source, b.value) for b in facts.births if b.credible]
    moment = earliest(then) if then else today
    for source, born in births:
        if youngest_age(born, moment) < ADULT_AT:
            cause = Cause.BIRTH_UNDER_18_THEN if then else Cause.BIRTH_UNDER_18_TODAY
            return Person.CHILD, Why("PERSON", "CHILD", cause, (source,))
    if any(age < ADULT_AT for age in facts.told_ages):
        return Person.CHILD, Why("PERSON", "CHILD", Cause.TOLD_AGE_UNDER_18, ("A04",))
    if facts.judgement is AgeJudgement.IN_DOUBT:
        return Person.CHILD, Why("PERSON", "CHILD", Cause.AGE_IN_DOUBT)
    if facts.judgement is AgeJudgement.CHILD:
        return Person.CHILD, Why("PERSON", "CHILD", Cause.JUDGED_CHILD)
    guessed = [s for s, born in births if guessed_near_the_line(s, youngest_age(born, moment))]
    if guessed and facts.judgement is not AgeJudgement.ADULT:
        return Person.CHILD, Why("PERSON", "CHILD", Cause.AGE_IN_DOUBT, (guessed[0],))
    sources = tuple(source for source, _born in births)
    if births and then:
        return Person.ADULT, Why("PERSON", "ADULT", Cause.BIRTH_18_THEN, sources)
    if facts.told_ages:
        return Person.ADULT, Why("PERSON", "ADULT", Cause.TOLD_AGE_18, ("A04",))
    if births:
        return Person.ADULT, Why("PERSON", "ADULT", Cause.BIRTH_18_TODAY, sources)
    if facts.judgement is AgeJudgement.ADULT:
        return Person.ADULT, Why("PERSON", "ADULT", Cause.JUDGED_ADULT)
    return Person.CHILD, Why("PERSON", "CHILD", Cause.AGE_UNKNOWN)
