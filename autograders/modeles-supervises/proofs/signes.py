# %% name="coefficients-code"
z = StandardScaler().fit(appris[variables])
m = LinearRegression().fit(z.transform(appris[variables]), appris["resistance"])
coefficients = dict(zip(variables, m.coef_)) | {"eau_plus_10": abs(10 * m.coef_[3] / z.scale_[3])}

# %% name="importances-code"
def mae(x):
    return np.abs(foret.predict(x) - essai["resistance"]).mean()


base = mae(essai[variables])
importances = {v: np.mean([base - mae(essai[variables].assign(**{v: essai[v].to_numpy()[p]})) for p in permutations]) for v in variables}
