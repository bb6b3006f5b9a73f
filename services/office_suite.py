"""LibreOffice as a converter, where it is installed: a document → PDF → pictures of its pages, within a time limit."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from threading import Lock

from locales import _

_ONE_AT_A_TIME = Lock()  # a conversion takes a core and 200 MB; two at once only make both slow
_SECONDS = 120


class NotConverted(Exception):  # noqa: N818 - it is told to the reader, not a failure of ours
    """There is no PDF; the message says why in the language in use."""


def has_suite() -> bool:
    """Whether LibreOffice is installed on this machine."""
    return shutil.which("soffice") is not None


def pdf(content: bytes, extension: str, *, seconds: float = _SECONDS) -> bytes:
    """The document as PDF; raises NotConverted. extension: ``docx``, ``pptx`` or ``xlsx``."""
    suite = shutil.which("soffice")
    if suite is None:
        raise NotConverted(_("LibreOffice is not installed on this machine, so there is no PDF."))
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="board-paper-") as name:
        folder = Path(name)
        given = folder / f"paper.{extension}"
        given.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [suite, profile, "--headless", "--norestore", "--convert-to", "pdf"]
        _run([*command, "--outdir", name, str(given)], seconds)
        made = given.with_suffix(".pdf")
        if not made.exists():
            raise NotConverted(_("LibreOffice could not read the document."))
        return made.read_bytes()


def pictures(
    paper: bytes, *, width: int = 900, most: int = 30, seconds: float = _SECONDS
) -> tuple[bytes, ...]:
    """The first pages of a PDF as PNG, so many pixels wide; none where poppler is not installed."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        return ()
    with tempfile.TemporaryDirectory(prefix="board-pages-") as name:
        given = Path(name) / "paper.pdf"
        given.write_bytes(paper)
        size = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
        _run([tool, "-png", "-l", str(most), *size, str(given), str(given.with_suffix(""))], seconds)
        return tuple(file.read_bytes() for file in sorted(Path(name).glob("*.png")))


def _run(command: list[str], seconds: float) -> None:
    """Run to the end or to the time limit, with all that it started."""
    with subprocess.Popen(  # noqa: S603 - our own command, no words of a person in it
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as over:
            _stop(process)
            raise NotConverted(
                _("The conversion took longer than {seconds:.0f} seconds and was stopped.", seconds=seconds)
            ) from over


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Soffice is a script that starts the real program: end the whole group."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
