"""The audience as an X archive gives it: bare ids, newest first."""

import pandas as pd
from cut import TEXTS, Seen, as_json, iso, targeted


def x_archive(part: Seen) -> dict[str, str]:
    """Return an X archive: followers as bare ids, newest first, and the owner's posts."""
    own = part.accounts.loc[part.me]
    account = {
        "username": own["handle"],
        "accountId": part.me,
        "createdAt": iso(own["created_at"]),
        "accountDisplayName": own["name"],
    }
    about = {"bio": own["bio"], "website": own["url"], "location": own["location"]}
    lists = {
        kind: [{kind: {"accountId": one}} for one in ids]
        for kind, ids in (
            ("follower", part.followers["follower_id"]),
            ("following", part.following),
        )
    }
    tweets = [_tweet(part, post, who) for post, who in targeted(part)]
    made = {"generationDate": iso(part.taken_at), "isPartialArchive": False}
    return {
        "data/manifest.js": f"window.__THAR_CONFIG = {as_json({'archiveInfo': made})}",
        "data/account.js": script("account", [{"account": account}]),
        "data/profile.js": script("profile", [{"profile": {"description": about}}]),
        "data/follower.js": script("follower", lists["follower"]),
        "data/following.js": script("following", lists["following"]),
        "data/tweets.js": script("tweets", tweets),
    }


def _tweet(part: Seen, post: pd.Series, who: str | None) -> dict[str, object]:
    name = None if who is None else part.accounts.loc[who, "handle"]
    mentions = [{"id_str": who, "screen_name": name}] if post["kind"] == "reply" and name else []
    urls = [f"https://x.com/{name}/status/1"] if post["kind"] == "quote" and name else []
    if post["has_link"]:
        own = part.accounts.loc[part.me, "url"]
        urls.append(own if post["links_own_site"] else "https://elsewhere.example/")
    answers = {"in_reply_to_status_id_str": "1", "in_reply_to_user_id_str": who}
    found = [{"url": "https://t.co/a", "expanded_url": url} for url in urls]
    facts = {
        "id_str": str(post.name),
        "created_at": f"{post['posted_at']:%a %b %d %H:%M:%S +0000 %Y}",
        "full_text": TEXTS[post["kind"]],
        "favorite_count": str(post["likes_count"]),
        "retweet_count": str(post["reposts_count"]),
        "entities": {"user_mentions": mentions, "urls": found},
    }
    return {"tweet": facts | (answers if post["kind"] == "reply" and who else {})}


def script(kind: str, records: list) -> str:
    return f"window.YTD.{kind}.part0 = {as_json(records)}"
