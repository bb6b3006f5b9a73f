"""Whoever does something: the one argument by which every service knows who asks and what they may."""

from dataclasses import dataclass

from accounts.roles import Action, Role, check_can


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A signed-in person, a machine with a token, or the terminal.

    name: the account's, ``terminal``, ``demo``, or what a link or token is called. address: where the request
    came from, "" on this machine's own terminal. via: ``browser``, ``api``, ``terminal`` or ``demo``.
    """

    name: str
    role: Role
    unit_id: str | None = None
    address: str = ""
    via: str = "browser"
    account_id: int | None = None

    def check_can(self, action: Action) -> None:
        """Raise Forbidden where this actor's role doesn't have an action."""
        check_can(self.role, action)


TERMINAL = Actor(name="terminal", role=Role.OFFICE, via="terminal")
DEMO = Actor(name="demo", role=Role.OFFICE, via="demo")
