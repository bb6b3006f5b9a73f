"""Messages to group robots of 企业微信 (WeCom) and 钉钉 (DingTalk): built to their formats, sent when a person asks.

Formats: developer.work.weixin.qq.com/document/path/91770 and open.dingtalk.com, custom robots. Both answer
HTTP 200 with ``errcode`` 0 when they took the message; anything else is told to whoever pressed the button.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlencode, urlsplit

import httpx

from locales import N_, _

TIMEOUT_SECONDS, TRIES, PAUSE_SECONDS = 5.0, 3, 1.0
_WECOM_BYTES = {"markdown": 4096, "text": 2048}  # what a 企业微信 robot takes
_DINGTALK_BYTES = 20_000


class Robot(StrEnum):
    """A kind of group robot."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_WORDS[self])


_WORDS = {Robot.WECOM: N_("WeCom robot"), Robot.DINGTALK: N_("DingTalk robot")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A robot's address, as the environment has it; both hold secrets and are never shown."""

    robot: Robot
    address: str = field(repr=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent: a title, Markdown, the same as plain text, and telephone numbers to be called out."""

    title: str
    markdown: str
    text: str
    mobiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One POST: body is UTF-8 JSON."""

    url: str = field(repr=False)
    body: bytes


class NotSent(Exception):  # noqa: N818 - it is an answer to whoever pressed the button
    """The robot didn't take the message; the text says why in the language in use, and holds no secret."""


def webhooks(env: Mapping[str, str]) -> tuple[Webhook, ...]:
    """The robots that the environment names: BOARD_WEBHOOK_WECOM, BOARD_WEBHOOK_DINGTALK and its _SECRET."""
    found = (
        Webhook(robot=Robot.WECOM, address=env.get("BOARD_WEBHOOK_WECOM", "").strip()),
        Webhook(
            robot=Robot.DINGTALK,
            address=env.get("BOARD_WEBHOOK_DINGTALK", "").strip(),
            secret=env.get("BOARD_WEBHOOK_DINGTALK_SECRET", "").strip(),
        ),
    )
    return tuple(one for one in found if urlsplit(one.address).scheme in ("http", "https"))


def requests(webhook: Webhook, message: Message, now: datetime) -> tuple[Request, ...]:
    """The POSTs that a message takes: one, and for 企业微信 with numbers to call out a second one that does it."""
    if webhook.robot is Robot.DINGTALK:
        return (Request(url=_signed(webhook, now), body=_body(_dingtalk(message))),)
    markdown = _cut(message.markdown, _WECOM_BYTES["markdown"])
    bodies: list[dict[str, object]] = [{"msgtype": "markdown", "markdown": {"content": markdown}}]
    if message.mobiles:  # its Markdown calls nobody by number, its text does
        text = {
            "content": _cut(message.title, _WECOM_BYTES["text"]),
            "mentioned_mobile_list": list(message.mobiles),
        }
        bodies.append({"msgtype": "text", "text": text})
    return tuple(Request(url=webhook.address, body=_body(body)) for body in bodies)


def signature(secret: str, millis: int) -> str:
    """钉钉's sign of a timestamp: HMAC-SHA256 of the timestamp, a line feed and the secret, under the secret; in base64."""
    digest = hmac.new(secret.encode(), f"{millis}\n{secret}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def send(
    webhook: Webhook, message: Message, *, now: datetime, pause: Callable[[float], object] = time.sleep
) -> int:
    """Send a message and return how many POSTs it took; raises NotSent.

    A robot that can't be reached, answers 5xx or asks for patience is tried three times, a second and then two
    apart; one that refuses isn't. Redirects aren't followed: only the address that was set up is asked.
    """
    sent = 0
    with httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=False) as client:
        for request in requests(webhook, message, now):
            _post(client, webhook.robot, request, pause)
            sent += 1
    return sent


def _post(client: httpx.Client, robot: Robot, request: Request, pause: Callable[[float], object]) -> None:
    for attempt in range(1, TRIES + 1):
        refusal = _once(client, robot, request)
        if refusal is None:
            return
        if not refusal.may_pass or attempt == TRIES:
            raise NotSent(refusal.text)
        pause(PAUSE_SECONDS * attempt)


@dataclass(frozen=True, slots=True)
class _Refusal:
    text: str
    may_pass: bool


def _once(client: httpx.Client, robot: Robot, request: Request) -> _Refusal | None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    try:
        answer = client.post(request.url, content=request.body, headers=headers)
    except httpx.TimeoutException:
        return _Refusal(_("The {robot} didn't answer in time.", robot=robot.word), may_pass=True)
    except httpx.HTTPError:
        return _Refusal(_("The {robot} can't be reached.", robot=robot.word), may_pass=True)
    if answer.status_code != httpx.codes.OK:
        text = _("The {robot} answered with HTTP {status}.", robot=robot.word, status=answer.status_code)
        return _Refusal(text, may_pass=answer.status_code >= 500 or answer.status_code == 429)
    return _judged(robot, answer.content)


def _judged(robot: Robot, content: bytes) -> _Refusal | None:
    """None where the robot took the message."""
    try:
        told = json.loads(content)
    except ValueError:
        told = None
    if not isinstance(told, dict) or "errcode" not in told:
        return _Refusal(_("The {robot} gave an answer that isn't one.", robot=robot.word), may_pass=False)
    if told["errcode"] == 0:
        return None
    reason = str(told.get("errmsg", ""))[:200]
    text = _("The {robot} refused: {code} {reason}", robot=robot.word, code=told["errcode"], reason=reason)
    return _Refusal(text, may_pass=told["errcode"] == -1)  # both: busy, try again


def _signed(webhook: Webhook, now: datetime) -> str:
    if not webhook.secret:
        return webhook.address
    millis = int(now.timestamp() * 1000)
    joiner = "&" if urlsplit(webhook.address).query else "?"
    query = urlencode({"timestamp": millis, "sign": signature(webhook.secret, millis)})
    return f"{webhook.address}{joiner}{query}"


def _dingtalk(message: Message) -> dict[str, object]:
    """Numbers to call out must stand in the text, too."""
    called = "".join(f" @{mobile}" for mobile in message.mobiles)
    text = _cut(message.markdown, _DINGTALK_BYTES - len(called.encode()))
    return {
        "msgtype": "markdown",
        "markdown": {"title": message.title, "text": text + called},
        "at": {"atMobiles": list(message.mobiles), "isAtAll": False},
    }


def _body(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _cut(text: str, limit: int) -> str:
    """The text within so many bytes of UTF-8; a longer one ends with … on a whole character."""
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    return encoded[: limit - len("…".encode())].decode("utf-8", "ignore") + "…"
