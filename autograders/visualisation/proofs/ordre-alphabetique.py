# %% name="classement-code"
fig_classement = sns.barplot(candidats.sort_values("pays"), x="intensite", y="pays", color="#0072b2")
fig_classement.set_xlabel("Intensité carbone (gCO₂e/kWh)")
