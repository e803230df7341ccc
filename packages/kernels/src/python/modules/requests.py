"""The part of `requests` a lesson on downloads needs, over the browser's fetch: this site's own addresses only."""

import json as _json
from urllib.parse import urlencode as _urlencode

from _prange.interpreter import network as _network


class RequestException(OSError):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class HTTPError(RequestException):
    def __init__(self, message, response=None):
        super().__init__(message)
        self.response = response


class exceptions:
    RequestException, ConnectionError, Timeout, HTTPError = RequestException, ConnectionError, Timeout, HTTPError


class Response:
    def __init__(self, url, status_code, reason, headers, content):
        self.url, self.status_code, self.reason = url, status_code, reason
        self.headers, self.content, self.encoding = dict(headers), content, "utf-8"

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def text(self):
        return self.content.decode(self.encoding, "replace")

    def json(self, **options):
        return _json.loads(self.content, **options)

    def raise_for_status(self):
        if not self.ok:
            side = "Client" if self.status_code < 500 else "Server"
            raise HTTPError(f"{self.status_code} {side} Error: {self.reason} for url: {self.url}", self)

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


def request(method, url, *, params=None, data=None, json=None, headers=None, timeout=None):
    headers = dict(headers or {})
    if params:
        url += ("&" if "?" in url else "?") + _urlencode(params, doseq=True)
    if json is not None:
        data = _json.dumps(json)
        headers.setdefault("Content-Type", "application/json")
    elif isinstance(data, dict):
        data = _urlencode(data, doseq=True)
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    body = data.encode() if isinstance(data, str) else data
    try:
        return Response(_network.absolute(url), *_network.request(method.upper(), url, headers, body, timeout))
    except TimeoutError as error:
        raise Timeout(str(error)) from None
    except _network.NetworkError as error:
        raise ConnectionError(str(error)) from None


def get(url, params=None, **options):
    return request("GET", url, params=params, **options)


def post(url, data=None, json=None, **options):
    return request("POST", url, data=data, json=json, **options)


def put(url, data=None, **options):
    return request("PUT", url, data=data, **options)


def delete(url, **options):
    return request("DELETE", url, **options)


class Session:
    """Remembers headers; the browser keeps connections by itself."""

    def __init__(self):
        self.headers = {}

    def request(self, method, url, *, headers=None, **options):
        return request(method, url, headers={**self.headers, **(headers or {})}, **options)

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def post(self, url, **options):
        return self.request("POST", url, **options)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
