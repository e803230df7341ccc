"""asyncio on green threads: CPython's own event loop, whose selector waits as a thread does."""

import asyncio
import math

from pyodide.webloop import WebLoopPolicy

from . import green


class _Selector:
    """There is nothing to select but time and calls from other threads."""

    def __init__(self):
        self._woken = False
        self._waiter = None

    def select(self, timeout):
        if not self._woken and (timeout is None or timeout > 0):
            self._waiter = green._host.waiter(-1 if timeout is None else math.ceil(timeout * 1000))
            green.suspend(self._waiter.promise)
            self._waiter = None
        self._woken = False
        return []

    def wake(self):
        self._woken = True
        if self._waiter is not None:
            self._waiter.wake()

    def close(self):
        pass


class GreenEventLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _Selector()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        self._selector.wake()


class GreenEventLoopPolicy(WebLoopPolicy):
    """Programs make green loops; Pyodide's own loop stays the one its promises are settled by."""

    def __init__(self, web_loop):
        super().__init__()
        self._web_loop = web_loop

    def get_event_loop(self):
        return self._web_loop

    def new_event_loop(self):
        return GreenEventLoop()

    def set_event_loop(self, loop):
        pass


def install():
    web_loop = asyncio.get_event_loop_policy().get_event_loop()
    asyncio.set_event_loop_policy(GreenEventLoopPolicy(web_loop))
    asyncio.events._set_running_loop(None)
    asyncio.run = asyncio.runners.run
