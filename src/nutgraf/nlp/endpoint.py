"""One question to an endpoint that speaks OpenAI's chat protocol, and its answer as text: bounded in time and size.

Strategy: one POST to `/chat/completions`, no stream, no redirect, no retry of what took its whole time already. What an
endpoint does not know of the protocol (`response_format`, `seed`, ...) it refuses with 400: the table `CONCESSIONS`
says what is then left out, and it stays left out for the rest of the run.

Why not the SDK of that protocol's owner: it has no bound on the size of an answer nor on its whole time, tells the
endpoint about this machine in headers of its own, and reads variables of the environment that we do not name.

Rule 1: only WriterFailed comes out, with a sentence; the key stands in no sentence, no file and no representation.
Rule 2: the key goes only to the address in the settings: encrypted, or to this machine, unless it is allowed.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from nutgraf.errors import SettingsError, WriterFailed
from nutgraf.settings import ModelUse

if TYPE_CHECKING:
    import aiohttp

MOST_BYTES = 1_000_000
"""Largest reply read: a brief's lines are some ten thousand bytes."""
MOST_TEXT = 100_000
"""Most characters of an answer that are looked at."""
MOST_TOLD = 160
"""Most characters of an endpoint's own words in a sentence of ours."""
LONGEST_WAIT_S = 10.0
"""Longest wait before asking a busy endpoint again, whatever it asks for."""
BUSY = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
"""Answers after which the same question may be asked again."""
PLAUSIBLE_TOKENS = 10_000_000
"""More tokens than any question takes: a larger count is no count."""

Level = Literal["schema", "object", "text"]
"""How an answer is kept to JSON."""
_WEAKER: dict[Level, Level] = {"schema": "object", "object": "text"}
Body = dict[str, Any]  # Any: what JSON holds; built by us
Schema = Mapping[str, Any]  # Any: a JSON Schema is JSON


@dataclass(frozen=True, slots=True)
class Question:
    """What an endpoint is asked."""

    task: str
    """What is to be done, in words of ours."""
    material: str
    """On what: JSON whose strings may be anybody's."""
    schema: Schema
    """What the answer has to be like."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an endpoint answers."""

    text: str
    """The answer; may be anything, may be empty."""
    version: str
    """The model as the endpoint names it; may be empty."""
    tokens_in: int | None
    """Tokens sent, as it counts them; `None` when it does not, or not credibly."""
    tokens_out: int | None
    """Tokens answered, the same."""
    cut: bool
    """True when the answer ended at the limit of tokens."""


def _without(name: str) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        body.pop(name, None)

    return change


def _renamed_limit(body: Body) -> None:
    if "max_tokens" in body:
        body["max_completion_tokens"] = body.pop("max_tokens")


CONCESSIONS: dict[str, Callable[[Body], None]] = {
    "max_tokens": _renamed_limit,
    "temperature": _without("temperature"),
    "seed": _without("seed"),
}
"""What an endpoint may refuse by name, and what is then asked instead."""


