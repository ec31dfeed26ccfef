# %% name="classement-code"
tri = candidats.sort_values("intensite")
ax = tri.plot.bar(x="pays", y="intensite", color="#0072b2", legend=False, ylabel="gCO₂e/kWh")
ax.set_ylim(20, 700)
fig_classement = ax

# %% name="mix-code"
t = finalistes.set_index("pays").set_axis(["nucléaire", "renouvelable", "fossile"], axis=1)
t = 100 * t.div(t.sum(axis=1), axis=0)
fig_mix, panneaux = plt.subplots(1, 3)
for ax, famille in zip(panneaux, t):
    ax.barh(t.index, t[famille], color="#0072b2")
    ax.set(title=famille, xlabel="%", xlim=(1, 100))
