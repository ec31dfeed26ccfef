# %% name="mix-code"
t = finalistes.set_index("pays").set_axis(["nucléaire", "renouvelable", "fossile"], axis=1)
fig_mix, panneaux = plt.subplots(1, 3)
for ax, famille in zip(panneaux, t):
    ax.barh(t.index, t[famille], color="#0072b2")
    ax.set(title=famille, xlabel="Production (TWh)")
