"""From a submission to a Report. The verdict is made here, in a process that the learner's code never shared."""
