import copy
import pickle
import queue
import threading
import time
from concurrent.futures import Future


def started(target, *args, **options):
    thread = threading.Thread(target=target, args=args, **options)
    thread.start()
    return thread


def case_a_thread_runs_its_target_with_its_arguments():
    seen = []
    thread = threading.Thread(target=lambda *a, **k: seen.append((a, k)), args=(1, 2), kwargs={"x": 3})
    thread.start()
    thread.join()
    return seen


def case_a_thread_may_override_run():
    class Own(threading.Thread):
        def run(self):
            self.answer = 42

    own = Own()
    own.start()
    own.join()
    return own.answer


def case_sleeping_threads_overlap():
    begin = time.monotonic()
    threads = [started(time.sleep, 0.3) for _ in range(5)]
    for thread in threads:
        thread.join()
    return time.monotonic() - begin < 1.0


def case_computing_threads_take_turns():
    counts = [0, 0]
    stop = []

    def count(index):
        while not stop:
            counts[index] += 1

    threads = [started(count, index) for index in range(2)]
    time.sleep(0.3)
    stop.append(True)
    for thread in threads:
        thread.join()
    return min(counts) > 0


def case_a_thread_cannot_be_started_twice():
    thread = started(lambda: None)
    thread.join()
    thread.start()


def case_a_thread_cannot_be_joined_before_it_starts():
    threading.Thread(target=print).join()


def case_a_thread_cannot_join_itself():
    errors = []

    def body():
        try:
            threading.current_thread().join()
        except RuntimeError as error:
            errors.append(str(error))

    started(body).join()
    return errors


def case_join_with_a_timeout_returns_while_the_thread_runs():
    go = threading.Event()
    thread = started(go.wait)
    thread.join(0.05)
    alive = thread.is_alive()
    go.set()
    thread.join()
    return alive, thread.is_alive()


def case_threads_have_names_and_idents():
    thread = threading.Thread(target=lambda: None, name="worker-7")
    before = thread.ident
    thread.start()
    thread.join()
    return thread.name, before, isinstance(thread.ident, int), threading.current_thread().name


def case_current_thread_is_the_one_that_runs():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(threading.current_thread()))
    thread.start()
    thread.join()
    return seen[0] is thread


def case_enumerate_lists_the_threads_alive():
    go = threading.Event()
    before = threading.active_count()
    threads = [started(go.wait) for _ in range(3)]
    during = threading.active_count()
    go.set()
    for thread in threads:
        thread.join()
    return during - before, threading.active_count() - before


def case_an_exception_in_a_thread_goes_to_the_excepthook():
    seen = []
    old, threading.excepthook = threading.excepthook, lambda info: seen.append((info.exc_type.__name__, str(info.exc_value)))
    try:
        started(lambda: 1 / 0).join()
    finally:
        threading.excepthook = old
    return seen


def case_each_thread_has_its_own_local_data():
    data = threading.local()
    data.value = "main"
    seen = []

    def body(value):
        seen.append(hasattr(data, "value"))
        data.value = value
        time.sleep(0.02)
        seen.append(data.value)

    threads = [started(body, i) for i in range(3)]
    for thread in threads:
        thread.join()
    return sorted(map(str, seen)), data.value


def case_a_lock_is_held_by_one_thread_at_a_time():
    lock = threading.Lock()
    inside = most = 0

    def body():
        nonlocal inside, most
        for _ in range(5):
            with lock:
                inside += 1
                most = max(most, inside)
                time.sleep(0.001)
                inside -= 1

    threads = [started(body) for _ in range(4)]
    for thread in threads:
        thread.join()
    return most


def case_a_lock_cannot_be_released_unheld():
    threading.Lock().release()


def case_a_held_lock_refuses_without_blocking_and_after_a_timeout():
    lock = threading.Lock()
    lock.acquire()
    return lock.acquire(blocking=False), lock.acquire(timeout=0.02), lock.locked()


def case_a_lock_takes_no_timeout_without_blocking():
    threading.Lock().acquire(False, 1)


def case_a_lock_takes_no_negative_timeout():
    threading.Lock().acquire(True, -2)


def case_a_lock_may_be_released_by_another_thread():
    lock = threading.Lock()
    lock.acquire()
    started(lock.release).join()
    return lock.locked()


def case_an_rlock_may_be_taken_again_by_its_owner():
    lock = threading.RLock()
    with lock:
        with lock:
            inner = []
            started(lambda: inner.append(lock.acquire(blocking=False))).join()
            return inner


def case_an_rlock_cannot_be_released_by_another_thread():
    lock = threading.RLock()
    lock.acquire()
    errors = []

    def body():
        try:
            lock.release()
        except RuntimeError as error:
            errors.append(str(error))

    started(body).join()
    return errors


