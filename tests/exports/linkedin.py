"""LinkedIn exports: complete and basic, in English and German, and their lists alone."""

import csv
import io
from datetime import date, datetime, timedelta
from random import Random

NOTES = (
    'Notes:\n"Some e-mail addresses may be missing here, as members choose who may ""see"" '
    'them."\n\n'
)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
OLD_CONNECTIONS = "First Name,Last Name,Email Address,Company,Position,Connected On"
GERMAN = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am"
SHARES = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility"
COMMENTS = "Date,Link,Message"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers"
)
PROFILE_ROW = (
    'Mara,Lind,,12 Quay Road,4 May,"Couples therapist, speaker",I listen.,Mental Health Care,'
    '99001,"Cork, Ireland",,"[PERSONAL:https://www.mara.example/start,BLOG:https://notes.example]",'
)
OWN = "https://www.linkedin.com/in/mara-lind"
FEED = "https://www.linkedin.com/feed/update/"
_FIRST = "Ada Ben Cleo Dov Eva Finn Gia Hugo Ines Jon Kaya Leo".split()
_LAST = "Abel Brandt Costa Duval Egger".split()


def sheet(header: str, *rows: str, before: str = "") -> bytes:
    """Return a CSV file of rows as they stand."""
    return (before + "\n".join([header, *rows]) + "\n").encode()


def profile() -> bytes:
    """Return the owner's profile with what must never be kept."""
    return sheet(PROFILE, PROFILE_ROW)


def samples() -> dict[str, dict[str, bytes]]:
    """Return every variant as its members."""
    small = sheet(
        CONNECTIONS,
        "Ada,Abel,https://www.linkedin.com/in/ada-abel,ada@mail.example,Quay,Nurse,07 Mar 2024",
        "Ben,Brandt,,,,,01 Dec 2023",
        before=NOTES,
    )
    own = f'2024-02-03 10:00:00,{FEED}urn%3Ali%3Ashare%3A11,"Hello",,,MEMBER_NETWORK'
    comment = f'2024-02-04 10:00:00,{FEED}urn%3Ali%3Aactivity%3A21,"Well \\"said\\", Ada"'
    return {
        "everyday": everyday(),
        "basic": {
            "Connections.csv": small,
            "Invitations.csv": sheet(
                INVITATIONS,
                f'Mara Lind,Ada Abel,"7/8/23, 3:43 PM",hi,OUTGOING,{OWN},'
                "https://www.linkedin.com/in/ada-abel",
            ),
            "Profile.csv": profile(),
        },
        "german": {
            "Connections.csv": sheet(
                GERMAN,
                "Jürgen,Müller,https://de.linkedin.com/in/j%C3%BCrgen-m%C3%BCller,,Praxis,Arzt,"
                "05 Mär 2024",
            )
        },
        "older": {
            "Connections.csv": sheet(
                OLD_CONNECTIONS,
                "Ada,Abel,ada@mail.example,Quay,Nurse,07 Mar 2019",
                "Ada,Abel,,Pier,Cook,07 Mar 2019",
                "Ada,Abel,,Pier,Cook,08 Mar 2019",
            )
        },
        "numbered": {
            "Jobs/Saved Jobs.csv": b"Saved Date,Job Url\n",
            "Connections.csv": small,
            "Shares_17529409.csv": b"\xef\xbb\xbf" + sheet(SHARES, own).replace(b"\n", b"\r\n"),
            "Comments_17529409.csv": sheet(COMMENTS, comment),
        },
        "single": {"people.csv": small},
        "shares only": {"posts.csv": sheet(SHARES, own)},
        "comments only": {"Comments.csv": sheet(COMMENTS, comment)},
    }


def everyday() -> dict[str, bytes]:
    """Return what somebody with 60 connections downloads today, with everything in it."""
    random = Random(4)
    days = sorted(date(2023, 3, 1) + timedelta(random.randrange(1100)) for _ in range(60))[::-1]
    people = [(_FIRST[n % 12], _LAST[n // 12]) for n in range(60)]
    slugs = [f"{first}-{last}-{n}".lower() for n, (first, last) in enumerate(people)]
    connections = [
        [*person, f"https://www.linkedin.com/in/{slug}", "", f"Practice {n % 7}", "Therapist", on]
        for n, (person, slug, on) in enumerate(
            zip(people, slugs, [f"{day:%d %b %Y}" for day in days], strict=True)
        )
    ]
    moments = sorted(
        datetime(2023, 4, 1, 9) + timedelta(hours=random.randrange(25_000)) for _ in range(90)
    )
    links = [f"{FEED}urn%3Ali%3Aactivity%3A{7_000 + n}" for n in range(90)]
    shares = [
        [at, link.replace("activity", "ugcPost"), f"A note\non {n}", page, "", "MEMBER_NETWORK"]
        for n, (at, link) in enumerate(zip(moments[:25], links, strict=False))
        for page in ["https://mara.example/notes" if n % 5 == 0 else ""]
    ]
    comments = "".join(
        f'{at},{link},"So \\"true\\", thank you"\n'
        for at, link in zip(moments[25:60], links[25:60], strict=True)
    )
    invitations = [
        ["Mara Lind", " ".join(person), "7/8/23, 3:43 PM", "hi", "OUTGOING", OWN, row[2]]
        if n % 3
        else [" ".join(person), "Mara Lind", "7/8/23, 3:43 PM", "", "INCOMING", row[2], OWN]
        for n, (person, row) in enumerate(zip(people[:20], connections, strict=False))
    ]
    pages = [[f"House {n}", f"Tue Mar 05 14:22:{n:02} UTC 2024"] for n in range(8)]
    members = [[at, "Active", f"Rue {n}"] for n, at in enumerate(moments[:12])]
    return {
        "Connections.csv": written(CONNECTIONS, connections, NOTES),
        "Shares_42.csv": written(SHARES, shares),
        "Comments_42.csv": f"{COMMENTS}\n{comments}".encode(),
        "InstantReposts_42.csv": written(
            "Date,Link", zip(moments[60:70], links[60:70], strict=True)
        ),
        "Reactions_42.csv": written(
            "Date,Type,Link", [[at, "LIKE", links[0]] for at in moments[70:]]
        ),
        "Member_Follows_42.csv": written("Date,Status,FullName", members),
        "Company Follows.csv": written("Organization,Followed On", pages),
        "Invitations.csv": written(INVITATIONS, invitations),
        "Profile.csv": profile(),
        "messages.csv": b'"CONVERSATION ID","FROM","CONTENT"\n1,Ada,secret words\n',
        "ImportedContacts.csv": b"FirstName,Emails\nAda,ada@mail.example\n",
    }


def written(header: str, rows: object, before: str = "") -> bytes:
    """Return rows as a CSV file, quoted where they need it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return f"{before}{header}\n{text.getvalue()}".encode()
