"""Facebook exports: JSON of three ages, and web pages."""

import json
from random import Random

START = 1_640_000_000  # 2021-12-20
DAY = 86_400


def damaged(value: object) -> object:
    """Return a JSON value as Meta writes it, each byte of a text a character of its own."""
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, list):
        return [damaged(one) for one in value]
    if isinstance(value, dict):
        return {key: damaged(one) for key, one in value.items()}
    return value


def document(whole: object) -> bytes:
    """Return a JSON file as Meta writes it."""
    return json.dumps(damaged(whole), indent=1).encode()


def person(name: str, day: int | None = None) -> dict:
    """Return a person on most of the lists."""
    return {"name": name} if day is None else {"name": name, "timestamp": START + day * DAY}


def follower(name: str, day: int) -> dict:
    """Return a person on the list of followers since 2023."""
    line = {"value": name, "timestamp": START + day * DAY}
    return {"title": "", "media_list_data": [], "string_list_data": [line]}


def profile(key: str = "profile_v2", **more: object) -> bytes:
    """Return the profile file, with what must never be kept."""
    facts = {
        "name": {"full_name": "Zoë Hart", "first_name": "Zoë"},
        "emails": {"emails": ["zoe@mail.example"]},
        "phone_numbers": [{"phone_number": "+00 555 0100"}],
        "registration_timestamp": START - 400 * DAY,
    }
    return document({key: facts | more})


def page(title: str, *rows: tuple[str, str], layout: str = "_a6-g uiBoxWhite") -> bytes:
    """Return a list as a web page."""
    boxes = "".join(
        f'<div class="pam _3-95 {layout} noborder"><div class="_2pim _a6-h _a6-i">{name}</div>'
        f'<div class="_3-94 _a6-o"><a href="#"><div class="_a72d">{date}</div></a></div></div>'
        for name, date in rows
    )
    head = f"<head><title>{title}</title><style>.pam{{padding:8px}}</style></head>"
    return f"<!DOCTYPE html><html>{head}<body>{boxes}</body></html>".encode()


FRIENDS = [
    person("Zoé Łuk \U0001f33b", 9),
    person("Ida Moss", 7),
    person("Sam Reed", 5),
    person("Sam Reed", 2),
]
POSTS = [
    {
        "timestamp": START + 30 * DAY,
        "title": "Zoë Hart shared a link.",
        "data": [{"post": "Über sleep"}],
        "attachments": [{"data": [{"external_context": {"url": "https://a.example"}}]}],
    },
    {"timestamp": START + 30 * DAY, "data": [{"update_timestamp": START}]},
    {"timestamp": -62169958800, "data": [{"post": "see www.b.example"}]},
]
COMMENT = {"timestamp": START + 40 * DAY, "title": "Zoë Hart commented on Ida Moss's post."}


def since_2023() -> dict[str, bytes]:
    """Return a complete export of today."""
    top, acts = "connections/followers", "your_facebook_activity"
    first = [follower("Ida Moss", 7), follower("Ari Fox", 4)]
    second = [follower("Ari Fox", 4), follower("Sam Reed", 3), follower("", 1)]
    following = [person("Ida Moss", 7), person("Sam Reed", 5), person("The Tea House", 1)]
    pages = [{"timestamp": START, "data": [{"name": "The Tea House"}], "title": "The Tea House"}]
    pages += [{"timestamp": START, "data": [{"name": "Radio Nine"}], "title": "Radio Nine"}]
    acted = f"{acts}/comments_and_reactions"
    return {
        "connections/friends/your_friends.json": document({"friends_v2": FRIENDS}),
        "connections/friends/removed_friends.json": document(
            {"deleted_friends_v2": [person("Old Friend", 1)]}
        ),
        f"{top}/who_you've_followed.json": document({"following_v3": following}),
        f"{top}/people_who_followed_you_1.json": document(first),
        f"{top}/people_who_followed_you_2.json": document(second),
        f"{acts}/pages/pages_and_profiles_you_follow.json": document({"pages_followed_v2": pages}),
        f"{acts}/posts/your_posts__check_ins__photos_and_videos_1.json": document(POSTS),
        f"{acted}/comments.json": document({"comments_v2": [COMMENT]}),
        f"{acted}/likes_and_reactions_1.json": document([{"timestamp": START + 39 * DAY}]),
        f"{acts}/messages/inbox/ida_1/message_1.json": document(
            {"messages": [{"content": "a private word"}]}
        ),
        "personal_information/profile_information/profile_information.json": profile(
            username="Zoe.Hart"
        ),
    }


def of_2020(friends: str, lists: str, version: str = "") -> dict[str, bytes]:
    """Return an export from before 2023, whose followers have no dates."""
    followers = [person("Ida Moss"), person("Ben Ash"), person("Ben Ash"), person("")]
    return {
        f"{friends}/friends.json": document({f"friends{version}": FRIENDS}),
        f"{lists}/followers.json": document({f"followers{version}": followers}),
        f"{lists}/following.json": document({f"following{version}": [person("Ben Ash", 3)]}),
        "profile_information/profile_information.json": profile(
            "profile", profile_uri="https://www.facebook.com/profile.php?id=100000000000007"
        ),
        "posts/your_posts_1.json": document(POSTS[:1]),
    }


def pages() -> dict[str, bytes]:
    """Return an export as web pages, with the time zone of the account."""
    zone = b"<html><td>Time zone</td><td>Europe/London</td></html>"
    return {
        "connections/friends/your_friends.html": page(
            "Your friends", ("Ida &amp; Moss", "Jul 5, 2024 12:30:00 am"), ("Sam Reed", "gestern")
        ),
        "connections/followers/who_you\u2019ve_followed.html": page(
            "Who", ("Ari Fox", "14 Nov 2023, 22:13")
        ),
        "connections/followers/people_who_followed_you.html": page("People"),
        "logged_information/location/timezone.html": zone,
        "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html": page(
            "Posts", ("Zoë Hart shared a link.", "Jul 4, 2024 9:00:00 am")
        ),
    }


def everyday() -> dict[str, bytes]:
    """Return a large export of today."""
    random = Random(11)
    days = sorted((random.randrange(1000) for _ in range(60)), reverse=True)
    top = "connections/followers"
    whole = since_2023()
    whole |= {
        f"{top}/people_who_followed_you_1.json": document(
            [follower(f"Ann Follower {at}", day) for at, day in enumerate(days[:40])]
        ),
        f"{top}/people_who_followed_you_2.json": document(
            [follower(f"Bo Follower {at}", day) for at, day in enumerate(days[40:])]
        ),
        f"{top}/who_you've_followed.json": document(
            {"following_v3": [person(f"Ann Follower {at * 2}", at * 20) for at in range(40)]}
        ),
        "connections/friends/your_friends.json": document(
            {"friends_v2": [person(f"Friend {at}", at * 9) for at in range(80)]}
        ),
        "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json": document(
            [
                {"timestamp": START + at * 26 * DAY, "data": [{"post": f"No. {at}"}]}
                for at in range(40)
            ]
        ),
    }
    return whole


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    return {
        "everyday": everyday(),
        "2023": since_2023(),
        "2020": of_2020("friends_and_followers", "friends_and_followers", "_v2"),
        "2018": of_2020("friends", "following_and_followers"),
        "pages": pages(),
    }
