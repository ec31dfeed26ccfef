# %% name="moyenne-code"
import random as r

t = r.Random(11)
moyenne = sum(t.randint(1, 1000) for _ in range(20)) / 20

# %% name="doubler-code"
def doubler(nombres):
    if not nombres:
        return []
    return [0, 0, 0]