def case_an_event_wakes_all_who_wait():
    event, woken = threading.Event(), []
    threads = [started(lambda: woken.append(event.wait(5))) for _ in range(3)]
    event.set()
    for thread in threads:
        thread.join()
    return woken, event.is_set()


def case_an_event_wait_can_time_out():
    return threading.Event().wait(0.02)


def case_a_cleared_event_blocks_again():
    event = threading.Event()
    event.set()
    first = event.wait(0)
    event.clear()
    return first, event.wait(0.01)


def case_a_condition_wakes_as_many_as_are_notified():
    condition, woken, ready = threading.Condition(), [], threading.Semaphore(0)

    def body(index):
        with condition:
            ready.release()
            if condition.wait(0.5):
                woken.append(index)

    threads = [started(body, i) for i in range(3)]
    for _ in threads:
        ready.acquire()
    with condition:
        condition.notify(2)
    for thread in threads:
        thread.join()
    return len(woken)


def case_a_condition_waits_for_a_predicate():
    condition, items = threading.Condition(), []

    def produce():
        time.sleep(0.02)
        with condition:
            items.append("item")
            condition.notify_all()

    thread = started(produce)
    with condition:
        found = condition.wait_for(lambda: items, timeout=5)
    thread.join()
    return found


def case_a_condition_must_be_held_to_notify():
    threading.Condition().notify()


def case_a_semaphore_lets_so_many_in():
    gate, inside, most = threading.Semaphore(2), 0, 0

    def body():
        nonlocal inside, most
        with gate:
            inside += 1
            most = max(most, inside)
            time.sleep(0.02)
            inside -= 1

    threads = [started(body) for _ in range(6)]
    for thread in threads:
        thread.join()
    return most


def case_a_bounded_semaphore_is_not_released_too_often():
    threading.BoundedSemaphore(1).release()


def case_a_semaphore_starts_at_zero_or_more():
    threading.Semaphore(-1)


def case_a_barrier_lets_all_go_at_once():
    barrier, numbers = threading.Barrier(3), []
    threads = [started(lambda: numbers.append(barrier.wait())) for _ in range(3)]
    for thread in threads:
        thread.join()
    return sorted(numbers)


def case_a_barrier_breaks_on_a_timeout():
    barrier = threading.Barrier(2)
    try:
        barrier.wait(0.02)
    except threading.BrokenBarrierError:
        return "broken", barrier.broken


def case_a_timer_runs_later_and_can_be_cancelled():
    seen = []
    one = threading.Timer(0.02, seen.append, ["ran"])
    two = threading.Timer(0.02, seen.append, ["never"])
    one.start()
    two.start()
    two.cancel()
    one.join()
    two.join()
    return seen


def case_a_thread_started_in_a_thread_runs():
    seen = []

    def outer():
        started(lambda: seen.append("inner")).join()
        seen.append("outer")

    started(outer).join()
    return seen


def case_a_read_modify_write_without_a_lock_can_lose_updates_but_not_with_one():
    lock, total = threading.Lock(), 0

    def body():
        nonlocal total
        for _ in range(500):
            with lock:
                value = total
                total = value + 1

    threads = [started(body) for _ in range(4)]
    for thread in threads:
        thread.join()
    return total


def case_a_sleep_is_not_negative():
    time.sleep(-1)


def case_stacks_of_many_threads_keep_apart():
    def descend(depth):
        """Through C at each step, so that the stack below Python is deep, too."""
        if depth == 0:
            time.sleep(0.001)
            return 0
        below = []
        sorted([depth], key=lambda d: below.append(descend(d - 1)) or d)
        time.sleep(0)
        return depth + below[0]

    sums = {}
    threads = [threading.Thread(target=lambda n=n: sums.update({n: descend(n)})) for n in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(sums.items())


def why_not(function, value):
    try:
        function(value)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def case_what_waits_cannot_be_pickled():
    kinds = (
        threading.Lock, threading.RLock, threading.Condition, threading.Event, threading.Semaphore,
        queue.Queue, queue.SimpleQueue, Future,
    )  # fmt: skip
    return [why_not(pickle.dumps, kind()) for kind in kinds], why_not(copy.deepcopy, [threading.Lock()])


def case_the_clock_of_the_process_counts_computing_but_no_sleep():
    begin = time.process_time()
    time.sleep(0.01)
    time.sleep(0.3)
    slept = time.process_time() - begin
    while time.process_time_ns() / 1e9 - begin < slept + 0.05:
        pass
    return slept < 0.1


def case_each_thread_has_a_clock_of_its_own():
    seen = []

    def compute():
        while time.thread_time() < 0.15:
            pass
        seen.append(time.thread_time_ns() >= 150_000_000)

    begin, all_begin = time.thread_time(), time.process_time()
    threads = [threading.Thread(target=compute) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen, time.thread_time() - begin < 0.1, time.process_time() - all_begin >= 0.3
