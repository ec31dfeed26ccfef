# %% name="mesures-code"
mesures = pd.DataFrame({'solution': ['regle', 'logistique', 'sobre', 'arbre', 'foret', 'boosting', 'prestataire'], 'precision': [0.3, 0.315, 0.2775, 0.285, 0.3025, 0.305, 0.1975], 'rappel': [0.31413612565445026, 0.3298429319371728, 0.2905759162303665, 0.29842931937172773, 0.31675392670157065, 0.3193717277486911, 0.20680628272251309], 'rappel_limites': [0.4112903225806452, 0.5564516129032258, 0.3870967741935484, 0.3870967741935484, 0.5725806451612904, 0.5161290322580645, 0.2661290322580645], 'rappel_autres': [0.26744186046511625, 0.22093023255813954, 0.2441860465116279, 0.2558139534883721, 0.1937984496124031, 0.2248062015503876, 0.17829457364341086]})

# %% name="echecs-code"
echecs = {'regle': [], 'logistique': [], 'sobre': [], 'arbre': [], 'foret': ['explication'], 'boosting': [], 'prestataire': ['explication', 'accessibilite', 'utilite']}

# %% name="sensibilite-code"
notes = {'arbre': 0.23917194861875696, 'boosting': 0.38949206349206345, 'logistique': 0.8090006447453255, 'regle': 0.6376996336996337, 'sobre': 0.4242746615087041}
premieres = {'direction': 'regle', 'medecin': 'logistique', 'association': 'logistique'}
parts = {'arbre': 0.0, 'boosting': 0.0, 'logistique': 0.5665, 'regle': 0.362, 'sobre': 0.0715}
bascules = {'rappel': None, 'rappel_limites': None, 'rgaa': None, 'cout_3ans': 0.4, 'champs_sante': 0.25, 'kwh_an': 0.74}
