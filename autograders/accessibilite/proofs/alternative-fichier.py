# %% name="alternative-code"
def alternative(sujet, serie):
    return f"{sujet} : de {fr(serie[0][1])} ({serie[0][0]}) à {fr(serie[-1][1])} ({serie[-1][0]})"
