import concurrent.futures as futures
import threading
import time
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, Future, ThreadPoolExecutor, as_completed, wait


def later(value, seconds=0.02):
    time.sleep(seconds)
    return value


def fail(*unused):
    raise ValueError("bad value")


def case_map_keeps_the_order_of_its_arguments():
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(later, [1, 2, 3], [0.06, 0.03, 0]))


def case_map_overlaps_waiting():
    begin = time.monotonic()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(time.sleep, [0.3] * 6))
    return time.monotonic() - begin < 1.0


def case_map_stops_at_the_shortest_iterable():
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(pow, [1, 2, 3], [2, 2]))


def case_map_raises_where_the_failed_result_is_read():
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda x: 10 // x, [5, 0, 1])
        first = next(results)
        try:
            next(results)
        except ZeroDivisionError as error:
            return first, str(error)


def case_map_can_time_out():
    with ThreadPoolExecutor(1) as pool:
        try:
            list(pool.map(later, [1], [0.3], timeout=0.05))
        except futures.TimeoutError as error:
            return type(error).__name__


def case_submit_gives_a_future_with_the_result():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(pow, 2, exp=10)
        return future.result(), future.done(), future.exception()


def case_a_future_raises_what_its_task_raised():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(fail).result()


def case_a_future_gives_its_exception():
    with ThreadPoolExecutor(1) as pool:
        return repr(pool.submit(fail).exception())


def case_a_result_can_time_out():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(later, 1, 0.2)
        try:
            future.result(timeout=0.02)
        except TimeoutError:
            return future.done(), future.result()


def case_a_waiting_task_can_be_cancelled_a_running_one_not():
    with ThreadPoolExecutor(1) as pool:
        go = threading.Event()
        running, waiting = pool.submit(go.wait), pool.submit(later, 1)
        time.sleep(0.02)
        cancelled = waiting.cancel(), running.cancel(), waiting.cancelled(), running.running()
        go.set()
    return cancelled


def case_a_cancelled_future_has_no_result():
    with ThreadPoolExecutor(1) as pool:
        go = threading.Event()
        pool.submit(go.wait)
        waiting = pool.submit(later, 1)
        waiting.cancel()
        go.set()
        try:
            waiting.result()
        except futures.CancelledError as error:
            return type(error).__name__


def case_as_completed_gives_the_fastest_first():
    with ThreadPoolExecutor(3) as pool:
        tasks = [pool.submit(later, name, seconds) for name, seconds in [("slow", 0.2), ("fast", 0.02), ("middle", 0.1)]]
        return [future.result() for future in as_completed(tasks)]


def case_as_completed_can_time_out():
    with ThreadPoolExecutor(2) as pool:
        tasks = [pool.submit(later, 1, 0), pool.submit(later, 2, 0.3)]
        seen = []
        try:
            for future in as_completed(tasks, timeout=0.1):
                seen.append(future.result())
        except TimeoutError as error:
            return seen, str(error)


def case_as_completed_gives_a_repeated_future_once():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(later, 1)
        return len(list(as_completed([future, future])))


def case_wait_returns_when_all_are_done():
    with ThreadPoolExecutor(2) as pool:
        done, left = wait([pool.submit(later, i) for i in range(3)])
        return len(done), len(left)


def case_wait_returns_at_the_first():
    with ThreadPoolExecutor(2) as pool:
        done, left = wait([pool.submit(later, "a", 0.01), pool.submit(later, "b", 0.3)], return_when=FIRST_COMPLETED)
        return [future.result() for future in done], len(left)


def case_wait_returns_at_the_first_exception():
    with ThreadPoolExecutor(2) as pool:
        done, left = wait([pool.submit(fail), pool.submit(later, "b", 0.3)], return_when=FIRST_EXCEPTION)
        return [repr(future.exception()) for future in done], len(left)


def case_wait_can_time_out():
    with ThreadPoolExecutor(2) as pool:
        done, left = wait([pool.submit(later, 1, 0), pool.submit(later, 2, 0.3)], timeout=0.1)
        return len(done), len(left)


def case_a_callback_is_called_with_the_future():
    seen = []
    with ThreadPoolExecutor(1) as pool:
        pool.submit(later, 7).add_done_callback(lambda future: seen.append(future.result()))
    return seen


def case_a_callback_on_a_done_future_is_called_at_once():
    future, seen = Future(), []
    future.set_result(1)
    future.add_done_callback(lambda f: seen.append(f.result()))
    return seen


def case_a_future_is_set_once():
    future = Future()
    future.set_result(1)
    try:
        future.set_result(2)
    except futures.InvalidStateError as error:
        return str(error).split(":")[0]


def case_leaving_the_pool_waits_for_its_tasks():
    seen = []
    with ThreadPoolExecutor(2) as pool:
        for i in range(4):
            pool.submit(lambda i=i: seen.append(later(i)))
    return sorted(seen)


def case_a_closed_pool_takes_no_tasks():
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    pool.submit(print)


def case_a_closed_pool_may_cancel_what_waits():
    pool = ThreadPoolExecutor(1)
    tasks = [pool.submit(later, i, 0.05) for i in range(4)]
    pool.shutdown(cancel_futures=True)
    return [task.cancelled() for task in tasks][1:]


def case_a_pool_has_a_worker_at_least():
    ThreadPoolExecutor(0)


def case_no_more_workers_run_than_allowed():
    names = set()
    with ThreadPoolExecutor(2, thread_name_prefix="mine") as pool:
        list(pool.map(lambda _: (time.sleep(0.01), names.add(threading.current_thread().name)), range(8)))
    return sorted(names)


def case_an_initializer_runs_in_each_worker():
    seen = []
    with ThreadPoolExecutor(2, initializer=seen.append, initargs=("ready",)) as pool:
        list(pool.map(later, range(4)))
    return seen


def case_a_failed_initializer_breaks_the_pool():
    try:
        with ThreadPoolExecutor(1, initializer=fail) as pool:
            pool.submit(print).result()
    except futures.thread.BrokenThreadPool as error:
        return str(error)


def case_tasks_may_submit_tasks():
    with ThreadPoolExecutor(2) as pool:
        return pool.submit(lambda: pool.submit(later, "inner").result()).result()


def case_a_generator_is_consumed_by_map_at_once():
    taken = []

    def numbers():
        for i in range(3):
            taken.append(i)
            yield i

    with ThreadPoolExecutor(1) as pool:
        results = pool.map(later, numbers())
        before = list(taken)
        return before, list(results)
