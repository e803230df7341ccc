import io
import logging
import multiprocessing
import multiprocessing.connection
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import Pool, Process, Queue


def run(target, *args):
    """Starts a process and joins it; its exit code, alone in a list."""
    process = Process(target=target, args=args)
    process.start()
    process.join()
    return [process.exitcode]


def put_square(results, n):
    results.put((n, n * n))


class Counting(Process):
    def __init__(self, results):
        super().__init__(name="counting")
        self.results = results

    def run(self):
        self.results.put((self.name, multiprocessing.current_process().name, multiprocessing.parent_process().name))


def case_a_process_may_be_a_class_with_run():
    results = Queue()
    process = Counting(results)
    process.start()
    said = results.get()
    process.join()
    return said, process.exitcode


def fail():
    sys.stderr = open(os.devnull, "w")
    raise ValueError("no")


def leave(code):
    sys.exit(code)


def leave_at_once(code):
    try:
        os._exit(code)
    finally:
        time.sleep(60)


def case_an_exit_code_tells_how_a_process_ended():
    return run(put_square, Queue(), 1), run(fail), run(leave, 3), run(leave, None), run(leave_at_once, 7)


def case_a_process_is_terminated():
    process = Process(target=time.sleep, args=(60,))
    process.start()
    alive = process.is_alive(), process.exitcode
    process.terminate()
    process.join()
    return alive, process.is_alive(), process.exitcode


def case_a_process_is_killed():
    process = Process(target=time.sleep, args=(60,))
    process.start()
    process.kill()
    process.join()
    return process.exitcode


def case_processes_are_terminated_at_once_again_and_again():
    codes = set()
    for _ in range(8):
        process = Process(target=time.sleep, args=(60,))
        process.start()
        for _ in range(20_000):
            pass
        process.terminate()
        process.join()
        codes.add(process.exitcode)
    return codes


def case_joining_a_process_can_time_out():
    process = Process(target=time.sleep, args=(60,))
    process.start()
    process.join(0.05)
    running = process.is_alive(), process.exitcode
    process.terminate()
    process.join()
    return running


def put_pid(results):
    results.put(os.getpid())


def case_a_process_has_a_pid_of_its_own():
    results = Queue()
    process = Process(target=put_pid, args=(results,))
    before = process.pid
    process.start()
    pid = results.get()
    process.join()
    return before, pid == process.pid, pid != os.getpid()


def case_a_process_starts_once():
    process = Process(target=time.sleep, args=(0,))
    process.start()
    process.join()
    process.start()


def case_a_process_is_joined_after_its_start():
    Process(target=print).join()


def case_a_running_process_cannot_be_closed():
    process = Process(target=time.sleep, args=(60,))
    process.start()
    try:
        process.close()
    finally:
        process.terminate()
        process.join()


def case_running_processes_are_listed():
    process = Process(target=time.sleep, args=(60,), daemon=True)
    process.start()
    running = [each is process for each in multiprocessing.active_children()]
    process.terminate()
    process.join()
    return running, multiprocessing.active_children(), process.daemon


def case_an_ended_process_is_waited_for():
    process = Process(target=time.sleep, args=(0.01,))
    process.start()
    ready = multiprocessing.connection.wait([process.sentinel], 30)
    process.join()
    return len(ready)


def case_a_lost_process_breaks_its_executor():
    with ProcessPoolExecutor(2) as pool:
        first = pool.submit(leave_at_once, 1)
        found = type(first.exception()).__name__, str(first.exception())
        try:
            pool.submit(square, 1)
        except BrokenProcessPool as error:
            return found, str(error)


def square(x):
    return x * x


def refuse():
    sys.stderr = open(os.devnull, "w")
    raise ValueError("not today")


def case_a_failing_initializer_breaks_its_executor():
    import logging

    logging.disable(logging.CRITICAL)
    with ProcessPoolExecutor(1, initializer=refuse) as pool:
        return type(pool.submit(square, 1).exception()).__name__


def case_waiting_tasks_are_cancelled_on_shutdown():
    pool = ProcessPoolExecutor(1)
    futures = [pool.submit(time.sleep, 0.05) for _ in range(8)]
    pool.shutdown(cancel_futures=True)
    return futures[0].cancelled(), futures[-1].cancelled(), all(future.done() for future in futures)


def pid(_):
    return os.getpid()


def case_a_pool_replaces_a_process_after_so_many_tasks():
    with Pool(1, maxtasksperchild=2) as pool:
        pids = [pool.apply(pid, (n,)) for n in range(4)]
    return pids[0] == pids[1], pids[1] == pids[2], pids[2] == pids[3]


def case_an_executor_replaces_a_process_after_so_many_tasks():
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        return pool.submit(square, 3).result(), pool.submit(square, 4).result()


def case_a_forking_executor_replaces_none():
    ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork"), max_tasks_per_child=1)


def case_a_pool_is_terminated():
    pool = Pool(2)
    pool.map_async(time.sleep, [60, 60])
    pool.terminate()
    pool.join()
    pool.map(square, [1])


def case_a_pool_calls_back():
    seen = []
    with Pool(1) as pool:
        pool.apply_async(square, (3,), callback=seen.append).wait(30)
        pool.starmap_async(pow, [(2, 3), (3, 2)], callback=seen.append).wait(30)
        unordered = sorted(pool.imap_unordered(square, range(4)))
    return seen, unordered


def case_a_pool_that_is_open_is_not_joined():
    pool = Pool(1)
    try:
        pool.join()
    finally:
        pool.terminate()


def case_start_methods_have_names():
    multiprocessing.set_start_method("spawn", force=True)
    chosen = multiprocessing.get_start_method()
    multiprocessing.set_start_method("fork", force=True)
    return chosen, multiprocessing.get_context("spawn").get_start_method()


def leave_traces():
    sys.stdout = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler())
    logging.getLogger("left").setLevel(logging.DEBUG)
    logging.disable(logging.ERROR)
    os.environ["LEFT"] = "1"


def traces():
    root, left = logging.getLogger(), logging.getLogger("left")
    kept = sys.stdout is sys.__stdout__, len(root.handlers), left.level, left.isEnabledFor(logging.ERROR)
    return kept, os.environ.get("LEFT"), os.environ.get("GIVEN")


def case_a_process_finds_nothing_changed_by_a_former_one():
    logging.disable(logging.NOTSET)
    os.environ["GIVEN"] = "2"
    found = []
    for _ in range(2):
        with Pool(1) as pool:
            found.append(pool.apply(traces))
            pool.apply(leave_traces)
    return found
