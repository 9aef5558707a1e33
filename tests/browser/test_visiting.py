"""A visit notices whatever lives on a page, or the other tests would pass whatever happened."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visiting import visit

ALIVE = {
    "dialog": ("<script>alert('a')</script>", "dialogs"),
    "dialog of a picture": ("<img src='data:,' onerror='confirm(1)'>", "dialogs"),
    "dialog on touch": ("<p onmouseover='prompt(1)'>x</p>", "dialogs"),
    "error": ("<script>nothing()</script>", "errors"),
    "console": ("<script>console.log(1)</script>", "errors"),
    "request": ("<img src='http://evil.example/a.png'>", "requests"),
    "later request": ("<script>setTimeout(() => fetch('//evil.example'), 50)</script>", "requests"),
    "window": ("<script>location = 'http://evil.example'</script>", "requests"),
    "link": ("<a href=' JavaScript:alert(1)'>x</a>", "alive"),
    "frame": ("<iframe srcdoc='x'></iframe>", "alive"),
    "handler": ("<p onclick='1'>x</p>", "alive"),
}


@pytest.mark.parametrize("what", ALIVE)
def test_the_browser_sees_what_is_alive(what: str, chromium: Browser, tmp_path: Path) -> None:
    markup, kind = ALIVE[what]
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>x</title>{markup}", encoding="utf-8")
    assert getattr(visit(chromium, page), kind)


def test_the_browser_sees_what_a_policy_stops(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    page.write_text(f"<!doctype html>{policy}<script>alert(1)</script>", encoding="utf-8")
    seen = visit(chromium, page)
    assert seen.dialogs == []
    assert seen.errors and seen.alive == ["script"]
