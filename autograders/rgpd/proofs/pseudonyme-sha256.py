# %% name="pseudonymisation-code"
def pseudonymiser(nir, cle):
    return hashlib.sha256("".join(nir.split()).upper().encode()).hexdigest()
