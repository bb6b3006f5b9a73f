"""What the four questions of the speech are about 四问: which of them a promise answers, the six cost lines, call-backs."""

from enum import StrEnum

from locales import N_, _


class Topic(StrEnum):
    """Which question a row of 兑现与提速 answers."""

    CUTS = "cuts"
    APPROVALS = "approvals"
    SERVICES = "services"
    LABOUR = "labour"
    POWER = "power"
    GAS = "gas"
    LAND = "land"
    LOGISTICS = "logistics"
    FINANCING = "financing"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_TOPIC_WORDS[self])


COST_LINES = (Topic.LABOUR, Topic.POWER, Topic.GAS, Topic.LAND, Topic.LOGISTICS, Topic.FINANCING)


class Callback(StrEnum):
    """What those who raised a problem said of its handling when they were called back 回访结果."""

    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"
    UNCLEAR = "unclear"
    NONE = "none"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_CALLBACK_WORDS[self])


_TOPIC_WORDS = {
    Topic.CUTS: N_("Tax and fee cuts"),
    Topic.APPROVALS: N_("Approvals"),
    Topic.SERVICES: N_("Services"),
    Topic.LABOUR: N_("Labour"),
    Topic.POWER: N_("Power"),
    Topic.GAS: N_("Gas"),
    Topic.LAND: N_("Land"),
    Topic.LOGISTICS: N_("Logistics"),
    Topic.FINANCING: N_("Financing"),
}
_CALLBACK_WORDS = {
    Callback.SATISFIED: N_("Satisfied"),
    Callback.DISSATISFIED: N_("Dissatisfied"),
    Callback.UNCLEAR: N_("Said otherwise"),
    Callback.NONE: N_("Not called back"),
}
