# %% name="moyenne-code"
moyenne = sorted(valeurs)[10]
