"""A real browser before a real Hub: it comes from another site, keeps cookies back as browsers do, and runs our scripts."""

import pytest

from lti.double import launch_address

CLASSROOM = "/services/blocnotes/"
ASK = """async (withToken) => {
  const headers = { Accept: "application/json" };
  if (withToken) headers["X-XSRFToken"] = document.querySelector("[name=_xsrf]").value;
  const answer = await fetch("verification/avancement", { headers, redirect: "manual" });
  return [answer.type, answer.headers.get("Content-Type")];
}"""


@pytest.fixture
def page(chromium):
    context = chromium.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


def arrive(page, machine, platform, subject):
    page.goto(launch_address(platform, subject))
    page.wait_for_url(f"{machine.url}{CLASSROOM}")
    return page.inner_text("[role=banner] .who")


def test_a_browser_that_somebody_left_is_the_next_one_s(page, machine, platform):
    loaded = []
    page.on("response", lambda answer: loaded.append((answer.url.split("/")[-1].split("?")[0], answer.status)))
    assert arrive(page, machine, platform, "31") == "bnt-ana"
    page.wait_for_load_state("networkidle")
    assert [status for name, status in loaded if name == "shell.js"] == [200]
    kept = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert not {name for name in kept if name.startswith("lti13") or name == "blocnotes-arrivee"}
    assert {cookie["sameSite"] for cookie in kept.values()} == {"Lax"}
    assert arrive(page, machine, platform, "32") == "bnt-bob"
    page.go_back()
    page.goto(f"{machine.url}{CLASSROOM}blocs")
    assert page.inner_text("[role=banner] .who") == "bnt-bob"


def test_a_script_asks_with_the_page_s_token_and_not_without(page, machine, platform):
    arrive(page, machine, platform, "31")
    page.goto(f"{machine.url}{CLASSROOM}epreuves/essai/remettre")
    assert page.evaluate(ASK, False)[0] == "opaqueredirect"
    kind, media = page.evaluate(ASK, True)
    assert (kind, media.split(";")[0]) == ("basic", "application/json")


def test_who_is_refused_reads_why(page, machine, platform, axe):
    page.goto(launch_address(platform, "36"))
    page.wait_for_url(f"{machine.url}/hub/lti13/oauth_callback")
    assert page.inner_text("h1") == "Connexion refusée"
    assert "faites-vous inscrire" in page.inner_text("main")
    page.evaluate(axe)
    assert page.evaluate("axe.run().then(found => found.violations.map(each => each.id))") == []
