import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial

SCALE = 10


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def moved(self, dx):
        return Point(self.x + dx, self.y)


def square(x):
    return x * x


def scaled(x):
    return helper(x) * SCALE


def helper(x):
    return x + 1


def fail(x):
    raise ValueError(f"bad value {x}")


def case_map_keeps_the_order():
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(square, range(6)))


def case_map_takes_several_iterables_and_chunks():
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(pow, [1, 2, 3, 4], [2, 2, 2, 2], chunksize=2))


def case_map_takes_chunks_of_one_at_least():
    with ProcessPoolExecutor(1) as pool:
        pool.map(square, [1], chunksize=0)


def case_submit_takes_keywords():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(int, "ff", base=16).result()


def case_a_process_knows_the_functions_and_values_of_main():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(scaled, 4).result()


def case_a_process_has_its_own_interpreter():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(os.getpid).result() != os.getpid()


def case_a_process_changes_its_own_values_only():
    with ProcessPoolExecutor(1) as pool:
        pool.submit(exec, "import __main__; __main__.SCALE = 99").result()
    return SCALE


def case_objects_of_own_classes_travel():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(Point(1, 2).moved, 5).result() == Point(6, 2)


def case_partial_functions_travel():
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(partial(pow, 2), range(5)))


def case_an_exception_comes_back():
    with ProcessPoolExecutor(1) as pool:
        pool.submit(fail, 3).result()


def case_an_exception_tells_where_it_was_raised():
    with ProcessPoolExecutor(1) as pool:
        error = pool.submit(fail, 3).exception()
        text = str(error.__cause__)
        return type(error.__cause__).__name__, "in fail" in text, "ValueError: bad value 3" in text


nameless = lambda: 1  # noqa: E731


def case_a_lambda_cannot_travel():
    with ProcessPoolExecutor(1) as pool:
        error = pool.submit(nameless).exception()
        return type(error).__name__, str(error).split("0x")[0], str(error).split(">:")[-1]


def case_a_local_function_cannot_travel():
    def local():
        pass

    with ProcessPoolExecutor(1) as pool:
        error = pool.submit(local).exception()
        return type(error).__name__, "local object" in str(error) or "<locals>" in str(error)


def case_a_result_that_cannot_travel_is_an_error():
    with ProcessPoolExecutor(1) as pool:
        return type(pool.submit(eval, "lambda: 1").exception()).__name__


def case_more_workers_than_cores_are_allowed():
    with ProcessPoolExecutor(4) as pool:
        return sorted(pool.map(square, range(4)))


def case_an_executor_has_a_worker_at_least():
    ProcessPoolExecutor(0)


def case_a_closed_executor_takes_no_tasks():
    pool = ProcessPoolExecutor(1)
    pool.shutdown()
    pool.submit(square, 1)


def case_as_completed_works_on_processes():
    with ProcessPoolExecutor(2) as pool:
        return sorted(future.result() for future in as_completed([pool.submit(square, i) for i in range(3)]))


def case_an_initializer_runs_in_the_process():
    with ProcessPoolExecutor(1, initializer=exec, initargs=("import __main__; __main__.SCALE = 7",)) as pool:
        return pool.submit(scaled, 1).result()


def case_a_system_exit_in_a_task_is_its_exception():
    with ProcessPoolExecutor(1) as pool:
        return repr(pool.submit(exit_, 3).exception())


def exit_(code):
    raise SystemExit(code)


def case_a_pool_maps():
    with multiprocessing.Pool(2) as pool:
        return pool.map(square, range(5)), pool.starmap(pow, [(2, 3), (3, 2)]), pool.apply(square, (7,))


def case_a_pool_maps_lazily():
    with multiprocessing.Pool(2) as pool:
        return list(pool.imap(square, range(4))), sorted(pool.imap_unordered(square, range(4), chunksize=2))


def case_a_pool_maps_asynchronously():
    seen = []
    with multiprocessing.Pool(2) as pool:
        result = pool.map_async(square, range(3), callback=seen.append)
        values = result.get(timeout=30)
        one = pool.apply_async(square, (9,)).get(timeout=30)
        many = pool.starmap_async(pow, [(2, 2)]).get(timeout=30)
        return values, one, many, seen, result.successful()


def case_a_pool_raises_what_its_task_raised():
    with multiprocessing.Pool(1) as pool:
        pool.map(fail, [5])


def case_a_pool_tells_failures_to_a_callback():
    seen = []
    with multiprocessing.Pool(1) as pool:
        result = pool.apply_async(fail, (1,), error_callback=lambda error: seen.append(str(error)))
        result.wait(30)
    return seen


def case_a_pool_result_can_time_out():
    with multiprocessing.Pool(1) as pool:
        try:
            pool.apply_async(time.sleep, (0.5,)).get(timeout=0.05)
        except multiprocessing.TimeoutError as error:
            return type(error).__name__


def case_a_closed_pool_takes_no_tasks_and_is_joined():
    pool = multiprocessing.Pool(1)
    pool.close()
    pool.join()
    pool.map(square, [1])


def case_a_pool_has_a_process_at_least():
    multiprocessing.Pool(0)


def case_cores_are_counted_alike():
    return multiprocessing.cpu_count() == os.cpu_count() >= 1


def case_a_process_runs_and_is_joined():
    process = multiprocessing.Process(target=square, args=(3,))
    before = process.is_alive(), process.exitcode
    process.start()
    process.join()
    return before, process.is_alive(), process.exitcode


def case_a_process_tells_its_exit_code():
    process = multiprocessing.Process(target=exit_, args=(3,))
    process.start()
    process.join()
    return process.exitcode
