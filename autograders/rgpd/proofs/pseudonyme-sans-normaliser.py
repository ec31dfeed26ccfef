# %% name="pseudonymisation-code"
import hmac


def pseudonymiser(nir, cle):
    return hmac.new(cle.encode(), nir.encode(), "sha256").hexdigest()
