# %% name="calibration-code"
calibration = {}
for nom in ("logit", "boosting"):
    p = valid[f"p_{nom}"]
    groupes = pd.DataFrame({"reel": reel, "p": p}).groupby(pd.cut(p, [0, 0.2, 0.4, 0.6, 0.8, 1]), observed=True).mean()
    calibration[f"biais_{nom}"] = p.mean() - reel.mean()
    calibration[f"brier_{nom}"] = (((p >= 0.5).astype(int) - reel) ** 2).mean()
    calibration[f"ecart_{nom}"] = (groupes["p"] - groupes["reel"]).abs().mean()
calibration["mieux_calibre"] = max(("logit", "boosting"), key=lambda nom: discrimination[f"auc_{nom}"])
