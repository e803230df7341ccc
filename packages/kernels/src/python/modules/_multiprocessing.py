"""The C half of `multiprocessing`: its semaphore, made of a word in memory that all processes share."""

import threading

from _prange.processes import shared


class SemLock:
    """What `multiprocessing.synchronize` builds its locks, semaphores, conditions and events on."""

    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, kind, value, maxvalue, name, unlink):
        self._open(shared.objects().semaphore(value), kind, maxvalue)

    def _open(self, handle, kind, maxvalue):
        self.handle, self.kind, self.maxvalue, self.name = handle, kind, maxvalue, None
        self._held, self._owner = 0, None
        self._objects = shared.objects()
        return self

    @classmethod
    def _rebuild(cls, handle, kind, maxvalue, name):
        return object.__new__(cls)._open(handle, kind, maxvalue)

    def acquire(self, block=True, timeout=None):
        if self.kind == 0 and self._is_mine():
            self._held += 1
            return True
        if not self._objects.try_down(self.handle):
            if not block or (timeout is not None and timeout <= 0):
                return False
            if not shared.wait_until(self.handle, self._take, timeout):
                return False
        self._held += 1
        self._owner = threading.get_ident()
        return True

    def _take(self):
        return self._objects.try_down(self.handle) or None

    def release(self):
        if self.kind == 0:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._held > 1:
                self._held -= 1
                return
        elif self._get_value() >= self.maxvalue:
            raise ValueError("semaphore or lock released too many times")
        self._held -= 1
        self._objects.up(self.handle)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exception):
        self.release()

    def _count(self):
        return self._held

    def _is_mine(self):
        return self._held > 0 and self._owner == threading.get_ident()

    def _get_value(self):
        return self._objects.word(self.handle)

    def _is_zero(self):
        return self._get_value() == 0

    def _after_fork(self):
        self._held = 0


def sem_unlink(name):
    """Semaphores have no names here: they go with the program."""


flags = {}
