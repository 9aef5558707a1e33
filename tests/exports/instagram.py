"""Instagram exports of every era, and the lists of Threads that come with them.

Meta writes each byte of a text as a character of its own, which `members` does too.
"""

import json
from random import Random

OWNER = "mara.keller"
OPENED = 1_654_000_000  # 2022-05-31, when the account was opened
LISTS = "connections/followers_and_following/"
ACTIVITY = "your_instagram_activity/"
PERSON = "personal_information/personal_information/personal_information.json"
SIGNUP = "security_and_login_information/login_and_profile_creation/signup_details.json"
DAY = 86_400
PAGE = (
    "<html><head><style>.a{{color:#000}}</style><title>{title}</title></head><body>"
    '<main role="main">{boxes}</main><div>Made by <a href="https://www.instagram.com/">Instagram'
    "</a></div></body></html>"
)


def samples() -> dict[str, dict[str, bytes]]:
    """Return the members of an export of every era and kind, by name."""
    return {
        "everyday": everyday(),
        "until 2020": early(),
        "2021": members(
            {
                "followers_and_following/followers.json": {
                    "relationships_followers": [named("ada"), named("ben", 2)]
                },
                "followers_and_following/following.json": following(named("ben")),
            }
        ),
        "2022": members(
            {
                LISTS + "followers_1.json": [named("ada"), named("ben", 2)],
                LISTS + "following.json": following(named("ben"), named("cleo")),
            }
        ),
        "2024": members(
            {
                LISTS + "followers_1.json": [named("ada", 5), named("ben", 2)],
                LISTS + "following.json": following(titled("ben"), titled("cleo")),
            }
        ),
        "labels": members(
            {
                LISTS + "followers_1.json": [named("ada")],
                LISTS + "following.json": [
                    labelled({"Benutzername": "ben", "Name": "Ben"}),
                    labelled({"Username": "cleo"}),
                ],
            }
        ),
        "pages": pages(),
        "threads": threads(),
    }


def members(files: dict[str, object]) -> dict[str, bytes]:
    """Return JSON files as Meta writes them: ASCII only, each byte a character."""
    return {name: json.dumps(_as_bytes(content)).encode() for name, content in files.items()}


def named(handle: str, day: int = 0) -> dict[str, object]:
    """Return a record of a list with the name as its value."""
    href = f"https://www.instagram.com/{handle}"
    item = {"href": href, "value": handle, "timestamp": OPENED + day * DAY}
    return {"title": "", "media_list_data": [], "string_list_data": [item]}


def titled(handle: str, day: int = 0) -> dict[str, object]:
    """Return a record of the list since 2024, with the name as its title."""
    item = {"href": f"https://www.instagram.com/_u/{handle}", "timestamp": OPENED + day * DAY}
    return {"title": handle, "string_list_data": [item]}


def labelled(values: dict[str, str], day: int = 0, **more: object) -> dict[str, object]:
    """Return a record of labelled values, as there are since 2025."""
    pairs = [{"label": label, "value": value} for label, value in values.items()]
    return {"timestamp": OPENED + day * DAY, "media": [], "label_values": pairs, **more}


def following(*records: object) -> dict[str, object]:
    """Return the list of those whom the owner follows."""
    return {"relationships_following": list(records)}


def owned(handle: str, day: int = 0, url: str = "", title: str = "Owner") -> dict[str, object]:
    """Return a like since 2025; the owner's address is the one in their profile."""
    pairs = [("URL", url), ("Name", handle.title()), ("Username", handle)]
    inner = {"title": "", "dict": [{"label": label, "value": value} for label, value in pairs]}
    record = labelled({"URL": "https://www.instagram.com/p/AAA/"}, day)
    record["label_values"].append({"title": title, "dict": [inner]})
    return record


def liked(handle: str, *days: int) -> dict[str, object]:
    """Return likes before 2025, of one person's posts."""
    items = [{"href": "x", "value": "♥", "timestamp": OPENED + day * DAY} for day in days]
    return {"title": handle, "string_list_data": items}


def comment(
    owner: str | None, day: int = 0, labels: tuple[str, ...] = ("Comment", "Media Owner", "Time")
) -> dict[str, object]:
    """Return a comment, with the three labels in any language."""
    fields = {labels[0]: {"value": "so lovely, call 0170 1234567"}}
    if owner is not None:
        fields[labels[1]] = {"value": owner}
    fields[labels[2]] = {"timestamp": OPENED + day * DAY}
    return {"media_list_data": [{"uri": ""}], "string_map_data": fields}


def post(day: int, text: str = "", pictures: int = 1) -> dict[str, object]:
    """Return a post; several pictures share the post's own date and text."""
    at = OPENED + day * DAY
    media = [
        {"uri": f"media/posts/{day}_{number}.jpg", "creation_timestamp": at, "title": text}
        for number in range(pictures)
    ]
    if pictures == 1:
        return {"media": media}
    return {"media": media, "title": text, "creation_timestamp": at}


def person(**values: str) -> dict[str, object]:
    """Return the file about the owner, by label."""
    fields = {
        label.replace("_", " "): {"href": "", "value": value, "timestamp": 0}
        for label, value in values.items()
    }
    return {"profile_user": [{"media_map_data": {}, "string_map_data": fields}]}


def signup(opened: int = OPENED) -> dict[str, object]:
    """Return the file about the account's first day."""
    fields = {
        "Username": {"value": OWNER, "timestamp": 0},
        "IP address": {"value": "192.0.2.44", "timestamp": 0},
        "Time": {"value": "", "timestamp": opened},
    }
    return {"account_history_registration_info": [{"title": "", "string_map_data": fields}]}


