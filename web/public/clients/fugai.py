#!/usr/bin/env python3
'''两个覆盖接口的 Python 客户端：一个文件，只用标准库，Python ≥ 3.9，复制即用。
A client of the API in one file with the standard library only: copy it.

    python3 fugai.py http://127.0.0.1:4000 410000

prints the coverage of every region below the given one: numerator, denominator, rate.

    from fugai import Fugai

    UNITS = """
    query Units($region: ID!, $after: String) {
      units(where: {region: $region}, first: 200, after: $after) {
        nodes { creditCode }
        pageInfo { hasNextPage endCursor }
      }
    }
    """
    api = Fugai("http://127.0.0.1:4000")  # token="fugai_…" where readers must sign in
    for unit in api.nodes(UNITS, "units", {"region": "410302"}):
        print(unit["creditCode"])
    for row in api.export("units", region="410302", sector=["NON_PUBLIC_ENTERPRISE", "SOCIAL_ORGANIZATION"], hasPremises=True):
        print(row["credit_code"], row["staff"])
'''
from __future__ import annotations

import csv
import io
import json
import sys
from collections import OrderedDict
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Callable, Dict, Iterator, List, Optional, TypeVar, overload
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

T = TypeVar("T")

# Longer questions are posted, and then have no ETag.
LONGEST_ADDRESS = 6000


class FugaiError(Exception):
    """What the server refused. code: BAD_USER_INPUT, UNAUTHENTICATED, QUERY_TOO_EXPENSIVE, TIMED_OUT, UNAVAILABLE …
    UNREACHABLE, with status 0: there is no server, or another than this."""

    def __init__(self, message: str, code: str, status: int) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


@dataclass(frozen=True)
class Rate:
    """Percent 0–100 unrounded. Exactly one of value and missing is None."""

    numerator: Optional[float]
    denominator: Optional[float]
    value: Optional[float]
    missing: Optional[str]


@dataclass(frozen=True)
class Coverage:
    code: str
    name: str
    rate: Rate


class Fugai:
    def __init__(self, url: str, token: Optional[str] = None, version: Optional[str] = None, kept: int = 100, timeout: float = 60) -> None:
        """version pins every question to one data version, "v12"; kept answers let the server say «unchanged»."""
        if not url.startswith(("http://", "https://")):
            raise FugaiError(f"地址应以 http:// 或 https:// 开头；收到「{url}」", "BAD_USER_INPUT", 0)
        self._url = url.rstrip("/")
        self._token = token
        self._version = version
        self._kept = kept
        self._timeout = timeout
        self._known: "OrderedDict[str, tuple[str, bytes]]" = OrderedDict()

    @overload
    def query(self, text: str, variables: Optional[Dict[str, Any]] = None) -> Dict[str, Any]: ...

    @overload
    def query(self, text: str, variables: Optional[Dict[str, Any]] = None, *, into: Callable[[Dict[str, Any]], T]) -> T: ...

    def query(self, text: str, variables: Optional[Dict[str, Any]] = None, *, into: Callable[[Dict[str, Any]], Any] = dict) -> Any:
        """Asks one operation and gives its answer through `into`. An answer that did not change is not sent again."""
        question: Dict[str, Any] = {"query": text, "variables": variables or {}}
        if self._version is not None:
            question["extensions"] = {"dataVersion": self._version}
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in question.items()}
        address = "/graphql?" + urlencode(texts)
        if len(address) > LONGEST_ADDRESS:
            return into(_content(*self._read(self._open("/graphql", body=json.dumps(question).encode()))))
        known = self._known.get(address)
        try:
            response = self._open(address, tag=known[0] if known else None)
        except HTTPError as unchanged:  # urllib takes 304 for an error
            if unchanged.code != 304 or known is None:
                raise
            # Read anew, for what a caller got is theirs to change.
            return into(_content(known[1], 200))
        tag = response.headers.get("etag")
        body, status = self._read(response)
        answer = _content(body, status)
        if tag and self._kept > 0:
            while len(self._known) >= self._kept:
                self._known.popitem(last=False)
            self._known[address] = (tag, body)
        return into(answer)

    def nodes(self, text: str, field: str, variables: Optional[Dict[str, Any]] = None) -> Iterator[Dict[str, Any]]:
        """Every node of a list, page by page. The operation takes $after: String and asks for nodes and pageInfo { hasNextPage endCursor }."""
        after = None
        while True:
            page = self.query(text, {**(variables or {}), "after": after})[field]
            yield from page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def export(self, noun: str, **parameters: Any) -> Iterator[Dict[str, Optional[str]]]:
        """Rows of a bulk export while they arrive, with the Latin names of /export/<noun>.dictionary.json; None is absent.
        Parameters may be lists and booleans; None is left out. One with a point is given as **{"where.sector": "INDIVIDUAL"}; `from` likewise."""
        given = {"lang": "en", "version": self._version, **parameters}
        texts = {name: _parameter(value) for name, value in given.items() if value is not None}
        with self._open(f"/export/{noun}.csv?" + urlencode(texts)) as response:
            lines = io.TextIOWrapper(response, encoding="utf-8", newline="")
            for row in csv.DictReader(lines):
                yield {name: value or None for name, value in row.items()}

    def _open(self, address: str, body: Optional[bytes] = None, tag: Optional[str] = None):  # an open response
        headers = {"accept": "application/graphql-response+json, application/json", "content-type": "application/json"}
        if self._token is not None:
            headers["authorization"] = f"Bearer {self._token}"
        if tag is not None:
            headers["if-none-match"] = tag
        try:
            return urlopen(Request(self._url + address, data=body, headers=headers), timeout=self._timeout)
        except HTTPError as failure:
            if failure.code == 304:
                raise
            raise _refusal(failure.read(), failure.code) from None
        except (OSError, HTTPException, ValueError) as failure:
            raise _unreachable(self._url, failure) from None

    def _read(self, response) -> "tuple[bytes, int]":
        try:
            with response:
                return response.read(), response.status
        except (OSError, HTTPException) as failure:
            raise _unreachable(self._url, failure) from None


