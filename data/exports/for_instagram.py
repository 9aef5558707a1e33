"""The audience as an Instagram export gives it: user names, and since when each follows."""

import pandas as pd
from cut import TEXTS, Seen, as_json, seconds


def instagram_export(part: Seen) -> dict[str, str]:
    """Return an Instagram export: user names and since when, posts, comments and likes."""
    own, names = part.accounts.loc[part.me], part.accounts["handle"]
    listed = part.followers["follower_id"].map(names), part.followers["followed_at"]
    followers = [_named(name, at) for name, at in zip(*listed, strict=True)]
    about = {"Username": own["handle"], "Name": own["name"], "Bio": own["bio"]}
    fields = {label: {"value": value, "timestamp": 0} for label, value in about.items()}
    opened = {
        "Username": {"value": own["handle"], "timestamp": 0},
        "Time": {"value": "", "timestamp": seconds(own["created_at"])},
    }
    originals = part.posts.loc[part.posts["kind"] == "original", "posted_at"]
    posts = [{"uri": "media/1.jpg", "creation_timestamp": seconds(at)} for at in originals]
    comments = [_comment(names[act.target_id], act.at) for act in part.acts.itertuples()]
    lists = "connections/followers_and_following/"
    person = "personal_information/personal_information/personal_information.json"
    login = "security_and_login_information/login_and_profile_creation/signup_details.json"
    activity = "your_instagram_activity/"
    followed = [{"title": names[one], "string_list_data": [{}]} for one in part.following]
    return {
        f"{lists}followers_1.json": as_json(followers),
        f"{lists}following.json": as_json({"relationships_following": followed}),
        person: as_json({"profile_user": [{"string_map_data": fields}]}),
        login: as_json({"account_history_registration_info": [{"string_map_data": opened}]}),
        f"{activity}media/posts_1.json": as_json([{"media": [one]} for one in posts]),
        f"{activity}comments/post_comments_1.json": as_json(comments),
    }


def _named(name: str, at: pd.Timestamp) -> dict[str, object]:
    href = f"https://www.instagram.com/{name}"
    return {"string_list_data": [{"href": href, "value": name, "timestamp": seconds(at)}]}


def _comment(name: str, at: pd.Timestamp) -> dict[str, object]:
    fields = {"Media Owner": {"value": name}, "Time": {"timestamp": seconds(at)}}
    return {"string_map_data": {"Comment": {"value": TEXTS["reply"]}} | fields}
