"""The board in a real browser: start it on a free port, open Debian's Chromium on it. For tests and screenshots."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_SECONDS_TO_START = 150
_STILL = """() => new Promise(done => {
    let last = performance.now();
    const first = last, watch = new MutationObserver(() => { last = performance.now(); });
    watch.observe(document.documentElement, {subtree: true, childList: true, attributes: true, characterData: true});
    const asking = setInterval(() => {
        const app = document.querySelector('[data-testid=stApp]'), now = performance.now();
        const idle = !app || app.dataset.testScriptState === 'notRunning';
        if ((idle && now - last > 350) || now - first > 20000) { clearInterval(asking); watch.disconnect(); done(); }
    }, 50);
})"""


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_up(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the board stopped at start with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"the board did not answer within {_SECONDS_TO_START} s")


@contextmanager
def serve(data: Path, port: int = 0, **settings: str) -> Iterator[str]:
    """Run the board on this data folder and give its address; it stops with the block. port 0 = a free one."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    environment: Mapping[str, str] = {**os.environ, "BOARD_DATA": str(data), **settings}
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        url = f"http://localhost:{port}"
        _wait_until_up(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless and silent."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


def settled(page: Page) -> Page:
    """Wait until the page has drawn: the app is there, no run goes on, no skeleton is left, charts are in."""
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=150_000)
    page.wait_for_selector("[data-testid='stHeading'], .st-key-meeting h1", timeout=150_000)
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')", timeout=150_000)
    still(page)
    return page


def still(page: Page) -> None:
    """Wait until nothing on the page has changed for a moment and no run goes on; a few seconds at the most."""
    page.evaluate(_STILL)


def told(faults: Sequence[str]) -> int:
    """Print what went wrong, a line each; the exit code: 0 for nothing, else 1."""
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0
