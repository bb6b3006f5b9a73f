"""Lock-out after failed sign-ins, pure: a growing delay for an account and for an address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

NONE = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The failure number ``free`` locks for ``first``, each further one twice as long, at most ``longest``.

    After ``forgets`` without a failure, counting starts again.
    """

    free: int
    first: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(minutes=15)
    forgets: timedelta = timedelta(hours=24)


ACCOUNT_RULE = Rule(free=5)
ADDRESS_RULE = Rule(free=20)  # an office of many people may share one address


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """What is remembered of an account or an address."""

    count: int = 0
    last_at: datetime | None = None
    locked_until: datetime | None = None


def after_failure(before: Failures, rule: Rule, now: datetime) -> Failures:
    """What is remembered after one more failure."""
    is_old = before.last_at is not None and now - before.last_at >= rule.forgets
    count = 1 if is_old else before.count + 1
    return Failures(count=count, last_at=now, locked_until=now + delay(count, rule))


def delay(count: int, rule: Rule) -> timedelta:
    """How long the failure with this number locks: 0 below ``free``, then first × 2^n up to ``longest``."""
    if count < rule.free:
        return NONE
    doublings = min(count - rule.free, 30)
    return min(rule.first * (1 << doublings), rule.longest)


def locked_for(failures: Failures, now: datetime) -> timedelta:
    """How long it is still locked; zero = it is not."""
    return NONE if failures.locked_until is None else max(failures.locked_until - now, NONE)


def account_subject(name: str) -> str:
    """What failures of an account name are counted under, whether there is such an account or not."""
    return f"account:{name[:64]}"


def address_subject(address: str) -> str:
    """What failures from an address are counted under; of IPv6 the /64, which is one household or office."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return f"address:{address[:64]}"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return f"address:{parsed.ipv4_mapped}"
        return f"address:{IPv6Address(int(parsed) >> 64 << 64)}/64"
    return f"address:{parsed}"
