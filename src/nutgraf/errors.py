"""One tree of errors; each carries what it is about and a sentence a user can act on.

    NutgrafError
    +-- UsageError            the caller asked for something that cannot be (exit 2)
    |   +-- SettingsError     a setting has a bad value or name
    +-- InputError            something given to us cannot be used (their fault)
    |   +-- NotFound          the path or address does not exist
    |   +-- NotReadable       it exists, but cannot be read, fetched or decoded
    |   +-- TooLarge          it passes a limit of size, depth or time
    |   +-- NotAllowed        reading it would be unsafe (private address, DTD bomb)
    |   +-- NoText            it was read, and there is no article in it
    +-- LineRefused           a line of a brief breaks a promise (ours; dropped and counted)
    +-- OwnerLost             what an owner held is gone with its process or machine (begun anew; users never see it)
    +-- WriterFailed          a language model, or a judge, gave no answer that can be used (the brief comes offline)

Rule 1: functions raise, streams carry `nutgraf.model.Failed`, so that one bad item never stops a run.
Rule 2: `about` names the file or the address; the message is a whole sentence that names it too.
"""


class NutgrafError(Exception):
    """Anything nutgraf raises on purpose."""

    def __init__(self, message: str, *, about: str = "") -> None:
        """Keep the sentence for the user and what it is about (file, address, id; may be empty)."""
        super().__init__(message)
        self.message = message
        self.about = about


class UsageError(NutgrafError):
    """The caller asked for something that cannot be."""


class SettingsError(UsageError):
    """A setting has a bad value or an unknown name."""


class InputError(NutgrafError):
    """Something that was given to us cannot be used."""


class NotFound(InputError):
    """The path or the address does not exist."""


class NotReadable(InputError):
    """It exists, but it cannot be read, fetched or decoded."""


class TooLarge(InputError):
    """It passes a limit of size, depth or time."""


class NotAllowed(InputError):
    """Reading it would be unsafe: a private address, an entity bomb."""


class NoText(InputError):
    """It was read, and there is no article in it."""


class LineRefused(NutgrafError):
    """A line of a brief breaks a promise; `reason` is one of the reasons named in `briefs.verify`."""

    def __init__(self, message: str, *, reason: str, about: str = "") -> None:
        """Keep the reason by which refusals are counted beside the sentence for people."""
        super().__init__(message, about=about)
        self.reason = reason


class OwnerLost(NutgrafError):
    """What an owner held is gone with its process or machine; the next question finds one that holds nothing."""


class WriterFailed(NutgrafError):
    """A language model or a judge gave no answer that can be used; the brief is then written without it."""
