# %% name="doubler-code"
def doubler(nombres):
    raise ValueError("non")
