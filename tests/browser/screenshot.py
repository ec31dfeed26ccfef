"""Draw the picture of the README again, from the sample cohort: `python tests/browser/screenshot.py`."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))


def main():
    from playwright.sync_api import sync_playwright

    from browser.pages import report_page
    from conftest import CHROMIUM

    target = ROOT / "docs" / "images" / "report.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM))
        page = chromium.new_page(viewport={"width": 1200, "height": 900}, color_scheme="light")
        page.set_content(report_page())
        page.screenshot(path=target)
        chromium.close()
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
