"""Step 5, deliver: how a config names a mail server and the people it writes to; every mistake is a sentence."""

import re
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

_STANDARD_PORTS = {"none": 25, "starttls": 587, "implicit": 465}
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")

Tls = Literal["none", "starttls", "implicit"]


class SmtpConfig(BaseModel):
    """A mail server that takes our mail."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str
    port: int | None = Field(default=None, ge=1, le=65535)  # None: what is usual for `tls`
    tls: Tls = "starttls"
    username: str | None = None
    password: SecretStr | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Where to connect to."""
        return self.host, self.port or _STANDARD_PORTS[self.tls]

    @field_validator("host")
    @classmethod
    def _host_is_a_name(cls, host: str) -> str:
        if "://" in host or "/" in host:
            raise ValueError(f'"{host}" is a URL. Write the name alone, such as mail.example.org.')
        name, colon, port = host.partition(":")
        if colon and port.isdigit():
            raise ValueError(f'"{host}" carries its port. Write host: {name} and port: {port}.')
        if not is_domain(host) and not _is_address(host):
            raise ValueError(f'"{host}" is not the name of a mail server. Write a name such as mail.example.org.')
        return host

    @field_validator("password")
    @classmethod
    def _password_is_ascii(cls, password: SecretStr | None) -> SecretStr | None:
        if password is not None and not password.get_secret_value().isascii():
            raise ValueError("the password has letters outside ASCII, which servers read differently. Set another.")
        return password

    @model_validator(mode="after")
    def _secrets_travel_encrypted(self) -> Self:
        if self.port == 465 and self.tls != "implicit":
            raise ValueError(f"port 465 speaks TLS from the first byte. Write tls: implicit instead of {self.tls}.")
        if (self.username is None) != (self.password is None):
            missing = "password (or password_file)" if self.password is None else "username"
            raise ValueError(f"a login needs both username and password. Write {missing} too.")
        if self.password is not None and self.tls == "none" and not _is_loopback(self.host):
            raise ValueError("tls: none would send the password readably. Write tls: starttls or tls: implicit.")
        return self


class EmailConfig(BaseModel):
    """The people who get a mail each, who it is from, and the server that takes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: tuple[str, ...]
    sender: str = Field(alias="from")
    smtp: SmtpConfig | None = None

    @field_validator("to", mode="before")
    @classmethod
    def _one_is_a_list_too(cls, to: object) -> object:
        return [to] if isinstance(to, str) else to

    @field_validator("to")
    @classmethod
    def _recipients_are_addresses(cls, to: tuple[str, ...]) -> tuple[str, ...]:
        if not to:
            raise ValueError("nobody would get this mail. Write at least one address, such as [desk@example.org].")
        for address in to:
            check_address(address)
        twice = next((address for address in to if to.count(address) > 1), None)
        if twice is not None:
            raise ValueError(f'"{twice}" is there twice and would get every mail twice. Write it once.')
        return to

    @field_validator("sender")
    @classmethod
    def _sender_is_an_address(cls, sender: str) -> str:
        check_address(sender_address(sender))
        return sender

    @model_validator(mode="after")
    def _there_is_a_server(self) -> Self:
        if self.smtp is None:
            raise ValueError("there is no mail server. Write smtp: {host: mail.example.org, …} at the top of the file.")
        return self


def sender_address(sender: str) -> str:
    """The bare address of `Name <name@host>`, or what was written where it has no such form."""
    return parseaddr(sender)[1] if sender.rstrip().endswith(">") else sender


def check_address(address: str) -> None:
    """Raise a ValueError that says what is wrong with a mail address."""
    local, at, domain = address.rpartition("@")
    if not at:
        raise ValueError(f'"{address}" is not a mail address. Write one such as desk@example.org.')
    if not local.isascii():
        raise ValueError(f'"{address}" has letters outside ASCII before the @, which many servers refuse. Use another.')
    if not domain.isascii():
        raise ValueError(f'"{address}" has letters outside ASCII in its domain. Write the domain as xn--….')
    if not _LOCAL_PART.fullmatch(local) or not is_domain(domain) or len(local) > 64:
        raise ValueError(f'"{address}" is not a mail address. Write one such as desk@example.org.')


def is_domain(text: str) -> bool:
    """Whether `text` could be the name of a host."""
    return len(text) <= 253 and bool(_DOMAIN.fullmatch(text)) and all(len(label) <= 63 for label in text.split("."))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)
