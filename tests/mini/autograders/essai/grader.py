from blocnotes.grading.graders import Case, Grader, Result, close, partial, right, wrong

grader = Grader()


@grader.check("moyenne")
def mean(case: Case) -> Result:
    if close(case.given["moyenne"], case.reference["moyenne"], decimals=2):
        return right()
    if close(case.given["moyenne"], case.reference["mediane-a-la-place"], decimals=2):
        return partial(1 / 3, "C’est la médiane.")
    return wrong("Ce n’est pas la moyenne de vos valeurs.")


@grader.challenge("doubler")
def lists(draw, case):
    return [[[draw.randint(0, 9) for _ in range(3)]] for _ in range(4)] + [[[]]]
