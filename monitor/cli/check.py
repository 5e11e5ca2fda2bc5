"""`monitor check`: whether config.yaml says what it means."""

from rich.markup import escape

from monitor.cli.options import DEFAULT_CONFIG, AsJson, ConfigPath, console, read_config
from monitor.config.settings import Config
from monitor.errors import ConfigError


def check_command(config: ConfigPath = DEFAULT_CONFIG, as_json: AsJson = False) -> None:
    """Check the configuration without starting anything: every mistake with its place and what to write.

    Exit status 0 where it can be used, 2 where not.

    Example: [bold]monitor check --config config.yaml[/bold]
    """
    if as_json:
        _check_for_programs(config)
        return
    checked = read_config(config)
    out = console()
    for warning in checked.warnings:
        out.print(f"[yellow]note[/yellow] {escape(warning.at(checked.path.name))}", soft_wrap=True)
    out.print(f"[green]✓[/green] {escape(str(config))} can be used: {_summary(checked)}.", soft_wrap=True)


def _check_for_programs(path: ConfigPath) -> None:
    try:
        checked = read_config(path)
    except ConfigError as error:
        findings = [{"path": f.path, "line": f.line, "column": f.column, "message": f.message} for f in error.findings]
        console().print_json(data={"usable": False, "file": error.file, "findings": findings})
        raise SystemExit(2) from error
    console().print_json(
        data={
            "usable": True,
            "file": str(checked.path),
            "hash": checked.text_hash,
            "feeds": [feed.id for feed in checked.feeds],
            "rules": [rule.id for rule in checked.rules],
            "receivers": [receiver.name for receiver in checked.receivers],
            "warnings": [warning.message for warning in checked.warnings],
        }
    )


def _summary(config: Config) -> str:
    counts = (("feed", config.feeds), ("rule", config.rules), ("receiver", config.receivers))
    return ", ".join(f"{len(nouns)} {name}{'' if len(nouns) == 1 else 's'}" for name, nouns in counts)
