"""How programs end and what they may ask too much of: exits, hooks, recursion, memory, rarely used corners of threads."""

import asyncio
import concurrent.futures
import contextvars
import os
import sys
import threading
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def case_a_recursion_without_loops_gives_up_its_turn():
    ended = []
    first = threading.Thread(target=lambda: (fib(25), ended.append("first")))
    second = threading.Thread(target=lambda: ended.append("second"))
    first.start()
    second.start()
    first.join()
    second.join()
    return ended


def case_a_system_exit_ends_its_thread_alone():
    seen = []

    def leave():
        seen.append("here")
        sys.exit(3)

    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()
    return seen, thread.is_alive()


def case_a_system_exit_in_a_pool_is_its_exception():
    with ThreadPoolExecutor(1) as pool:
        return repr(pool.submit(sys.exit, 4).exception())


def case_a_local_may_have_a_beginning_for_each_thread():
    class Counter(threading.local):
        count = 10

        def __init__(self, step):
            self.step = step

    counter, seen = Counter(2), []

    def add():
        counter.count += counter.step
        seen.append(counter.count)

    for _ in range(2):
        thread = threading.Thread(target=add)
        thread.start()
        thread.join()
    return seen, counter.count


def case_a_semaphore_times_out():
    semaphore = threading.Semaphore(1)
    semaphore.acquire()
    begin = time.monotonic()
    taken = semaphore.acquire(timeout=0.05)
    return taken, time.monotonic() - begin >= 0.04, semaphore.acquire(blocking=False)


def case_a_semaphore_is_released_several_times_at_once():
    semaphore, passed = threading.Semaphore(0), []
    threads = [threading.Thread(target=lambda: passed.append(semaphore.acquire())) for _ in range(3)]
    for thread in threads:
        thread.start()
    semaphore.release(3)
    for thread in threads:
        thread.join()
    return passed


def case_a_barrier_calls_its_action_once():
    calls = []
    barrier = threading.Barrier(3, action=lambda: calls.append("all here"))
    with ThreadPoolExecutor(3) as pool:
        order = sorted(future.result() for future in [pool.submit(barrier.wait) for _ in range(3)])
    return calls, order, barrier.n_waiting, barrier.parties


def case_a_barrier_is_aborted_and_reset():
    barrier, seen = threading.Barrier(2), []

    def wait():
        try:
            barrier.wait()
        except threading.BrokenBarrierError:
            seen.append("broken")

    thread = threading.Thread(target=wait)
    thread.start()
    while not barrier.n_waiting:
        time.sleep(0.001)
    barrier.abort()
    thread.join()
    broken = barrier.broken
    barrier.reset()
    return seen, broken, barrier.broken


def case_a_daemon_is_inherited():
    seen = []

    def outer():
        seen.append(threading.Thread(target=print).daemon)

    thread = threading.Thread(target=outer, daemon=True)
    thread.start()
    thread.join()
    return seen


def case_a_running_thread_becomes_no_daemon():
    gate = threading.Event()
    thread = threading.Thread(target=gate.wait)
    thread.start()
    try:
        thread.daemon = True
    finally:
        gate.set()
        thread.join()


def case_a_timer_has_arguments_and_is_a_thread():
    seen = []
    timer = threading.Timer(0.01, seen.append, args=["rang"])
    timer.start()
    timer.join()
    cancelled = threading.Timer(0.01, seen.append, args=["never"])
    cancelled.start()
    cancelled.cancel()
    cancelled.join()
    return seen, isinstance(timer, threading.Thread), cancelled.finished.is_set()


def case_a_condition_times_out_on_its_predicate():
    condition = threading.Condition()
    with condition:
        return condition.wait_for(lambda: False, timeout=0.02)


def case_the_hook_of_threads_is_told_what_failed():
    seen, before = [], threading.excepthook
    threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
    try:
        thread = threading.Thread(target=lambda: 1 / 0, name="divider")
        thread.start()
        thread.join()
    finally:
        threading.excepthook = before
    return seen


def case_an_exception_keeps_its_cause_and_notes_on_the_way_from_a_process():
    with ProcessPoolExecutor(1) as pool:
        error = pool.submit(fail_for_a_reason).exception()
    text = "".join(traceback.format_exception(error))
    return repr(error), error.__notes__, "KeyError: 'reason'" in text, "The above exception was the direct cause" in text


def fail_for_a_reason():
    try:
        {}["reason"]
    except KeyError as cause:
        error = ValueError("failed", 7)
        error.add_note("a note")
        raise error from cause


class Particular(Exception):
    def __init__(self, code, hint):
        super().__init__(code, hint)
        self.code, self.hint = code, hint


def fail_particularly():
    raise Particular(3, "try again")


def case_an_exception_of_the_program_comes_back_with_its_values():
    with ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(fail_particularly).result()
        except Particular as error:
            return error.code, error.hint, error.args


def case_a_pool_works_inside_a_process():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(nested).result()


def nested():
    with ThreadPoolExecutor(2) as threads:
        squares = list(threads.map(pow, (2, 3), (2, 2)))
    with ProcessPoolExecutor(2) as pool:
        return squares, list(pool.map(abs, (-1, -2)))


