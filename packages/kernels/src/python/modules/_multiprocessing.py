"""The C half of `multiprocessing`, as far as a browser has one: what needs memory shared between processes says so."""


def refuse(*arguments, **keywords):
    raise OSError(
        "locks, queues, pipes and values shared between processes are not available here: "
        "give tasks their arguments and let them return results, as Pool and ProcessPoolExecutor do"
    )


class SemLock:
    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, *arguments):
        refuse()


def sem_unlink(name):
    raise OSError("there are no shared semaphores here")


flags = {}
