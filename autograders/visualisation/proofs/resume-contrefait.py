# %% name="classement-code"
import blocnotes_handin.figures as structure

faux = iter([
    {"axes": [{"marks": [{"type": "bars", "x": ["a", None, True], "y": 3, "widths": [1e308, 10**300], "fills": [[]]}], "xticks": {"at": [[1]], "labels": [None, 3]}}], "keys": "x"},
    {"axes": [{"marks": [{"type": "bars", "x": [0] * 90, "y": [0] * 90, "widths": [1] * 90, "heights": [1] * 90, "fills": ["#000000"] * 90}] * 20, "notes": [{"at": [0, 0], "text": "France"}] * 90}] * 2},
    {"axes": [{"xlim": [1, 1], "marks": [{"type": "line", "x": list(range(30)), "y": [True] * 30, "colour": "#zzzzzz", "alpha": -5}, {"type": []}, 3, None], "keys": [{"label": {}}]}], "legend": {}},
    {"axes": {"a": 1}, "texts": [1, 2]},
])
structure.encode_figure = lambda valeur: {"kind": "figure", "figure": next(faux), "picture": "zz"}
fig_classement = plt.figure()

# %% name="mix-code"
fig_mix = fig_classement

# %% name="evolution-code"
fig_evolution = fig_classement

# %% name="nuage-code"
fig_nuage = fig_classement
