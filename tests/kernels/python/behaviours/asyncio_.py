import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def later(value, seconds=0.02):
    await asyncio.sleep(seconds)
    return value


async def fail():
    raise ValueError("bad value")


def case_gather_overlaps_sleeps():
    async def main():
        begin = time.monotonic()
        values = await asyncio.gather(*(later(i, 0.3) for i in range(5)))
        return values, time.monotonic() - begin < 1.0

    return asyncio.run(main())


def case_run_gives_the_result_and_raises():
    first = asyncio.run(later(1))
    try:
        asyncio.run(fail())
    except ValueError as error:
        return first, str(error)


def case_run_cannot_be_nested():
    async def main():
        coroutine = later(1)
        try:
            asyncio.run(coroutine)
        finally:
            coroutine.close()

    asyncio.run(main())


def case_a_task_can_be_cancelled():
    async def main():
        task = asyncio.create_task(later(1, 10))
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return "cancelled", task.cancelled()

    return asyncio.run(main())


def case_wait_for_times_out():
    async def main():
        try:
            await asyncio.wait_for(later(1, 10), 0.02)
        except asyncio.TimeoutError as error:
            return type(error).__name__

    return asyncio.run(main())


def case_a_task_group_raises_together():
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())

    try:
        asyncio.run(main())
    except BaseExceptionGroup as group:
        return [str(error) for error in group.exceptions]


def case_queues_and_locks_work():
    async def main():
        queue, lock, seen = asyncio.Queue(), asyncio.Lock(), []

        async def consume():
            while (item := await queue.get()) is not None:
                async with lock:
                    seen.append(item)

        consumer = asyncio.create_task(consume())
        for item in (1, 2, None):
            await queue.put(item)
        await consumer
        return seen

    return asyncio.run(main())


def case_a_thread_runs_beside_the_loop():
    async def main():
        ticks = []

        async def tick():
            for i in range(3):
                ticks.append(i)
                await asyncio.sleep(0.01)

        answer, _ = await asyncio.gather(asyncio.to_thread(time.sleep, 0.05), tick())
        return answer, ticks

    return asyncio.run(main())


def case_an_executor_runs_blocking_calls():
    async def main():
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(3) as pool:
            begin = time.monotonic()
            await asyncio.gather(*(loop.run_in_executor(pool, time.sleep, 0.2) for _ in range(3)))
            return time.monotonic() - begin < 0.5

    return asyncio.run(main())
