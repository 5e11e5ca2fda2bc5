"""`monitor version`: what is installed here."""

import platform
from importlib.metadata import version

from monitor.cli.options import AsJson, console


def version_command(as_json: AsJson = False) -> None:
    """Say which version this is.

    Example: [bold]monitor version[/bold]
    """
    versions = {"monitor": version("monitor"), "python": platform.python_version()}
    if as_json:
        console().print_json(data=versions)
        return
    console().print(f"monitor {versions['monitor']} on Python {versions['python']}")
