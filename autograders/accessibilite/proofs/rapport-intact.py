# %% name="rapport-code"
def reparer(page, contenu):
    return page