def _parameter(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(_parameter, value)) if isinstance(value, (list, tuple)) else str(value)


def _unreachable(url: str, failure: Exception) -> FugaiError:
    return FugaiError(f"连不上 {url}（{getattr(failure, 'reason', failure)}）：请核对地址，并确认服务已启动", "UNREACHABLE", 0)


def _content(body: bytes, status: int) -> Dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or ("data" not in answer and "errors" not in answer):
        raise FugaiError("应答不是本接口的 JSON：请核对地址", "UNREACHABLE", 0)
    if answer.get("errors"):
        raise _refusal(body, status)
    return answer["data"]


def _refusal(body: bytes, status: int) -> FugaiError:
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        return FugaiError(f"HTTP {status}", "INTERNAL_SERVER_ERROR", status)
    for error in answer.get("errors") or []:
        return FugaiError(error["message"], error.get("extensions", {}).get("code", "INTERNAL_SERVER_ERROR"), status)
    return FugaiError(answer.get("error", f"HTTP {status}"), answer.get("code", "INTERNAL_SERVER_ERROR"), status)


COVERAGE = """
query Coverage($parent: ID!) {
  observations(indicators: [PARTY_ORG_COVERAGE], regions: {childrenOf: $parent, kind: ADMINISTRATIVE}, periods: {last: 1}) {
    region { code name }
    rate { numerator denominator value missing }
  }
}
"""


def to_coverage(answer: Dict[str, Any]) -> List[Coverage]:
    return [Coverage(row["region"]["code"], row["region"]["name"], Rate(**row["rate"])) for row in answer["observations"]]


def main(url: str, parent: str) -> None:
    rows = Fugai(url).query(COVERAGE, {"parent": parent}, into=to_coverage)
    if not rows:
        raise FugaiError(f"「{parent}」没有下级行政区划，或库中还没有数据；请给省、市的代码，如 410000", "NOT_FOUND", 200)
    for row in rows:
        rate = row.rate
        shown = f"{rate.value:.1f} %" if rate.value is not None else str(rate.missing)
        parts = "" if rate.numerator is None or rate.denominator is None else f"{rate.numerator:.0f}/{rate.denominator:.0f}"
        print(row.code, row.name, parts, shown, sep="\t")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("用法：python3 fugai.py http://127.0.0.1:4000 410000")
    try:
        main(sys.argv[1], sys.argv[2])
    except FugaiError as refused:
        sys.exit(f"{refused.code}：{refused}")
