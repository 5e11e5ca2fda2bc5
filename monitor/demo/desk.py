"""The demo's desk: a real config.yaml for the little world, with the keys that everybody uses."""

from pathlib import Path

import yaml

from monitor.demo.channel import Channel
from monitor.demo.mailbox import Mailbox
from monitor.demo.newsroom import Newsroom


def demo_config(newsroom: Newsroom, mailbox: Mailbox, channel: Channel, folder: Path) -> str:
    """The text of a config.yaml that watches every agency of the world."""
    both = ["desk-mail", "desk-slack"]
    config = {
        "storage": {"url": f"sqlite:///{folder / 'monitor.db'}"},
        "timezone": "Africa/Algiers",
        "feeds": [
            {
                "id": agency.id,
                "name": agency.name,
                "url": newsroom.feed_url(agency.id),
                "language": agency.language,
                "home": agency.home,
                "every": "1s",
                "backfill": agency.backfill,
            }
            for agency in newsroom.agencies
        ],
        "rules": [
            {"name": "AZ-DZ everything", "pairs": ["AZ-DZ"], "notify": both},
            {
                "name": "AZ-DZ energy, OIC, NAM",
                "pairs": ["AZ-DZ"],
                "topics": ["energy", "oic", "nam"],
                "notify": both,
            },
            {"name": "Gas with Algeria", "pairs": ["DZ-*"], "topics": ["energy.gas"], "notify": ["desk-slack"]},
        ],
        "smtp": {"host": "127.0.0.1", "port": mailbox.port, "tls": "none"},
        "receivers": {
            "desk-mail": {"email": {"to": ["desk@example.org"], "from": "monitor@example.org"}},
            "desk-slack": {"slack": {"webhook_url": channel.url}},
        },
        "delivery": {"group_wait": "0s"},
        "network": {"allow_private": ["127.0.0.0/8"]},
    }
    return yaml.dump(config, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True)


class _PlainDumper(yaml.SafeDumper):
    """Writes everything out: a config.yaml knows no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True