@dataclass(slots=True)
class Endpoint:
    """An address that is asked; remembers what it does not know."""

    use: ModelUse
    """The settings."""
    key: str = field(default="", repr=False)
    """Sent as a bearer token; empty: none."""
    from_environment: bool = False
    """Use the proxies that the environment names."""
    _level: Level = field(init=False)
    _given_up: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Refuse a key that cannot be sent, or would be sent for all to read. Raises SettingsError."""
        self._level = self.use.structured
        if self.key and not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise SettingsError(f"The key in {self.use.key_variable} holds characters that no key has.")
        if self.key and not self.use.plain_key and self.use.url.startswith("http://") and not _is_here(self.host):
            raise SettingsError(
                f"The key would go to {self.host} unencrypted; use https, or allow it with plain_key in [model]."
            )

    @property
    def host(self) -> str:
        """Host and port of the address, for people."""
        rest = self.use.url.partition("://")[2].partition("/")[0]
        return rest.rpartition("@")[2]

    def body(self, question: Question) -> Body:
        """Return exactly what is sent for a question, as far as the endpoint is known by now."""
        body: Body = {
            "model": self.use.name,
            "messages": [
                {"role": "system", "content": question.task},
                {"role": "user", "content": question.material},
            ],
            "temperature": 0,
            "seed": self.use.seed,
            "max_tokens": self.use.answer_tokens,
            "stream": False,
        }
        if self._level == "schema":
            wanted = {"name": "answer", "strict": True, "schema": question.schema}
            body["response_format"] = {"type": "json_schema", "json_schema": wanted}
        elif self._level == "object":
            body["response_format"] = {"type": "json_object"}
        for name in self._given_up:
            CONCESSIONS[name](body)
        return body

    def ask(self, question: Question) -> Reply:
        """Return the endpoint's answer. Raises WriterFailed when there is none, or none that can be read."""
        return asyncio.run(self._ask(question))

    async def _ask(self, question: Question) -> Reply:
        import aiohttp

        headers = {"Accept-Encoding": "identity", "User-Agent": "nutgraf"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            async with (
                asyncio.timeout(self.use.timeout_s),
                aiohttp.ClientSession(
                    headers=headers,
                    auto_decompress=False,
                    cookie_jar=aiohttp.DummyCookieJar(),
                    timeout=aiohttp.ClientTimeout(total=None),
                    trust_env=self.from_environment,
                ) as session,
            ):
                return await self._until_answered(session, question)
        except TimeoutError as error:
            raise self._failed(f"did not answer within {self.use.timeout_s:g} seconds") from error
        except aiohttp.ClientConnectorError as error:
            raise self._failed("cannot be reached") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise self._failed("broke off, or answered with something that is no HTTP") from error

    async def _until_answered(self, session: "aiohttp.ClientSession", question: Question) -> Reply:
        left = self.use.tries
        while True:
            status, wait_s, data = await self._post(session, question)
            if status == 200:
                return self._read(data)
            told = self._told(data)
            if status in (400, 404, 422) and self._concede(told):
                continue
            left -= 1
            if status not in BUSY or left < 1:
                raise self._failed(f"answered with status {status}{f' ({told})' if told else ''}")
            await asyncio.sleep(wait_s)

    async def _post(self, session: "aiohttp.ClientSession", question: Question) -> tuple[int, float, bytes]:
        url = self.use.url.rstrip("/") + "/chat/completions"
        async with session.post(url, json=self.body(question), allow_redirects=False) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise self._failed("packs its answer though it was asked not to")
            data = bytearray()
            async for chunk in response.content.iter_any():
                data += chunk
                if len(data) > MOST_BYTES:
                    raise self._failed(f"sends more than {MOST_BYTES:,} bytes")
            return response.status, _wait_s(response.headers.get("Retry-After", "")), bytes(data)

    def _concede(self, told: str) -> bool:
        """Give up what the endpoint refused, and tell whether there was anything to give up."""
        for name in CONCESSIONS:
            if name in told and name not in self._given_up:
                self._given_up.append(name)
                return True
        if self._level in _WEAKER:
            self._level = _WEAKER[self._level]
            return True
        return False

    def _read(self, data: bytes) -> Reply:
        try:
            found = msgspec.json.decode(data)
            choice = found["choices"][0]
            text = choice["message"]["content"]
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, LookupError, TypeError) as error:
            raise self._failed("answered with something that is no chat completion") from error
        if not isinstance(text, str):
            raise self._failed("answered without text")
        usage = found.get("usage")
        return Reply(
            text=text[:MOST_TEXT],
            version=self._version(found),
            tokens_in=_count(usage, "prompt_tokens"),
            tokens_out=_count(usage, "completion_tokens"),
            cut=choice.get("finish_reason") == "length",
        )

    def _version(self, found: Mapping[str, object]) -> str:
        """Return what the model is called there; of a file, which is how llama.cpp names it, without its folders."""
        parts = [found.get("model"), found.get("system_fingerprint")]
        named = (re.split(r"[/\\](?=[^/\\]*\.gguf$)", part)[-1] for part in parts if isinstance(part, str))
        return " ".join(self._flat(part) for part in named if part)

    def _told(self, data: bytes) -> str:
        """Return what an endpoint says about a refusal, short and on one line; the key never stands in it."""
        try:
            found = msgspec.json.decode(data)
            error = found["error"]
            told = error if isinstance(error, str) else error["message"]
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, LookupError, TypeError):
            return ""
        return self._flat(told) if isinstance(told, str) else ""

    def _flat(self, text: str) -> str:
        hidden = text.replace(self.key, "(key)") if self.key else text
        return "".join(c if c.isprintable() else " " for c in hidden[:MOST_TOLD])

    def _failed(self, what: str) -> WriterFailed:
        return WriterFailed(f"The endpoint {self.host} {what}.", about=self.host)


def _is_here(host: str) -> bool:
    """Tell whether a host is this machine."""
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _wait_s(asked: str) -> float:
    return min(float(asked), LONGEST_WAIT_S) if asked.isascii() and asked.isdigit() else 1.0


def _count(usage: object, name: str) -> int | None:
    value = usage.get(name) if isinstance(usage, dict) else None
    right = isinstance(value, int) and not isinstance(value, bool) and 0 < value < PLAUSIBLE_TOKENS
    return value if right else None
