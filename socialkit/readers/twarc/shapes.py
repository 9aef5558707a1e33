"""What one JSON record of the Twitter API is, told by its keys and never by its file's name."""

import json
import re

from socialkit.readers import jsonfile
from socialkit.readers.archive import Archive
from socialkit.readers.twarc.values import new_id
from socialkit.readers.values import dicts, item

HEAD_BYTES = 2**17
_MAX_DEPTH = 40
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{},]', re.DOTALL)
_PROFILE_KEYS = ("public_metrics", "profile_image_url", "description", "verified", "protected")
_FIRST_API_KEYS = ("id_str", "retweet_count", "favorite_count", "is_quote_status")
_PROBLEMS = "api.twitter.com/2/problems"
_AUTHORLESS = "its posts do not name their authors"


def kind(record: object) -> str | None:
    """Return what a record is: page, post, user, old post, old user, old page, ids or None.

    Old is what version 1.1 of the API wrote. A page holds posts or users in `data`.
    """
    if not isinstance(record, dict):
        return None
    if is_post(record):
        return "post"
    if is_user(record):
        return "user"
    if _is_old_post(record):
        return "old post"
    if is_old_user(record) or is_old_user(record.get("user")):
        return "old user"
    if _is_page(record):
        return "page"
    if any(_is_old_post(one) or is_old_user(one) for one in old_records(record)[:1]):
        return "old page"
    return "ids" if _is_ids(record) else None


def is_post(record: dict) -> bool:
    """Whether this is a post of version 2 that names its author."""
    if not isinstance(record.get("text"), str) or new_id(record.get("id")) is None:
        return False
    return "author_id" in record or new_id(item(record, "author", "id")) is not None


def is_user(record: dict) -> bool:
    """Whether this is an account of version 2."""
    has_names = isinstance(record.get("username"), str) and isinstance(record.get("name"), str)
    if not has_names or "acct" in record or new_id(record.get("id")) is None:
        return False
    return "__twarc" in record or any(key in record for key in _PROFILE_KEYS)


def is_old_user(record: object) -> bool:
    """Whether this is an account of version 1.1 (Weibo's look alike, but for ``idstr``)."""
    if not isinstance(record, dict) or "idstr" in record:
        return False
    has_id = "id" in record or "id_str" in record
    is_counted = "friends_count" in record or "statuses_count" in record
    return has_id and is_counted and isinstance(record.get("screen_name"), str)


def old_records(record: dict) -> list[dict]:
    """Return the posts or accounts of a page of version 1.1."""
    return dicts(record.get("statuses")) or dicts(record.get("users"))


def of_member(archive: Archive, name: str) -> tuple[str | None, str | None]:
    """Return what the first known record of a member is, and else how it fails to be one."""
    if not jsonfile.starts_as_json(archive, name):
        return None, None
    for record in _first_records(head_text(archive, name)):
        found = kind(record)
        if found == "ids":
            return None, "it lists ids, but not whose followers or friends they are"
        if found:
            return found, None
        if _is_authorless(record):
            return None, _AUTHORLESS
    return None, None


def head_text(archive: Archive, name: str) -> str:
    """Return the start of a member as text."""
    head = archive.head(name, HEAD_BYTES)
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return head.decode(encoding, "replace").strip()


def whole_lines(text: str) -> list[object]:
    """Return the JSON of each line that is whole by itself."""
    found = []
    for line in text.split("\n"):
        if line[:1] in ("{", "["):
            try:
                found.append(json.loads(line))
            except (ValueError, RecursionError):
                continue
    return found


def _first_records(text: str) -> list[object]:
    found = whole_lines(text) or [closed(text)]
    flat = [one for each in found for one in (each[:3] if isinstance(each, list) else [each])]
    return flat


def closed(text: str) -> object:
    """Parse the start of a JSON text, cut at its last comma and closed there."""
    stack: list[str] = []
    end, closing = 0, ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0] == '"':
            continue
        if token == ",":
            end, closing = match.start(), "".join(reversed(stack))
        elif token in "[{":
            stack.append("]" if token == "[" else "}")
            if len(stack) > _MAX_DEPTH:
                return None
        elif not stack or stack.pop() != token:
            return None
        elif not stack:
            end, closing = match.end(), ""
            break
    try:
        return json.loads(text[:end] + closing)
    except (ValueError, RecursionError):
        return None


def _is_old_post(record: dict) -> bool:
    has_text = any(key in record for key in ("full_text", "text", "extended_tweet"))
    if not has_text or not isinstance(record.get("user"), dict) or "idstr" in record:
        return False
    return "created_at" in record and any(key in record for key in _FIRST_API_KEYS)


def _is_page(record: dict) -> bool:
    inside = record.get("data")
    first = inside if isinstance(inside, dict) else item(dicts(inside), 0)
    if isinstance(first, dict):
        return is_post(first) or is_user(first) or (_is_marked(record) and "id" in first)
    problem = item(record, "errors", 0, "type")
    is_problem = isinstance(problem, str) and _PROBLEMS in problem
    is_empty = not inside and isinstance(item(record, "meta", "result_count"), int)
    return is_problem or is_empty or _is_marked(record)


def _is_marked(record: dict) -> bool:
    return isinstance(record.get("__twarc"), dict)


def _is_ids(record: dict) -> bool:
    ids = record.get("ids")
    return isinstance(ids, list) and ("next_cursor" in record or "next_cursor_str" in record)


def _is_authorless(record: object) -> bool:
    first = item(record, "data", 0) if isinstance(item(record, "data"), list) else record
    is_post_like = isinstance(item(first, "text"), str) and new_id(item(first, "id")) is not None
    return is_post_like and "edit_history_tweet_ids" in first
