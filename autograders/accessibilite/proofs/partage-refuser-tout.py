# %% name="partage-code"
def lien(section, expire, cle):
    message = f"{section}\n{expire}".encode()
    return f"/partage/{section}?expire={expire}&signature=" + hmac.new(cle.encode(), message, "sha256").hexdigest()


def decider(methode, cible, jeton, contexte):
    return 403
