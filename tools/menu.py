"""Which pages the menu has and who sees them, read from dashboard.py; for tools and tests that walk all of them."""

import ast

from accounts.roles import Role
from tools.serving import ROOT

DOOR = ROOT / "dashboard.py"


def menu_pages() -> dict[str, frozenset[Role]]:
    """Name in the address → roles that have the page in their menu, in the menu's order."""
    tree = ast.parse(DOOR.read_text("utf-8"))
    known: dict[str, frozenset[Role]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            roles = _roles(node.value, known)
            if roles:
                known[node.targets[0].id] = roles
    lines = (node for node in ast.walk(tree) if isinstance(node, ast.Tuple) and _is_page(node))
    return {ast.literal_eval(line.elts[0]): _roles(line.elts[-1], known) for line in lines}


def pages_of(role: Role) -> list[str]:
    """The pages in a role's menu, by their names in the address; without those that only a button leads to."""
    unlisted = _unlisted()
    return [name for name, roles in menu_pages().items() if role in roles and name not in unlisted]


def _unlisted() -> frozenset[str]:
    """The pages that dashboard.py keeps out of the menu itself."""
    lines = (node for node in ast.parse(DOOR.read_text("utf-8")).body if isinstance(node, ast.Assign))
    for line in lines:
        if isinstance(line.value, ast.Call) and getattr(line.targets[0], "id", "") == "UNLISTED":
            return frozenset(ast.literal_eval(line.value.args[0]))
    return frozenset()


def _is_page(line: ast.Tuple) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr == "render" for part in line.elts)


def _roles(node: ast.expr, known: dict[str, frozenset[Role]]) -> frozenset[Role]:
    """What an expression of role sets comes to; nothing for any other expression."""
    if isinstance(node, ast.Name):
        return known.get(node.id, frozenset())
    if isinstance(node, ast.BinOp):
        left, right = _roles(node.left, known), _roles(node.right, known)
        return left - right if isinstance(node.op, ast.Sub) else left | right
    if isinstance(node, ast.Call) and node.args:
        return _roles(node.args[0], known)
    if isinstance(node, ast.Set):
        return frozenset(Role[part.attr] for part in node.elts if isinstance(part, ast.Attribute))
    return frozenset()
