# %% name="moyenne-code"
import statistics

moyenne = round(statistics.fmean(valeurs), 2)

# %% name="doubler-code"
doubler = lambda nombres: tuple(map((2).__mul__, nombres))
