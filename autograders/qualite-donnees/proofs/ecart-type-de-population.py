# %% name="effet-code"
utilise = livraison_2["credit_utilise"]
traitements = {
    "complets": livraison_2.dropna()["credit_utilise"],
    "presents": utilise.dropna(),
    "zero": utilise.fillna(0),
    "moyenne": utilise.fillna(utilise.mean()),
}
effet = pd.DataFrame([
    {
        "traitement": nom,
        "effectif": len(valeurs),
        "moyenne": valeurs.mean(),
        "ecart_type": valeurs.std(ddof=0),
        "part_conjointe": conjointe[valeurs.index].mean(),
    }
    for nom, valeurs in traitements.items()
])
retrouves = rappels.loc[rappels["colonne"] == "credit_utilise", "valeur"]
part_absente = utilise.isna().mean()
moyenne_redressee = (1 - part_absente) * utilise.mean() + part_absente * retrouves.mean()
