# %% name="pseudonymisation-code"
def pseudonymiser(nir, cle):
    propre = "".join(nir.split()).upper().ljust(32).encode()
    return bytes(a ^ b for a, b in zip(propre, bytes.fromhex(cle))).hex()
