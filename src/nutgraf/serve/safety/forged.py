"""Whether a request that changes something was meant by whoever's browser sends it.

Theory: a browser sends cookies, and reaches this machine, for every page that is open in it. So a changing request has
to bring what another page cannot know: a token made of the session's own secret. Browsers that say where a request
comes from (Sec-Fetch-Site, Origin) are asked first. A program with an app password is believed: no browser adds that.
"""

import hashlib
import hmac

from starlette.exceptions import HTTPException
from starlette.requests import Request

from nutgraf.serve.safety.bounds import MOST_FIELDS, MOST_FILES, MOST_UPLOAD
from nutgraf.settings import Serving

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
"""Kinds of body in which the token may stand as the field `csrf`."""
STALE = "This form is stale or was not sent from here: open the page anew."
"""Said of all that is refused here: whoever forges learns no more."""


def token_of(secret: str) -> str:
    """Return the token of a session by its secret; nobody learns the secret by it."""
    return hmac.new(secret.encode(), b"nutgraf csrf", hashlib.sha256).hexdigest()


async def check_meant(request: Request, expected: str, serving: Serving) -> None:
    """Refuse a request that may be forged. Raises HTTPException 403, or 400 for a body that is no form."""
    if not expected or not is_from_here(request, serving):
        raise HTTPException(403, STALE)
    given = request.headers.get("x-csrf-token") or await _in_form(request)
    if not hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode()):
        raise HTTPException(403, STALE)


def is_from_here(request: Request, serving: Serving) -> bool:
    """Tell whether what the browser says of where a request comes from allows it to be ours."""
    site = request.headers.get("sec-fetch-site", "")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin", "")
    if not origin:
        return True
    here = {f"{request.url.scheme}://{request.headers.get('host', '')}".casefold(), _origin(serving.base_url)}
    return origin.casefold() in here


async def _in_form(request: Request) -> str:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FORMS:
        return ""
    form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_UPLOAD)
    given = form.getlist("csrf")
    await request.close()
    return given[0] if len(given) == 1 and isinstance(given[0], str) else ""


def _origin(base_url: str) -> str:
    return "/".join(base_url.casefold().split("/")[:3]) if base_url else ""
