# %% name="audit-code"
class Comptable(HTMLParser):
    """Tient une image décorative (alt vide) pour un défaut, et ne regarde que la présence d’un th."""

    def __init__(self):
        super().__init__()
        self.n, self.niveau, self.dit, self.ouvert, self.th, self.legende, self.langue, self.titre = {}, 0, "", "", 0, "", "", ""

    def compte(self, code):
        self.n[code] = self.n.get(code, 0) + 1

    def handle_starttag(self, balise, attributs):
        a = dict(attributs)
        if balise == "html":
            self.langue = (a.get("lang") or "").strip()
        if balise in ("h1", "h2", "h3", "h4", "h5", "h6"):
            if int(balise[1]) - self.niveau > 1:
                self.compte("titres")
            self.niveau = int(balise[1])
        if balise == "img":
            alt = " ".join((a.get("alt") or "").lower().split())
            if not a.get("alt"):
                self.compte("image")
            if alt in MOTS_CREUX or alt.endswith(EXTENSIONS):
                self.compte("alternative")
            if self.ouvert == "a":
                self.dit += alt
        if balise == "table":
            self.th, self.legende = 0, ""
        if balise == "th":
            self.th += 1
        if balise in ("a", "title", "caption"):
            self.ouvert, self.dit = balise, ""
        s = dict(x.replace(" ", "").split(":") for x in (a.get("style") or "").split(";") if x.strip())
        if "color" in s and "background-color" in s and not lisible(
            s["color"], s["background-color"], float(s.get("font-size", "16px")[:-2]), s.get("font-weight") in ("bold", "700")
        ):
            self.compte("contraste")

    def handle_data(self, texte):
        self.dit += texte

    def handle_endtag(self, balise):
        dit = " ".join(self.dit.lower().split())
        if balise == "title":
            self.titre = dit
        elif balise == "caption":
            self.legende = dit
        elif balise == "a" and (not dit or dit in LIENS_VAGUES):
            self.compte("lien")
        elif balise == "table":
            if not self.legende:
                self.compte("legende")
            if not self.th:
                self.compte("entetes")
        if balise == self.ouvert:
            self.ouvert = ""


def auditer(page):
    c = Comptable()
    c.feed(page)
    return c.n | ({} if c.langue else {"langue": 1}) | ({} if c.titre else {"titre": 1})
