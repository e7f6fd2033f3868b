"""Hands messages to a mail server: one connection for all, opened anew when it breaks.

Rule 1: a message counts as sent when the server has said so, and not before.
Rule 2: every failure is one of ours, with a sentence that names the server; no password is in any.
Rule 3: a server gets `timeout_s` for each answer. One that cannot be reached is not asked again for the next message.
"""

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from ipaddress import ip_address
from types import TracebackType
from typing import Self

from nutgraf.briefs.printed.wording import flat
from nutgraf.errors import NotReadable, NutgrafError, SettingsError
from nutgraf.settings import Mail

FOR_GOOD = range(500, 600)
"""Answers of a server that will not change its mind."""


class Refused(NutgrafError):
    """The server does not take a message for this address; `for_good` when it says that it never will."""

    def __init__(self, message: str, *, about: str, for_good: bool) -> None:
        """Keep the sentence, the address, and whether asking again soon makes sense."""
        super().__init__(message, about=about)
        self.for_good = for_good


class Unreachable(NotReadable):
    """The server cannot be reached, or does not let us in: no message can be sent now."""


class MailServer:
    """The mail server of the settings; use it with `with`."""

    def __init__(self, mail: Mail) -> None:
        """Keep where it is. Raises SettingsError when none is named, or mail would leave this machine without TLS."""
        if not mail.host:
            raise SettingsError("There is no mail server: set host and sender in [mail] (`nutgraf init` shows how).")
        if mail.security == "none" and not _is_here(mail.host):
            raise SettingsError(
                f'{mail.host} is another machine: mail goes there by security = "starttls" or "tls" in [mail].',
                about=mail.host,
            )
        self._mail = mail
        self._open: smtplib.SMTP | None = None
        self._name = f"The mail server {mail.host}:{mail.port}"

    def __enter__(self) -> Self:
        """Nothing is connected to before there is something to send."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye."""
        self._close()

    def send(self, message: EmailMessage, to: str) -> None:
        """Return when the server has taken a message for an address.

        Raises Refused (this address or message), NotReadable (the connection broke; the next may fare better), or
        Unreachable.
        """
        server = self._open or self._connect()
        try:
            server.send_message(message, to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = error.recipients[to]
            raise self._refused(to, code, words) from error
        except smtplib.SMTPSenderRefused as error:  # whoever it is for: it does not take mail from us
            self._close()
            raise Unreachable(f"{self._name} {_why(error)}.", about=self._mail.host) from error
        except smtplib.SMTPResponseException as error:
            if error.smtp_code == 421:
                self._close()
            raise self._refused(to, error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._close()
            raise NotReadable(f"{self._name} {_why(error)} while it took a message for {to}.", about=to) from error

    def _connect(self) -> smtplib.SMTP:
        mail = self._mail
        try:
            if mail.security == "tls":
                made: smtplib.SMTP = smtplib.SMTP_SSL(
                    mail.host, mail.port, timeout=mail.timeout_s, context=ssl.create_default_context()
                )
            else:
                made = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout_s)
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(f"{self._name} {_why(error)}.", about=mail.host) from error
        self._open = made
        try:
            if mail.security == "starttls":
                made.starttls(context=ssl.create_default_context())
            if mail.user:
                made.login(mail.user, mail.password)
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            raise Unreachable(f"{self._name} {_why(error)}.", about=mail.host) from error
        return made

    def _refused(self, to: str, code: int, words: bytes | str) -> Refused:
        told = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        return Refused(
            f"{self._name} does not take mail for {to}: {code} {flat(told)[:200]}.", about=to, for_good=code in FOR_GOOD
        )

    def _close(self) -> None:
        if self._open is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._open.quit()
            self._open.close()
            self._open = None


def _is_here(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _why(error: Exception) -> str:
    """Return what went wrong, in words that follow the name of the server; the narrower first."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "refuses the login"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "cannot do what [mail] asks of it (STARTTLS, or a login)"
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"answers {error.smtp_code} {flat(str(told))[:200]}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "shows a certificate that cannot be trusted"
    if isinstance(error, ssl.SSLError):
        return "could not agree on a secure connection"
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):  # as smtplib wraps it
        return "did not answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "cannot be reached"
    if isinstance(error, ValueError):
        return "cannot be told this message"
    return "broke off"
