"""`multiprocessing.Pipe` over shared memory: a pipe is a list of messages, so that sending never waits."""

import errno
import io
import multiprocessing.connection
import os
import time

from pyodide.ffi import to_js

from _prange.processes import shared

_READS, _WRITES = 0, 1
_look_every_s = 0.002


class Connection(multiprocessing.connection._ConnectionBase):
    """One end: reads one pipe, writes another, or does one of both (address 0: not)."""

    def __init__(self, reads, writes, ends=None):
        self._objects = shared.objects()
        self._epoch = self._objects.epoch()
        self._reads, self._writes = reads, writes
        self._ends = ends or self._open_ends()
        super().__init__(self._ends[0], readable=bool(reads), writable=bool(writes))

    def _open_ends(self):
        both = (self._reads, _READS), (self._writes, _WRITES)
        return [shared.made(self._objects.open_end, pipe, role) for pipe, role in both if pipe]

    def _close(self):
        for end in self._ends:
            self._objects.close_end(end, self._epoch)

    def _send_bytes(self, content):
        if not shared.made(self._objects.push, self._writes, to_js(content)):
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    def _recv_bytes(self, maxsize=None):
        message = shared.wait_until(self._reads, self._pulled)
        if message is _ended:
            raise EOFError
        if maxsize is not None and len(message) > maxsize:
            return None
        buffer = io.BytesIO()
        buffer.write(message)
        return buffer

    def _pulled(self):
        message = self._objects.pull(self._reads)
        return _ended if message is False else None if message is None else message.to_bytes()

    def _poll(self, timeout=0.0):
        if self._objects.readable(self._reads):
            return True
        if timeout is not None and timeout <= 0:
            return False
        return bool(shared.wait_until(self._reads, lambda: self._objects.readable(self._reads) or None, timeout))

    def __reduce__(self):
        self._check_closed()
        # Who gets it holds the ends on its own; a process that ends gives back what it was given.
        ends = self._open_ends()
        given = getattr(multiprocessing.context.get_spawning_popen(), "given", None)
        if given is not None:
            given.extend((end, self._epoch) for end in ends)
        return Connection, (self._reads, self._writes, ends)


_ended = object()


def Pipe(duplex=True):
    """Two connected Connections; without `duplex` the first only reads and the second only writes."""
    objects = shared.objects()
    there, back = shared.made(objects.pipe), shared.made(objects.pipe) if duplex else 0
    return Connection(there, back), Connection(back, there)


class Listener:
    """Where others can connect to: its address is that of a pipe, through which they send their connections."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        self._authkey = authkey
        # Both ends: while nobody connects it waits, and does not end.
        self._arriving, self._open = Pipe(duplex=False)
        self.address = self._arriving._reads
        self.last_accepted = None

    def accept(self):
        arrived = self._arriving.recv()
        if self._authkey is not None:
            multiprocessing.connection.deliver_challenge(arrived, self._authkey)
            multiprocessing.connection.answer_challenge(arrived, self._authkey)
        return arrived

    def close(self):
        self._arriving.close()
        self._open.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def Client(address, family=None, authkey=None):
    """A connection to a Listener."""
    ours, theirs = Pipe()
    with Connection(0, address) as door, theirs:
        door.send(theirs)
    if authkey is not None:
        multiprocessing.connection.answer_challenge(ours, authkey)
        multiprocessing.connection.deliver_challenge(ours, authkey)
    return ours


def wait(object_list, timeout=None):
    """Those of the connections and processes' sentinels that are ready, as soon as one is."""
    deadline = None if timeout is None else time.monotonic() + timeout
    while True:
        ready = [each for each in object_list if each.poll()]
        if ready or (deadline is not None and time.monotonic() >= deadline):
            return ready
        time.sleep(_look_every_s)


def install():
    module = multiprocessing.connection
    for offered in (Connection, Pipe, Listener, Client, wait):
        offered.__module__ = module.__name__
        setattr(module, offered.__name__, offered)
