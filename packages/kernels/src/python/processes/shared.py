"""Memory that processes share: what locks, pipes and values stand on."""

import math
import time

from pyodide.ffi import JsException

from _prange.interpreter import run
from _prange.threads import green


def objects():
    """The host's shared objects. Raises OSError where pages have no shared memory."""
    found = run._host.shared
    if found is None:
        raise OSError(
            "locks, queues, pipes and values shared between processes need shared memory, which this page has not: "
            "give tasks their arguments and let them return results, as Pool and ProcessPoolExecutor do"
        )
    return found


def made(make, *arguments):
    """What `make` allocates; a MemoryError when there is no room."""
    try:
        return make(*arguments)
    except JsException as error:
        raise MemoryError(error.message) from None


def wait_until(word, attempt, timeout=None):
    """Calls `attempt`, again whenever the word at that address has changed, until it answers other than None.

    None when `timeout` seconds have passed. Other threads run meanwhile.
    """
    host, deadline = objects(), None if timeout is None else time.monotonic() + timeout
    while True:
        seen = host.word(word)
        answer = attempt()
        if answer is not None:
            return answer
        left = -1 if deadline is None else math.ceil((deadline - time.monotonic()) * 1000)
        if deadline is not None and left <= 0:
            return None
        if not run._host.switches:
            raise RuntimeError(
                "this process waits for another one, and this browser cannot switch between them: "
                "use a current Chrome, Edge, Firefox or Safari"
            )
        green.suspend(host.changed(word, seen, left).promise)
