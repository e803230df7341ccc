import queue
import threading
import time


def case_a_queue_gives_in_order():
    q = queue.Queue()
    for i in range(3):
        q.put(i)
    return [q.get() for _ in range(3)], q.empty(), q.qsize()


def case_an_empty_queue_refuses_without_blocking():
    queue.Queue().get_nowait()


def case_an_empty_queue_times_out():
    try:
        queue.Queue().get(timeout=0.02)
    except queue.Empty as error:
        return type(error).__name__


def case_a_full_queue_refuses_without_blocking():
    q = queue.Queue(maxsize=1)
    q.put(1)
    q.put_nowait(2)


def case_a_full_queue_times_out():
    q = queue.Queue(1)
    q.put(1)
    try:
        q.put(2, timeout=0.02)
    except queue.Full:
        return "full", q.full()


def case_a_queue_takes_no_negative_timeout():
    queue.Queue().get(timeout=-1)


def case_a_getter_waits_for_a_putter():
    q = queue.Queue()
    threading.Timer(0.02, q.put, ["late"]).start()
    return q.get(timeout=5)


def case_a_bounded_queue_makes_its_producer_wait():
    q, log = queue.Queue(1), []

    def produce():
        for i in range(3):
            q.put(i)
            log.append(f"put {i}")

    thread = threading.Thread(target=produce)
    thread.start()
    time.sleep(0.05)
    before = len(log)
    got = [q.get() for _ in range(3)]
    thread.join()
    return before, got


def case_a_queue_is_joined_when_every_task_is_done():
    q, done = queue.Queue(), []

    def work():
        while True:
            item = q.get()
            if item is None:
                return
            done.append(item * 2)
            q.task_done()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for i in range(5):
        q.put(i)
    q.join()
    for _ in threads:
        q.put(None)
    for thread in threads:
        thread.join()
    return sorted(done)


def case_more_tasks_cannot_be_done_than_were_put():
    queue.Queue().task_done()


def case_a_lifo_queue_gives_the_last_first():
    q = queue.LifoQueue()
    for i in range(3):
        q.put(i)
    return [q.get() for _ in range(3)]


def case_a_priority_queue_gives_the_least_first():
    q = queue.PriorityQueue()
    for item in [(3, "c"), (1, "a"), (2, "b")]:
        q.put(item)
    return [q.get()[1] for _ in range(3)]


def case_a_simple_queue_gives_in_order_and_refuses_when_empty():
    q = queue.SimpleQueue()
    q.put(1)
    first = q.get()
    try:
        q.get(timeout=0.01)
    except queue.Empty:
        return first, q.empty()


def case_a_simple_queue_hands_items_between_threads():
    q, seen = queue.SimpleQueue(), []
    thread = threading.Thread(target=lambda: seen.extend(q.get() for _ in range(3)))
    thread.start()
    for i in range(3):
        q.put(i)
    thread.join()
    return seen