def case_a_large_result_comes_back():
    with ProcessPoolExecutor(1) as pool:
        return len(pool.submit(bytes, 40_000_000).result())


def case_a_large_argument_arrives():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(len, bytes(40_000_000)).result()


def case_recursion_has_an_end():
    def down(n):
        return down(n + 1)

    try:
        down(0)
    except RecursionError as error:
        return str(error)[:32]


def case_recursion_may_go_as_deep_as_is_asked():
    def down(n):
        return n and 1 + down(n - 1)

    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        return down(15_000)
    finally:
        sys.setrecursionlimit(before)


def case_recursion_in_a_thread_has_an_end():
    seen = []

    def down(n):
        return down(n + 1)

    def dive():
        try:
            down(0)
        except RecursionError:
            seen.append("RecursionError")

    thread = threading.Thread(target=dive)
    thread.start()
    thread.join()
    return seen


def case_too_much_memory_is_an_error():
    try:
        bytearray(1 << 46)
    except (MemoryError, OverflowError):
        pass
    try:
        [0] * (1 << 60)
    except (MemoryError, OverflowError) as error:
        return "refused", len(bytearray(1000))


def case_exceptions_of_several_tasks_are_seen_by_as_completed():
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(divide, n) for n in (0, 1)]
        return sorted(repr(f.exception() or f.result()) for f in concurrent.futures.as_completed(futures, timeout=5))


def divide(n):
    return 1 / n


def case_gather_gives_exceptions_as_results():
    async def fail():
        raise KeyError("x")

    async def main():
        return [repr(each) for each in await asyncio.gather(asyncio.sleep(0, 1), fail(), return_exceptions=True)]

    return asyncio.run(main())


def case_asyncio_waits_for_the_first():
    async def main():
        tasks = [asyncio.create_task(asyncio.sleep(delay, delay)) for delay in (0.01, 5)]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        return [task.result() for task in done], len(pending)

    return asyncio.run(main())


def case_asyncio_gives_the_fastest_first():
    async def main():
        return [await each for each in asyncio.as_completed([asyncio.sleep(d, d) for d in (0.05, 0.01, 0.03)])]

    return asyncio.run(main())


def case_a_shielded_task_goes_on():
    async def main():
        task = asyncio.create_task(asyncio.sleep(0.03, "done"))
        try:
            await asyncio.wait_for(asyncio.shield(task), 0.001)
        except asyncio.TimeoutError:
            return await task

    return asyncio.run(main())


def case_asyncio_has_a_timeout_of_its_own():
    async def main():
        try:
            async with asyncio.timeout(0.01):
                await asyncio.sleep(5)
        except TimeoutError:
            return "late"

    return asyncio.run(main())


def case_an_asyncio_queue_makes_its_producer_wait():
    async def main():
        queue, seen = asyncio.Queue(1), []

        async def produce():
            for n in range(3):
                await queue.put(n)
            await queue.put(None)

        producer = asyncio.create_task(produce())
        while (n := await queue.get()) is not None:
            seen.append(n)
        await producer
        return seen

    return asyncio.run(main())


def case_a_thread_hands_a_coroutine_to_the_loop():
    async def main():
        loop = asyncio.get_running_loop()

        def ask():
            return asyncio.run_coroutine_threadsafe(asyncio.sleep(0.01, "answer"), loop).result()

        return await asyncio.to_thread(ask)

    return asyncio.run(main())


def case_a_context_goes_with_to_thread():
    name = contextvars.ContextVar("name", default="nobody")

    async def main():
        name.set("somebody")
        return await asyncio.to_thread(name.get)

    return asyncio.run(main()), name.get()


def case_an_asyncio_semaphore_lets_so_many_in():
    async def main():
        semaphore, inside, most = asyncio.Semaphore(2), 0, 0

        async def work():
            nonlocal inside, most
            async with semaphore:
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.01)
                inside -= 1

        await asyncio.gather(*(work() for _ in range(6)))
        return most

    return asyncio.run(main())


def case_an_asyncio_executor_uses_processes():
    async def main():
        loop = asyncio.get_running_loop()
        with ProcessPoolExecutor(2) as pool:
            return await asyncio.gather(*(loop.run_in_executor(pool, fib, n) for n in (10, 11)))

    return asyncio.run(main())


def case_a_task_group_cancels_the_others():
    seen = []

    async def wait():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise

    async def fail():
        await asyncio.sleep(0.01)
        raise ValueError("no")

    async def main():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(wait())
                group.create_task(fail())
        except* ValueError as group:
            seen.append(len(group.exceptions))

    asyncio.run(main())
    return seen


def case_an_async_generator_is_closed():
    seen = []

    async def numbers():
        try:
            for n in range(10):
                yield n
                await asyncio.sleep(0)
        finally:
            seen.append("closed")

    async def main():
        async for n in numbers():
            if n == 2:
                break

    asyncio.run(main())
    return seen


def case_the_environment_can_be_read_and_changed():
    os.environ["PRANGE_TEST"] = "yes"
    return os.environ["PRANGE_TEST"], os.getenv("NO_SUCH_NAME", "none")
