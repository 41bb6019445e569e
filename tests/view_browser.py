"""A page in a real browser, as the tests of the view see it."""

import json
import shutil
import time
from collections.abc import Callable
from typing import Any

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)
DRIVER = shutil.which("chromedriver")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1280,800",
)
HOOK = "window.alerts = []; window.alert = (text) => window.alerts.push(text);"

Open = Callable[..., "Tab"]


class Tab:
    """One page in the browser, with what it asked for and complained of."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver = driver
        driver.get("about:blank")
        driver.get_log("performance")
        driver.get_log("browser")
        driver.get(address)
        self.wait("return Boolean(window.kg)")

    def __call__(self, script: str, *values: Any) -> Any:
        return self.driver.execute_script(script, *values)

    def wait(self, script: str, seconds: float = 10) -> Any:
        until = time.monotonic() + seconds
        while not (found := self(script)) and time.monotonic() < until:
            self.pause()
        assert found, script
        return found

    def pause(self) -> None:
        time.sleep(0.02)

    def text(self, name: str) -> str:
        return str(self("return document.getElementById(arguments[0]).innerText", name))

    def press(self, key: str) -> None:
        event = "new KeyboardEvent('keydown', {key: arguments[0], bubbles: true})"
        self(f"document.body.dispatchEvent({event})", key)

    def tick(self, words: str) -> None:
        """Click the box in the left panel that is labelled so."""
        found = "[...document.querySelectorAll('#filters .check')].find((one) => "
        self(f"{found}one.innerText.includes(arguments[0])).control.click()", words)

    def click(self, words: str, within: str) -> None:
        """Click the first button there that says so."""
        found = "document.querySelectorAll(`${arguments[1]} button`)].find((one) => "
        self(
            f"[...{found}one.textContent.includes(arguments[0])).click()", words, within
        )

    def pointer_on(self, key: str) -> Any:
        """Start a chain of actions with the pointer on the mark of an entity."""
        from selenium.webdriver import ActionChains

        at = self("return kg.at(arguments[0])", key)
        box = self.driver.find_element("id", "picture")
        half = box.size["width"] / 2, box.size["height"] / 2
        chain = ActionChains(self.driver, duration=0)
        return chain.move_to_element_with_offset(
            box, at["x"] - half[0], at["y"] - half[1]
        )

    def screen(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        more = {"deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size | more)

    def media(self, kind: str = "", **features: str) -> None:
        wanted = [
            {"name": name.replace("_", "-"), "value": value}
            for name, value in features.items()
        ]
        given = {"media": kind, "features": wanted}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", given)

    def requests(self) -> list[str]:
        log = self.driver.get_log("performance")
        events = [json.loads(entry["message"])["message"] for entry in log]
        sent = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in sent if not url.startswith(("file:", "data:"))]

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]
