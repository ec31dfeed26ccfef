# %% name="partage-code"
def lien(section, expire, cle):
    message = f"{section}\n{expire}".encode()
    return f"/partage/{section}?expire={expire}&signature=" + hmac.new(cle.encode(), message, "sha256").hexdigest()


def decider(methode, cible, jeton, contexte):
    """N’interdit que ce qui est accordé à d’autres : une section sans droit connu s’ouvre à tous."""
    u = urlsplit(cible)
    porte, _, nom = u.path[1:].partition("/")
    if porte not in ("section", "partage") or nom not in contexte["sections"]:
        return 404
    if methode not in (("GET", "PUT") if porte == "section" else ("GET",)):
        return 405
    if porte == "section":
        if jeton is not None and jeton not in contexte["sessions"]:
            return 401
        role, action = contexte["sessions"].get(jeton, "public"), "lire" if methode == "GET" else "écrire"
        roles = {r for r, n, a in contexte["droits"] if n == nom and a == action}
        return 200 if role in roles or not roles or role == "direction" else (403 if jeton else 401)
    q = parse_qs(u.query)
    if any(len(q.get(k, [])) != 1 for k in ("expire", "signature")):
        return 403
    vraie = lien(nom, q["expire"][0], contexte["cle"]).rpartition("=")[2].encode()
    if not hmac.compare_digest(vraie, q["signature"][0].encode()):
        return 403
    return 200 if int(q["expire"][0]) > contexte["maintenant"] else 410
