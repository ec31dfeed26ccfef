# %% name="cartes-code"
familles = {
    "page": "document", "agenda": "relationnel", "frequentation": "document", "fiche": "document", "delegation": "relationnel",
    "facture": "relationnel", "session": "clé-valeur", "formulaire": "document", "habilitation": "relationnel",
    "indicateurs": "analytique",
}
garanties = {
    "deux-ecrivains": "b", "lecteur-lmdb": "a", "memoire": "a", "atomicite": "c", "partition": "b", "acid-nosql": "d",
}

