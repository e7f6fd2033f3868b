# ruff: noqa: ARG002 -- the server calls with all of them
"""A real mail server on 127.0.0.1, in a thread of its own, that keeps what it takes and can be told to misbehave."""

import asyncio
import os
import signal
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

TLS = Path(__file__).parent.parent / "sources" / "tls"
USER, PASSWORD = "news", "correct horse"


class Mailbox:
    """What arrived, and how the server is to behave."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.refused: dict[str, str] = {}
        self.hang_up_on: set[str] = set()
        self.slow_s = 0.0
        self.kills = 0
        self.tls: list[bool] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if set(envelope.rcpt_tos) & self.hang_up_on:
            assert server.transport is not None
            server.transport.abort()
            return "451 gone"
        if self.slow_s:
            await asyncio.sleep(self.slow_s)
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        made = message_from_bytes(envelope.content, policy=default)
        assert isinstance(made, EmailMessage)
        self.messages.append(made)
        self.recipients += envelope.rcpt_tos
        self.tls.append(session.ssl is not None)
        if self.kills:
            os.kill(self.kills, signal.SIGKILL)
            time.sleep(0.2)
        return "250 taken"


def _login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=good)


@contextmanager
def mail_server(mailbox: Mailbox, *, secure: bool = False) -> Iterator[int]:
    """Give the port of a server; `secure` asks for STARTTLS and a login."""
    more: dict[str, Any] = {}
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
        more = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": _login}
    controller = Controller(mailbox, hostname="127.0.0.1", port=0, **more)
    controller.port = _free_port()
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])
