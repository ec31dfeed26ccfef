"""Grade plain nbgrader courses in two kernels: unchanged tests on the trusted side, the learner's code elsewhere.

    sheet = survey(read_plain_sheet(...), settings, SplitRunner(warm))   # or split_sheet(sheet, settings): static
    grade(make_task(settings, sheet, submission), SplitRunner(warm))     # the road is unchanged
    review_plain(settings, sheets)                                       # which way each test cell goes

A test cell's names are bound to data of the learner's at that place of the notebook, and to functions that ask the
learner's kernel. What cannot be told from data stays in the learner's sandbox, as nbgrader has it, and its mark
says so.
"""

from blocnotes.grading.split.running import SplitRunner
from blocnotes.grading.split.survey import Routing, is_surveyed, review_plain, split_sheet, survey

__all__ = ["Routing", "SplitRunner", "is_surveyed", "review_plain", "split_sheet", "survey"]
