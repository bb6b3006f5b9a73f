"""Whom to remind: the words to copy, and a button for each group robot that is set up."""

import os
from typing import Literal

import streamlit as st

from locales import _
from panels import cards, reads, session
from panels.desk_outcome import attempt
from services.desk_board import Board
from services.reminders import reminder_message, send_reminders, to_remind
from services.webhooks import Webhook, webhooks

_FEW = 12


def _height(count: int) -> int | Literal["content"]:
    return "content" if count <= _FEW else 400


def draw_reminders(board: Board) -> None:
    """The message to those who are outstanding; nothing is sent before a button is pressed."""
    reminders = to_remind(board.rows, board.plan)
    cards.part_title(_("To be reminded: {count}", count=len(reminders)))
    if not reminders:
        cards.nothing(_("Every unit has reported."))
        return
    message = reminder_message(reminders, board.window, reads.now())
    st.code(message.text, language=None, wrap_lines=True, height=_height(len(reminders)))
    robots = webhooks(os.environ)
    if not robots:
        st.caption(_("Copy it with the mark at its corner. No group robot is set up (BOARD_WEBHOOK_…)."))
        return

    def send_to(robot: Webhook) -> None:
        engine, actor, now = session.store().engine, session.actor(), reads.now()

        def act() -> str:
            count = send_reminders(engine, robot, reminders, board.window, actor=actor, now=now)
            return _("{robot}: {count} units reminded.", robot=robot.robot.word, count=count)

        attempt(act)

    with st.container(horizontal=True, gap="small"):
        for robot in robots:
            st.button(
                _("Send to {robot}", robot=robot.robot.word),
                key=f"desk_send_{robot.robot.value}",
                icon=":material/send:",
                on_click=send_to,
                args=(robot,),
            )
