"""Query passwords with their hashes, made ahead while nobody waits: a submission then costs no slow hashing.

They belong to nobody until they are taken, and stand in this process's memory only.
"""

import os
import queue
import threading

from store import receipts

MOST = 32
# Filling up waits until so many seconds without other hashing have passed.
QUIET_SECONDS = 0.25


class ReadyPasswords:
    """A stock of (password, hash), filled by one thread that yields to everything else."""

    def __init__(self) -> None:
        self._stock: queue.Queue[tuple[str, str]] = queue.Queue(MOST)
        self._stop = threading.Event()
        self._busy = 0
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to fill the stock. Without it the stock is empty and `take` gives None."""
        self._thread = threading.Thread(target=self._fill, name="ready-passwords", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End filling; what is left is forgotten."""
        self._stop.set()
        with self._stock.mutex:
            self._stock.queue.clear()
            self._stock.not_full.notify_all()

    def take(self) -> tuple[str, str] | None:
        """A password and its hash, never given twice; None when there is none in stock."""
        try:
            return self._stock.get_nowait()
        except queue.Empty:
            return None

    def __enter__(self) -> None:
        """Somebody's own hashing begins: filling waits."""
        with self._lock:
            self._busy += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._busy -= 1

    def _fill(self) -> None:
        # The thread's own priority, on Linux: the last to get a processor.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        while not self._stop.is_set():
            if self._busy:
                self._stop.wait(QUIET_SECONDS)
                continue
            password = receipts.new_password()
            made = (password, receipts.hash_password(password))
            while not self._stop.is_set():
                try:
                    self._stock.put(made, timeout=1.0)
                    break
                except queue.Full:
                    continue
