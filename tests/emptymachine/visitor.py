"""Somebody who comes to the machine from outside: what its addresses answer, in JSON. With a password as its argument
the administrator signs in first and sets up the second step.

Nothing but Python's own library: it runs beside the portal, not in it.
"""

import base64
import hashlib
import hmac
import http.cookiejar
import json
import re
import ssl
import struct
import sys
import time
import urllib.error
import urllib.request

HOST = "members.example.org"


class Asking(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        """Follows nothing: where it leads is what is asked."""


class Browser:
    def __init__(self, forged: str = ""):
        # The certificate is one that nobody vouches for.
        insecure = ssl._create_unverified_context()  # noqa: S323
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(Asking, cookies, urllib.request.HTTPSHandler(context=insecure))
        self.opener.addheaders = [("X-Forwarded-For", forged)] if forged else []

    def ask(self, address: str, body: bytes | None = None, **headers):
        """Status, headers by lower names, words of the answer."""
        site = address if address.startswith("http") else f"https://{HOST}{address}"
        headers = {name.replace("_", "-"): value for name, value in headers.items()} | {"Referer": site}
        try:
            answer = self.opener.open(urllib.request.Request(site, body, headers), timeout=60)  # noqa: S310
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            found = {name.lower(): value for name, value in answer.headers.items()}
            self.page = answer.read().decode(errors="replace")
            return answer.status, found, self.page

    def send(self, address: str, file: bytes = b"", **fields):
        """The form of the page that was read last, with a file where there is one."""
        fields["csrfmiddlewaretoken"] = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)[1]
        parts = [(f'"{name}"', words.encode()) for name, words in fields.items()]
        parts += [('"file"; filename="a.csv"', file)] if file else []
        head = "--xx\r\nContent-Disposition: form-data; name={}\r\n\r\n"
        body = b"".join(head.format(name).encode() + words + b"\r\n" for name, words in parts)
        return self.ask(address, body + b"--xx--\r\n", Content_Type="multipart/form-data; boundary=xx")

    def sign_in(self, name: str, password: str):
        self.ask("/admin/login/")
        return self.send("/admin/login/", username=name, password=password, next="/admin/")


def code_of(secret: str) -> str:
    """The code of this half minute (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def begin(password: str) -> dict:
    """The administrator's way into admin: password, second step, the first page; and a large file."""
    browser = Browser()
    browser.sign_in("administrator", password)
    browser.ask("/admin/second-step/set-up/")
    secret = re.search(r'<code dir="ltr">(\w+)</code>', browser.page)[1]
    proved, *_ = browser.send("/admin/second-step/set-up/", code=code_of(secret))
    admin, *_ = browser.ask("/admin/")
    browser.ask("/admin/profiles/import/add/")
    large, *_ = browser.send("/admin/profiles/import/add/", file=b"slug,summary_en\n" + b"x" * 19_000_000)
    return {"proved": proved, "admin": admin, "large": large}


def bar_with_forged_addresses() -> list[int]:
    """Wrong passwords, each as if from another address."""
    return [Browser(f"203.0.113.{number}").sign_in("nobody", "wrong")[0] for number in range(7)]


def look_around() -> dict:
    browser = Browser()
    home = browser.ask("/")
    style = re.search(r'href="(/static/[^"]+\.css)"', home[2])[1]
    logo = re.search(r'src="(/media/[^"]+)"', browser.ask("/members/")[2])
    answers = {
        "home": home,
        "arabic": browser.ask("/ar/members/"),
        "plain": browser.ask(f"http://{HOST}/members/?type=sending"),
        "style": browser.ask(style),
        "logo": browser.ask(logo[1]) if logo else None,
        "sign-in": browser.ask("/admin/login/"),
        "healthz": browser.ask("http://127.0.0.1:8000/healthz"),
        "readyz": browser.ask("http://127.0.0.1:8000/readyz"),
        "api": browser.ask("/api/v1/members/"),
    }
    return {name: answer and {"status": answer[0], "headers": answer[1]} for name, answer in answers.items()}


if __name__ == "__main__":
    signed_in = begin(sys.argv[1]) if sys.argv[1:] else None
    json.dump({"signed in": signed_in, "forged": bar_with_forged_addresses(), **look_around()}, sys.stdout)
