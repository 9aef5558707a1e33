"""TikTok exports: three layouts of the JSON file, and text files in two languages."""

import json
from datetime import datetime, timedelta
from random import Random

FANS = [("2023-02-01 10:00:00", "ruth.oak"), ("2023-02-03 11:30:00", "Theo_7")]
FOLLOWED = [("2023-01-05 09:00:00", "theo_7"), ("2023-04-09 20:15:30", "tea.house")]
PROFILE = {
    "userName": "Nora.Listens",
    "displayName": "Nora  Listens",
    "bioDescription": "Talks about sleep",
    "emailAddress": "nora@mail.example",
    "telephoneNumber": "+00 555 0100",
    "birthDate": "01-Jan-1980",
    "followerCount": 2,
    "followingCount": "2",
    "likesReceived": "41",
}
VIDEOS = [
    {"Date": "2023-03-01 12:00:00", "Link": "https://v.example/1", "Likes": "12"},
    {"Date": "2023-03-01 12:00:00", "Link": "https://v.example/2", "WhoCanView": "Public"},
    {"Date": "2023-05-01 08:00:00", "Link": "https://v.example/3", "WhoCanView": "Only me"},
]
LIKES = [{"Date": "2023-06-01 07:00:00", "Link": "https://v.example/9"}]
COMMENTS = [{"Date": "2023-06-02 07:00:00", "Comment": "so true, call 555 0100"}]
CHATS = {"Chat History with ruth.oak": [{"From": "ruth.oak", "Content": "a private word"}]}


def people(rows: list[tuple[str, str]]) -> list[dict]:
    """Return a list of people as the JSON file has it."""
    return [{"Date": date, "UserName": name} for date, name in rows]


def document(whole: object) -> bytes:
    """Return the JSON file's content."""
    return json.dumps(whole, ensure_ascii=False).encode()


def newest_layout() -> dict:
    """Return the sections of an export since 2025."""
    return {
        "Ads and data": {"Ad Interests": {"AdInterestCategories": None}},
        "Comment": {"Comments": {"CommentsList": COMMENTS}},
        "Direct Message": {"Direct Messages": {"ChatHistory": CHATS}},
        "Likes and Favorites": {"Like List": {"ItemFavoriteList": LIKES}},
        "Post": {"Posts": {"VideoList": VIDEOS}},
        "Profile And Settings": {
            "Profile Info": {"ProfileMap": PROFILE},
            "Follower": {"FansList": people(FANS)},
            "Following": {"Following": people(FOLLOWED)},
        },
        "Your Activity": {"Login History": {"LoginHistoryList": [{"IP": "192.0.2.7"}]}},
    }


def layout_of_2024() -> dict:
    """Return the sections of an export of 2024."""
    return {
        "Profile": {"Profile Info": {"ProfileMap": PROFILE}},
        "Your Activity": {
            "Follower": {"FansList": people(FANS)},
            "Following": {"Following": people(FOLLOWED)},
            "Like List": {"ItemFavoriteList": LIKES},
            "Watch History": {"VideoList": [{"Date": "2023-07-01 00:00:00", "Link": ""}]},
        },
        "Video": {"Videos": {"VideoList": VIDEOS}},
    }


def layout_of_2020() -> dict:
    """Return the sections of an export from 2020 to 2023."""
    return {
        "Activity": {
            "Follower List": {"FansList": people(FANS)},
            "Following List": {"Following": people(FOLLOWED)},
            "Like List": {"ItemFavoriteList": LIKES},
        },
        "Profile": {"Profile Information": {"ProfileMap": PROFILE}},
        "Video": {"Videos": {"VideoList": None}},
    }


def lower_case() -> dict:
    """Return lists whose names and keys are written in small letters."""
    fans = [{"date": date, "username": name} for date, name in FANS]
    return {
        "profile_and_settings": {"follower": {"fanslist": fans}, "following": {"following": None}},
    }


def records(rows: list[tuple[str, str]], date: str = "Date", user: str = "Username") -> str:
    """Return a list of people as the text files have it."""
    return "\n\n".join(f"{date}: {when} UTC\n{user}: {name}" for when, name in rows)


def text_files() -> dict[str, bytes]:
    """Return an English export as text files."""
    top = "TikTok/Profile and Settings"
    return {
        f"{top}/Follower.txt": records(FANS).encode(),
        f"{top}/Following.txt": records(FOLLOWED).replace("\n", "\r\n").encode(),
        f"{top}/Profile Information.txt": b"Username: Nora.Listens\nEmail: nora@mail.example\n",
        "TikTok/Likes and Favorites/Like List.txt": b"Date: 2023-06-01 07:00:00 UTC\nLink: x\n",
        "TikTok/Comments/Comments.txt": b"You have no data in this section\n",
        "TikTok/Videos/Videos.txt": b"Date: 2023-03-01 12:00:00 UTC\nLink: x\nLike(s): 12\n",
        "TikTok/Direct Messages/Direct Messages.txt": b"ruth.oak: a private word\n",
    }


def dutch_text_files() -> dict[str, bytes]:
    """Return a Dutch export as text files, one of them saved again as UTF-16."""
    top = "Profiel en instellingen"
    fans = records(FANS, "Datum", "Gebruikersnaam")
    followed = records(FOLLOWED, "Datum", "Gebruikersnaam")
    return {
        f"{top}/Volger.txt": fans.encode("utf-16"),
        f"{top}/Volgend.txt": b"\xef\xbb\xbf" + followed.encode(),
    }


def everyday() -> dict:
    """Return a large export of today with everything in it."""
    random = Random(5)
    start = datetime(2022, 1, 3, 8)

    def said(days: float) -> str:
        return f"{start + timedelta(days=days):%Y-%m-%d %H:%M:%S}"

    fans = sorted((said(random.uniform(0, 1000)), f"fan_{number}") for number in range(60))
    followed = [(said(random.uniform(0, 1000)), f"fan_{number * 2}") for number in range(40)]
    whole = newest_layout()
    settings = whole["Profile And Settings"]
    settings["Profile Info"] = {"ProfileMap": PROFILE | {"followerCount": 60, "followingCount": 40}}
    settings["Follower"]["FansList"] = people(fans[::-1])
    settings["Following"]["Following"] = people(followed)
    whole["Post"]["Posts"]["VideoList"] = [
        {"Date": said(day * 25.3), "Link": "", "Likes": str(random.randrange(40))}
        for day in range(40)
    ]
    whole["Likes and Favorites"]["Like List"]["ItemFavoriteList"] = [
        {"Date": said(day * 3.7), "Link": ""} for day in range(290)
    ]
    return whole


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    return {
        "everyday": {"user_data_tiktok.json": document(everyday())},
        "2025": {"user_data_tiktok.json": document(newest_layout())},
        "2024": {"TikTok_Data/user_data_tiktok (1).json": document(layout_of_2024())},
        "2020": {"user_data.json": b"\xef\xbb\xbf" + document(layout_of_2020())},
        "lower case": {"my data.json": document(lower_case())},
        "text": text_files(),
        "dutch text": dutch_text_files(),
    }
