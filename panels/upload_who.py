"""Who acts on the upload page, as services know it."""

from accounts.actor import Actor
from panels import session
from panels.session import Viewer


def acting(viewer: Viewer) -> Actor:
    """The person in front of the screen."""
    name = "demo" if session.store().is_demo else "local"
    return Actor(name=name, role=viewer.role, unit_id=viewer.unit_id, via=name)
