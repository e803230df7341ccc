import functools
import multiprocessing
import queue
import threading
from collections import namedtuple
from concurrent.futures import ProcessPoolExecutor

made = multiprocessing.Value("i", 0)


def in_a_process(function, *arguments):
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result()


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def case_a_cached_function_is_known():
    return in_a_process(fibonacci, 30)


def call_fibonacci(n):
    return fibonacci(n) + 1


def case_a_cached_function_is_called_by_another():
    with multiprocessing.Pool(2) as pool:
        return pool.map(call_fibonacci, range(8))


def doubled(function):
    @functools.wraps(function)
    def wrapper(*arguments):
        return 2 * function(*arguments)

    return wrapper


@doubled
@doubled
def decorated(x):
    return x + 1


def case_a_decorated_function_is_known():
    with multiprocessing.Pool(2) as pool:
        return pool.map(decorated, range(4))


def cached_later(x):
    return x * 3


cached_later = functools.lru_cache(doubled(cached_later))


def case_a_function_that_is_cached_later_is_known():
    return in_a_process(cached_later, 5)


also_decorated = decorated
by_name = {"decorated": decorated, "fibonacci": fibonacci}


def call_by_name(name, x):
    return by_name[name](x), also_decorated(x)


def case_decorated_functions_have_further_names():
    return in_a_process(call_by_name, "fibonacci", 9), in_a_process(call_by_name, "decorated", 9)


def adder(n):
    return lambda x: x + n


add_two = adder(2)
adders = [adder(n) for n in range(3)]
Pair = namedtuple("Pair", "left right")


def add_all(x):
    return Pair(add_two(x), [add(x) for add in adders])


def case_functions_of_functions_are_known():
    return in_a_process(add_all, 10)


def announce():
    with made.get_lock():
        made.value += 1
    return (n for n in range(3))


def announce_function():
    with made.get_lock():
        made.value += 1
    return lambda: 1


rows = announce()
if __name__ == "__main__":
    guarded = announce_function()


def case_what_may_have_effects_is_not_done_again():
    return in_a_process(fibonacci, 5), made.value


class Counter:
    def __init__(self):
        self.lock, self.count = threading.Lock(), 0

    def add(self, n):
        with self.lock:
            self.count += n
            return self.count


lock, condition, event = threading.Lock(), threading.Condition(), threading.Event()
tasks, simple = queue.Queue(), queue.SimpleQueue()
counter = Counter()
counter.add(3)
tasks.put(4)
simple.put(5)
event.set()


def use_locks():
    with lock, condition:
        condition.notify_all()
        return counter.add(1), tasks.get(timeout=5), simple.get(timeout=5), event.is_set()


def case_locks_and_queues_of_threads_are_copied():
    return in_a_process(use_locks), counter.count, tasks.qsize(), simple.qsize()
