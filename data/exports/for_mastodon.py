"""The audience as pages saved from a Mastodon server give it: whole profiles."""

import pandas as pd
from cut import OWNER, TEXTS, Seen, as_json, iso, known, targeted

HOST = "https://social.example"
PAGE = 80  # accounts on one page of a server


def mastodon_pages(part: Seen) -> dict[str, str]:
    """Return pages saved from a Mastodon server: profiles, posts and notifications."""
    accounts = part.accounts
    pages = {"account": _account(accounts.loc[part.me])}
    for kind, ids in (("followers", part.followers["follower_id"]), ("following", part.following)):
        listed = [_account(accounts.loc[one]) for one in ids]
        for start in range(0, len(listed), PAGE):
            pages[f"{kind}_{start // PAGE + 1}"] = listed[start : start + PAGE]
    statuses = [_status(part, post, who) for post, who in targeted(part)]
    pages["statuses"] = list(reversed(statuses))
    pages["notifications"] = [
        _notification(accounts.loc[act.source_id], act.kind, act.at, statuses[0])
        for act in part.received.iloc[::-1].itertuples()
        for _ in range(act.count)
    ]
    return {f"{name}.json": as_json(page) for name, page in pages.items()}


def _account(row: pd.Series) -> dict[str, object]:
    name = row["handle"]
    is_plain, last = row["has_default_image"], row["last_post_at"]
    image = "missing.png" if pd.notna(is_plain) and is_plain else f"{name}.png"
    return {
        "id": str(row.name),
        "username": name,
        "acct": name,
        "display_name": known(row["name"]),
        "locked": bool(row["is_protected"]),
        "bot": False,
        "created_at": iso(row["created_at"].normalize()),
        "note": f"<p>{known(row['bio'])}</p>" if known(row["bio"]) else "",
        "url": f"{HOST}/@{name}",
        "uri": f"{HOST}/users/{name}",
        "avatar": f"{HOST}/avatars/original/{image}",
        "followers_count": int(row["followers_count"]),
        "following_count": int(row["following_count"]),
        "statuses_count": int(row["posts_count"]),
        "last_status_at": None if pd.isna(last) else f"{last:%Y-%m-%d}",
        "fields": [_field(row["url"])] if known(row["url"]) else [],
    }


def _field(url: str) -> dict[str, str]:
    return {"name": "Web", "value": f'<a href="{url}" rel="me">{url}</a>'}


def _status(part: Seen, post: pd.Series, who: str | None) -> dict[str, object]:
    own, is_reply = part.accounts.loc[part.me], post["kind"] == "reply"
    link = own["url"] if post["links_own_site"] else "https://elsewhere.example/"
    named = f'<a href="{link}">link</a>' if post["has_link"] else ""
    towards = None if who is None else part.accounts.loc[who]
    quoted = None if towards is None else {"quoted_status": {"account": _account(towards)}}
    return {
        "id": str(post.name),
        "created_at": iso(post["posted_at"]),
        "in_reply_to_account_id": who if is_reply else None,
        "visibility": "public",
        "uri": f"{HOST}/users/{OWNER}/statuses/{post.name}",
        "content": f"<p>{TEXTS[post['kind']]}</p>{named}",
        "favourites_count": int(post["likes_count"]),
        "replies_count": int(post["replies_count"]),
        "reblogs_count": int(post["reposts_count"]),
        "quotes_count": int(post["quotes_count"]),
        "reblog": None,
        "quote": quoted if post["kind"] == "quote" else None,
        "account": _account(own),
        "mentions": [_mention(towards)] if is_reply and towards is not None else [],
    }


def _mention(row: pd.Series) -> dict[str, str]:
    name = row["handle"]
    return {"id": str(row.name), "username": name, "acct": name, "url": f"{HOST}/@{name}"}


KINDS = {"like": "favourite", "repost": "reblog", "quote": "quote"}


def _notification(
    who: pd.Series, kind: str, at: pd.Timestamp, status: dict[str, object]
) -> dict[str, object]:
    """Return one reaction; an answer is a mention in a post that replies to the owner."""
    is_answer = kind in ("reply", "comment")
    parent = status["account"]["id"] if is_answer else None
    about = {key: status[key] for key in ("id", "uri", "visibility")}
    about |= {"account": {key: status["account"][key] for key in ("id", "acct", "uri")}}
    return {
        "type": KINDS.get(kind, "mention"),
        "created_at": iso(at),
        "account": _account(who),
        "status": about | {"in_reply_to_account_id": parent},
    }