def everyday() -> dict[str, bytes]:
    """Return what a person downloads today: 60 followers, 40 followed, posts, likes, comments."""
    random = Random(7)
    days = sorted(random.sample(range(3, 3 * 365), 60), reverse=True)
    people = [f"person_{number:02}" for number in range(60)]
    known = [*people[:24], *(f"studio.{number}" for number in range(16))]
    return members(
        {
            LISTS + "followers_1.json": [named(*pair) for pair in zip(people, days, strict=True)],
            LISTS + "following.json": following(
                *(titled(name, 1_050 - 25 * place) for place, name in enumerate(known))
            ),
            LISTS + "pending_follow_requests.json": {
                "relationships_follow_requests_sent": [named("not.yet")]
            },
            PERSON: person(
                Email_address="mara@example.org",
                Phone_number="+49 170 7654321",
                Username=OWNER,
                Name="Mara Käller",
                Bio="Körpertherapie in Köln",
                Private_account="False",
            ),
            SIGNUP: signup(),
            ACTIVITY + "media/posts_1.json": [
                post(9 * number + 1, f"Übung {number}", 1 + number % 3) for number in range(90)
            ],
            ACTIVITY + "media/reels.json": {"ig_reels_media": [post(102), post(902, "Reel")]},
            ACTIVITY + "media/stories.json": {"ig_stories": []},
            ACTIVITY + "likes/liked_posts.json": [
                owned(random.choice(known), random.randrange(1_090)) for _ in range(120)
            ],
            ACTIVITY + "likes/liked_comments.json": {
                "likes_comment_likes": [liked(random.choice(people), 400) for _ in range(10)]
            },
            ACTIVITY + "comments/post_comments_1.json": [
                comment(random.choice(known), random.randrange(1_090)) for _ in range(50)
            ],
            ACTIVITY + "story_interactions/story_likes.json": [owned("studio.3", 1_092)],
            **_threads_lists(ACTIVITY + "threads/"),
            ACTIVITY + "messages/inbox/x/message_1.json": {
                "messages": [{"content": "strictly between us"}]
            },
        }
    )


def early() -> dict[str, bytes]:
    """Return an export of 2020: other files, ISO dates, likes and comments as rows."""
    return members(
        {
            "connections.json": {
                "blocked_users": {"troll": "2019-02-01T00:00:00+00:00"},
                "followers": {
                    "ada": "2019-03-01T10:00:00+00:00",
                    "ben": "2019-04-01T10:00:00+00:00",
                },
                "following": {"ben": "2019-05-01T10:00:00+00:00"},
                "following_hashtags": {"yoga": "2019-05-01T10:00:00+00:00"},
            },
            "profile.json": {
                "username": OWNER,
                "name": "Mara",
                "email": "mara@example.org",
                "date_joined": "2019-02-20T09:00:00+00:00",
                "private_account": True,
            },
            "likes.json": {
                "media_likes": [["2019-06-01T10:00:00+00:00", "ada"]],
                "comment_likes": [["2019-06-02T10:00:00+00:00", "ben"]],
            },
            "comments.json": {
                "media_comments": [["2019-07-01T10:00:00+00:00", "well said", "cleo"]]
            },
            "media.json": {
                "photos": [
                    _picture("2019-08-01T10:00:00+00:00", "a"),
                    _picture("2019-08-01T10:00:00+00:00", "b"),
                ],
                "videos": [_picture("2019-09-01T10:00:00+00:00", "c")],
                "stories": [_picture("2019-09-02T10:00:00+00:00", "d")],
            },
        }
    )


def pages() -> dict[str, bytes]:
    """Return the lists as web pages."""
    box = '<div class="pam uiBoxWhite">{}<div>{}</div><div>März 4, 2024 9:10 am</div></div>'
    link = '<a target="_blank" href="https://www.instagram.com/{}">{}</a>'
    followers = [box.format("", link.format(name, name)) for name in ("ada", "ben")]
    followed = [
        box.format(f'<h2 class="_a6-h">{name}</h2>', link.format(f"_u/{name}", f"@{name}"))
        for name in ("ben", "cleo", "dora.d")
    ]
    texts = {
        LISTS + "followers_1.html": PAGE.format(title="Followers", boxes="".join(followers)),
        LISTS + "following.html": PAGE.format(title="Following", boxes="\n".join(followed)),
    }
    return {name: text.encode() for name, text in texts.items()}


def threads() -> dict[str, bytes]:
    """Return the folder with the lists of Threads, alone."""
    return members(_threads_lists(""))


def _threads_lists(folder: str) -> dict[str, object]:
    records = [named("thea", 30), named("theo", 20)]
    records[0] |= {"title": "Thea Öst"}
    return {
        f"{folder}followers.json": {"text_post_app_text_post_app_followers": records},
        f"{folder}following.json": {
            "text_post_app_text_post_app_following": [named("thea", 40)],
        },
    }


def _picture(at: str, name: str) -> dict[str, str]:
    return {"caption": "Words", "taken_at": at, "location": "Cologne", "path": f"photos/{name}.jpg"}


def _as_bytes(value: object) -> object:
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, list):
        return [_as_bytes(one) for one in value]
    if isinstance(value, dict):
        return {_as_bytes(key): _as_bytes(one) for key, one in value.items()}
    return value
