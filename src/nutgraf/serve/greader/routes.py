"""Addresses of the protocol, under `/greader`, and for apps in FreshRSS mode under `/api/greader.php`."""

from starlette.routing import BaseRoute, Mount, Route

from nutgraf.serve.greader import lists, marking, streams, subscriptions
from nutgraf.serve.greader.call import Handler, changes, reads

READ: dict[str, Handler] = {
    "token": lists.token,
    "user-info": lists.user_info,
    "preference/list": lists.preferences,
    "preference/stream/list": lists.preferences,
    "tag/list": lists.tag_list,
    "subscription/list": lists.subscription_list,
    "subscription/export": subscriptions.export,
    "unread-count": lists.unread_count,
    "stream/items/ids": streams.item_ids,
    "stream/items/contents": streams.item_contents,
    "stream/contents": streams.stream_contents,
    "stream/contents/{stream:path}": streams.stream_contents,
}
"""What changes nothing; some apps ask for it by POST, because it is long."""
CHANGE: dict[str, Handler] = {
    "subscription/quickadd": subscriptions.quickadd,
    "subscription/edit": subscriptions.edit,
    "subscription/import": subscriptions.bring,
    "edit-tag": marking.edit_tag,
    "mark-all-as-read": marking.mark_all_as_read,
    "rename-tag": marking.rename_tag,
    "disable-tag": marking.disable_tag,
}
"""What changes something."""


def _routes() -> list[BaseRoute]:
    found: list[BaseRoute] = [
        Route("/accounts/ClientLogin", lists.client_login, methods=["GET", "POST"]),
        Route("/reader/atom/{stream:path}", reads(streams.stream_atom), methods=["GET"]),
        Route("/", lists.alive, methods=["GET"]),
    ]
    found += [Route(f"/reader/api/0/{path}", reads(one), methods=["GET", "POST"]) for path, one in READ.items()]
    found += [Route(f"/reader/api/0/{path}", changes(one), methods=["POST"]) for path, one in CHANGE.items()]
    return found


ROUTES: list[BaseRoute] = [Mount("/greader", routes=_routes()), Mount("/api/greader.php", routes=_routes())]
"""All of them."""
