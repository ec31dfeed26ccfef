# %% [markdown]
# # Un essai
#
# Une épreuve minuscule, pour les tests.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import random
tirage = random.Random(variante)
valeurs = [tirage.randint(1, 1000) for _ in range(20)]

# %% [markdown]
# ## Moyenne

# %% name="moyenne-code" role="solution"
### BEGIN SOLUTION
moyenne = sum(valeurs) / len(valeurs)
### END SOLUTION

# %% name="erreurs" role="reference"
mediane_a_la_place = sorted(valeurs)[10]
answer("mediane-a-la-place", mediane_a_la_place)

# %% name="moyenne" role="answer" points=3
answer("moyenne", decimals=2)

# %% [markdown]
# ## Doubler

# %% name="doubler-code" role="solution"
### BEGIN SOLUTION
def doubler(nombres):
    return [2 * nombre for nombre in nombres]
### END SOLUTION

# %% name="doubler" role="answer" points=2
answer("doubler", calls=[[[1, 2]]])

# %% [markdown]
# ## Avis

# %% [markdown] name="avis" role="manual" points=2
# Que vaut une moyenne sur vingt valeurs ?
#
# ### BEGIN SOLUTION
# Peu de chose sans sa dispersion.
# ### END SOLUTION
