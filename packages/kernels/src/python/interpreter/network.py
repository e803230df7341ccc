"""`urllib.request` over the browser's fetch: a thread that downloads waits, and the others run.

Without stack switching everything waits for the one download.
"""

import email.message
import io
import urllib.error
import urllib.request
import urllib.response

from pyodide.ffi import to_js

from _prange.threads import green

_host = None
_real_urlopen = urllib.request.urlopen


class NetworkError(OSError):
    """The browser refused or lost the request; it does not say more."""


def request(method, url, headers=None, body=None, timeout=None):
    """Sends one request to this site; (status, reason, headers, body). Raises NetworkError, TimeoutError."""
    answer = _host.fetch(
        method, absolute(url), to_js(list((headers or {}).items())), to_js(body), -1 if timeout is None else timeout * 1000
    )
    if _host.switches:
        answer = green.suspend(answer.promise)
    if answer.error == "timeout":
        raise TimeoutError("timed out")
    if answer.error:
        raise NetworkError(f"{url} could not be fetched: programs here reach this site's own addresses only")
    return answer.status, answer.reason, [tuple(pair) for pair in answer.headers.to_py()], answer.body.to_bytes()


def absolute(url):
    """Programs may leave the origin away: "/api/quotes/AAPL"."""
    return _host.origin + url if isinstance(url, str) and url.startswith("/") else url


class FetchHandler(urllib.request.BaseHandler):
    def http_open(self, asked):
        timeout = asked.timeout if isinstance(asked.timeout, (int, float)) else None
        try:
            status, reason, headers, body = request(
                asked.get_method(), asked.full_url, dict(asked.header_items()), asked.data, timeout
            )
        except NetworkError as error:
            raise urllib.error.URLError(error) from None
        message = email.message.Message()
        for name, value in headers:
            message[name] = value
        response = urllib.response.addinfourl(io.BytesIO(body), message, asked.full_url, status)
        response.msg = response.reason = reason
        return response

    https_open = http_open


def urlopen(url, data=None, timeout=None, **unused):
    return _real_urlopen(absolute(url), data, **({} if timeout is None else {"timeout": timeout}))


def install(host):
    global _host
    _host = host
    opener = urllib.request.OpenerDirector()
    for handler in (
        FetchHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.DataHandler,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    urllib.request.install_opener(opener)
    urllib.request.urlopen = urlopen
