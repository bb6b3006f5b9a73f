"""A process that reads workbooks, one after the other, in bounded memory and time: ``python -m services.reading_worker FD``.

Started by services.reading_pool with one end of a socket. It loads what a check needs and no more: no database,
no pandas, no screen. Whatever a file does to it, only this process ends.
"""

import resource
import sys
from importlib import import_module
from multiprocessing.connection import Connection

import loaders.check  # noqa: F401 - loaded before the first file, as nearly every job needs it
from locales import use_language
from services.reading_job import TASKS, Answer, Job


def serve(connection: Connection) -> None:
    """Answer jobs until the other end is gone."""
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        answer = _answer(job)
        connection.send(answer)
        if answer.out_of_memory:
            return


def _answer(job: Job) -> Answer:
    _bound_cpu(job.cpu_seconds)
    use_language(job.language)
    try:
        function = getattr(import_module(TASKS[job.task]), job.task)
        return Answer(function(*job.arguments))
    except MemoryError:
        return Answer(out_of_memory=True)


def bound(memory: int) -> None:
    """Bound this process for good: address space [bytes]; no file is written, no core dumped."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_cpu(seconds: int) -> None:
    """Let this process use so many more seconds; the system ends it when they are over."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


if __name__ == "__main__":
    bound(int(sys.argv[2]))
    serve(Connection(int(sys.argv[1])))
