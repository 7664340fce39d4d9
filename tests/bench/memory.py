"""Whether a web worker's memory stays what it is under load."""

import threading

from cruddur.devtools.parts import Part
from tests.bench import processes, servers
from tests.bench.comparisons import mixed
from tests.bench.results import Results
from tests.bench.runs import Run

SAMPLES = 30
# By how much of what it was after the first third a worker may have grown in the end.
FLAT = 0.02
MEGABYTE = 2**20


def measure_memory(run: Run, results: Results) -> None:
    """All pages in turn, by fresh workers on the largest of the databases."""
    size = run.largest
    asked = mixed(run.subjects(size))
    seconds = run.meter.plan.sustained
    with servers.pair(run.stack.environment, size, run.stack.logs / "memory") as pair:
        watch = _Watch(pair.app, seconds / SAMPLES)
        watch.start()
        drive = run.meter.load.drive(pair.app_url, asked.app, seconds=seconds)
        watch.end()
    workers = list(zip(*watch.samples, strict=True))
    results.memory = {
        "seconds": seconds,
        "requests": drive.requests,
        "workers_mb": [[round(bytes_ / MEGABYTE, 1) for bytes_ in worker] for worker in workers],
    }
    _judge(results)


class _Watch(threading.Thread):
    """Takes the memory of each of a gunicorn's workers, again and again until `end`."""

    def __init__(self, web: Part, interval: float) -> None:
        super().__init__(daemon=True)
        if web.process is None:
            raise AssertionError("it has been started")
        self.workers = processes.tree(web.process.pid)[1:]
        self.interval = interval
        self.samples: list[list[int]] = []
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            self.samples.append([processes.resident_bytes(pid) for pid in self.workers])
            self.ended.wait(self.interval)

    def end(self) -> None:
        self.ended.set()
        self.join()


def _judge(results: Results) -> None:
    grown = max(growth(worker) for worker in results.memory["workers_mb"])
    results.judge(
        f"memory of a web worker, {results.memory['requests']:,} requests",
        wanted=f"flat: within {FLAT:.0%} after the first third",
        found=f"{grown:+.1%}",
        met=grown <= FLAT,
    )


def growth(samples: list[float]) -> float:
    """By how much of what it was after a third of the time it was more in the end."""
    settled = samples[len(samples) // 3]
    return samples[-1] / settled - 1
