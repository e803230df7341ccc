import ctypes
import multiprocessing
import multiprocessing.connection
import queue
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Array, Event, Lock, Manager, Pipe, Pool, Process, Queue, SimpleQueue, Value

counter_of_main = Value("i", 5)


def run(target, *args, count=1):
    """Starts so many processes and joins them; their exit codes."""
    processes = [Process(target=target, args=args) for _ in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def put_square(results, n):
    results.put((n, n * n))


def case_processes_answer_through_a_queue():
    results = Queue()
    processes = [Process(target=put_square, args=(results, n)) for n in range(3)]
    for process in processes:
        process.start()
    found = sorted(results.get() for _ in processes)
    for process in processes:
        process.join()
    return found, [process.exitcode for process in processes], results.empty()


def serve(tasks, results):
    for task in iter(tasks.get, None):
        results.put(task * 10)


def case_workers_take_tasks_from_a_queue_until_they_are_told_to_stop():
    tasks, results = Queue(), Queue()
    workers = [Process(target=serve, args=(tasks, results)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for task in [*range(6), None, None]:
        tasks.put(task)
    found = sorted(results.get() for _ in range(6))
    for worker in workers:
        worker.join()
    return found


def case_a_queue_that_stays_empty_times_out():
    Queue().get(timeout=0.05)


def case_a_full_queue_refuses():
    bounded = Queue(1)
    bounded.put(1)
    try:
        bounded.put(2, timeout=0.05)
    except queue.Full as error:
        return type(error).__name__, bounded.full(), bounded.qsize(), bounded.get()


def case_a_closed_queue_refuses():
    closed = Queue()
    closed.close()
    try:
        closed.put(1)
    except ValueError as error:
        return "is closed" in str(error)


def put_large(results):
    results.put(b"x" * 3_000_000)


def case_a_queue_takes_large_objects():
    results = Queue()
    process = Process(target=put_large, args=(results,))
    process.start()
    length = len(results.get())
    process.join()
    return length


def case_a_simple_queue_works_between_processes():
    results = SimpleQueue()
    run(put_square, results, 4)
    return results.get(), results.empty()


def finish(tasks):
    while True:
        tasks.get()
        tasks.task_done()


def case_a_joinable_queue_waits_for_its_tasks():
    tasks = multiprocessing.JoinableQueue()
    worker = Process(target=finish, args=(tasks,), daemon=True)
    worker.start()
    for number in range(4):
        tasks.put(number)
    tasks.join()
    worker.terminate()
    worker.join()
    return worker.exitcode


def case_done_is_not_said_too_often():
    multiprocessing.JoinableQueue().task_done()


def add(value, lock, count):
    for _ in range(count):
        with lock:
            value.value += 1


def case_a_lock_guards_a_value_of_several_processes():
    value, lock = Value("i", 0), Lock()
    run(add, value, lock, 200, count=3)
    return value.value


def add_by_own_lock(value, count):
    for _ in range(count):
        with value.get_lock():
            value.value += 1


def case_a_value_has_a_lock_of_its_own():
    value = Value("d", 0.5)
    run(add_by_own_lock, value, 100, count=2)
    return value.value


def add_to_main():
    with counter_of_main:
        counter_of_main.value += 1


def case_a_value_at_the_top_of_the_program_is_inherited():
    run(add_to_main, count=2)
    return counter_of_main.value


def case_a_value_shows_what_it_is():
    return repr(Value("i", 3)), repr(Value("d", 1, lock=False)), Value(ctypes.c_double, 2).value, Value("c", b"x").value


def case_an_integer_wraps_as_in_c():
    value = Value("i", 0)
    value.value = 2**31 + 1
    small = Value("B", 250)
    small.value += 10
    return value.value, small.value


def case_a_value_takes_its_kind_of_number_only():
    Value("i", 0).value = 1.5


def double_all(numbers):
    for index in range(len(numbers)):
        numbers[index] *= 2


def case_an_array_is_changed_by_a_process():
    numbers = Array("d", [1.5, 2.5, 3.5])
    run(double_all, numbers)
    return numbers[:], len(numbers), numbers[-1], list(numbers)


def case_an_array_has_slices():
    numbers = Array("i", 5)
    numbers[1:3] = [7, 8]
    return numbers[:], numbers[::2], numbers[1:3], [n for n in numbers]


def case_an_array_ends_somewhere():
    Array("i", 3)[3]


def case_an_array_of_characters_is_text():
    text = Array("c", b"hello!")
    text.value = b"bye"
    return text.value, text.raw, text[0]


def echo(connection):
    while True:
        try:
            message = connection.recv()
        except EOFError:
            connection.send("over")
            return
        if message is None:
            return
        connection.send([message, message])


def case_a_pipe_goes_both_ways():
    here, there = Pipe()
    process = Process(target=echo, args=(there,))
    process.start()
    here.send({"a": 1})
    first = here.recv()
    here.send("b")
    second = here.recv()
    here.send(None)
    process.join()
    return first, second, here.poll(), process.exitcode


def say_and_leave(connection):
    connection.send_bytes(b"bytes")
    connection.close()


def case_a_pipe_ends_with_its_last_writer():
    reads, writes = Pipe(duplex=False)
    process = Process(target=say_and_leave, args=(writes,))
    process.start()
    writes.close()
    first = reads.recv_bytes()
    process.join()
    try:
        reads.recv()
    except EOFError as error:
        return first, type(error).__name__


def case_a_pipe_without_a_reader_is_broken():
    reads, writes = Pipe(duplex=False)
    reads.close()
    try:
        writes.send(1)
    except OSError as error:
        return type(error).__name__


def case_an_end_of_a_pipe_has_one_direction():
    reads, _ = Pipe(duplex=False)
    reads.send(1)


def case_a_closed_end_is_closed():
    reads, _ = Pipe()
    reads.close()
    reads.recv()


def case_a_pipe_can_be_asked_whether_something_came():
    here, there = Pipe()
    before = here.poll(), here.poll(0.02)
    there.send(1)
    return before, here.poll(1), here.recv(), multiprocessing.connection.wait([here], 0.02)


def wait_then_put(event, results):
    event.wait()
    results.put("went")


def case_an_event_starts_waiting_processes():
    event, results = Event(), Queue()
    processes = [Process(target=wait_then_put, args=(event, results)) for _ in range(2)]
    for process in processes:
        process.start()
    time.sleep(0.05)
    before = results.empty(), event.is_set()
    event.set()
    found = [results.get(), results.get()]
    for process in processes:
        process.join()
    return before, found, event.is_set(), event.wait(0)


def case_an_event_times_out():
    return Event().wait(0.03)


def meet(barrier, arrived, seen):
    with arrived:
        arrived.value += 1
    barrier.wait()
    seen.put(arrived.value)


def case_a_barrier_lets_all_go_at_once():
    barrier, arrived, seen = multiprocessing.Barrier(3), Value("i", 0), Queue()
    run(meet, barrier, arrived, seen, count=3)
    return [seen.get() for _ in range(3)], barrier.n_waiting, barrier.broken


def wait_for_turn(condition, turn, results):
    with condition:
        condition.wait_for(lambda: turn.value == 1)
        results.put("my turn")


def case_a_condition_wakes_a_process():
    condition, turn, results = multiprocessing.Condition(), Value("i", 0), Queue()
    process = Process(target=wait_for_turn, args=(condition, turn, results))
    process.start()
    time.sleep(0.03)
    with condition:
        turn.value = 1
        condition.notify()
    said = results.get()
    process.join()
    return said


def case_a_semaphore_counts():
    semaphore = multiprocessing.Semaphore(2)
    taken = semaphore.acquire(), semaphore.acquire(), semaphore.acquire(timeout=0.02), semaphore.acquire(False)
    semaphore.release()
    return taken, semaphore.get_value(), repr(semaphore)


def case_a_bounded_semaphore_is_not_released_too_often():
    multiprocessing.BoundedSemaphore(1).release()


def case_a_lock_is_not_released_too_often():
    Lock().release()


def case_a_recursive_lock_is_taken_twice():
    lock = multiprocessing.RLock()
    with lock, lock:
        inside = repr(lock)
    return inside, repr(lock)


def case_a_recursive_lock_is_released_by_its_owner():
    multiprocessing.RLock().release()


def case_a_lock_travels_by_inheritance_only():
    with Pool(1) as pool:
        pool.apply(put_square, (Lock(), 1))


def remember(value):
    global remembered
    remembered = value


def add_to_remembered(n):
    with remembered.get_lock():
        remembered.value += n


def case_a_pool_is_given_a_value_by_its_initializer():
    value = Value("i", 0)
    with Pool(2, initializer=remember, initargs=(value,)) as pool:
        pool.map(add_to_remembered, range(10))
    return value.value


def case_an_executor_is_given_a_value_by_its_initializer():
    value = Value("i", 0)
    with ProcessPoolExecutor(2, initializer=remember, initargs=(value,)) as pool:
        list(pool.map(add_to_remembered, range(10)))
    return value.value


def case_values_of_main_are_copies():
    def unchanged():
        return remembered_list

    run(remembered_list.append, 1)
    return unchanged()


remembered_list = []


def fill(shared, items, n):
    shared[n] = n * n
    items.append(n)


def case_a_manager_keeps_a_dict_and_a_list():
    with Manager() as manager:
        shared, items = manager.dict(), manager.list([0])
        processes = [Process(target=fill, args=(shared, items, n)) for n in range(1, 4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return sorted(shared.items()), sorted(items), len(items), str(manager.dict(a=1)), 2 in shared


def set_answer(space, lock):
    with lock:
        space.answer = 42


def case_a_manager_keeps_names_and_locks():
    with Manager() as manager:
        space, lock = manager.Namespace(), manager.Lock()
        run(set_answer, space, lock)
        return space.answer


def case_what_a_manager_lacks_is_raised_here():
    with Manager() as manager:
        manager.dict()["missing"]


def case_a_pool_may_use_what_a_manager_keeps():
    with Manager() as manager, Pool(2) as pool:
        results = manager.Queue()
        pool.starmap(put_square, [(results, n) for n in range(3)])
        return sorted(results.get() for _ in range(3))


def case_a_queue_is_put_into_by_a_process_itself():
    plain, joinable = Queue(), multiprocessing.JoinableQueue()
    codes = run(plain.put, "hello") + run(joinable.put, "there")
    return codes, plain.get(timeout=30), joinable.get(timeout=30), plain.put.__qualname__, joinable.put.__qualname__


class Unreadable:
    def __reduce__(self):
        return int, ("no number",)


def case_a_process_that_cannot_be_read_ends_with_1():
    process = multiprocessing.get_context("spawn").Process(target=print, args=(Unreadable(),))
    process.start()
    process.join(30)
    return process.exitcode, process.is_alive()
