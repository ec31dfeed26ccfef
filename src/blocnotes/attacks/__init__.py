"""A dozen hostile notebooks, tried on the machine where hand-ins are graded: `blocnotes doctor --attack`.

Each is run by the road's own steps, in the sandbox that a hand-in gets, beside honest work. They are bounded
in time, memory and disk by that same sandbox: where it cannot be had, nothing is run.
"""

from blocnotes.attacks.running import Finding, run_attacks

__all__ = ["Finding", "run_attacks"]
