"""What hostile documents do to a worker, as functions that a worker can be asked for."""

import os
import threading


def hangs():
    """Never ends, and listens to nobody."""
    threading.Event().wait(600)


def eats_memory():
    """Takes more than any worker has."""
    return len(bytearray(64 * 1024**3))


def dies():
    """Ends the whole process, as a fault in a C library does."""
    os._exit(139)


def stumbles():
    """A mistake of a library over one document."""
    return {}["missing"]


def answers(value):
    """A document without malice."""
    return os.getpid(), value
