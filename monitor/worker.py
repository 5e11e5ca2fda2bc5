"""What a new worker process does before its first document; imports nothing heavy, for that is loaded all at once."""

import contextlib
import os
import resource
import signal
import threading
from importlib import import_module

PARENT_LOOK_S = 1.0


def begin(parent: int, memory_bytes: int) -> None:
    """Bounded memory, no ears for Ctrl-C, an end when the parent is gone, and everything loaded for any document.

    The model that tells languages is unpacked in half a second without Python: beside the imports it costs nothing.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    threading.Thread(target=_end_with, args=(parent,), daemon=True, name="parent watch").start()
    threading.Thread(target=_load_languages, daemon=True, name="languages").start()
    import_module("monitor.workers")


def _load_languages() -> None:
    import_module("monitor.assess.language").identify("a text in some language")


def _end_with(parent: int) -> None:
    """A busy worker would outlive a killed parent; nobody waits for its answer."""
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(PARENT_LOOK_S)
    os._exit(1)
