"""Where settings come from: an option, else a variable, else `./unxref.toml`, else the user's own file."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from ..resolvers.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FILE = "unxref.toml"
"""The name of the file in the working folder, and of the user's own."""


def load(**options: Any) -> Settings:
    """Return the settings, those fields of `Settings` that the command line names above all.

    Raises `click.UsageError`, whose message says which setting is wrong, and where.
    """
    settings = Settings()
    for place, key, value in (*_in_file(user_file()), *_in_file(Path(FILE)), *_in_environment()):
        try:
            settings = replace(settings, **{key: KEYS[key](value)})
        except ValueError as error:
            raise click.UsageError(f"{place}: {key}: {error}") from error
    return replace(settings, **options)


def user_file() -> Path:
    """Return where the user's own file is, or would be."""
    from platformdirs import user_config_path

    return user_config_path("unxref") / FILE


def _in_file(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Yield place, key and value of what a file sets."""
    import tomllib

    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except FileNotFoundError:
        return
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}") from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise click.UsageError(f"{path}: {error}") from error
    for key, value in values.items():
        if key not in KEYS:
            raise click.UsageError(f"{path}: no such setting: {key} (there are: {', '.join(KEYS)})")
        yield str(path), key, value


def _in_environment() -> Iterator[tuple[str, str, str]]:
    for key in KEYS:
        variable = f"UNXREF_{key.upper()}"
        if os.environ.get(variable):
            yield variable, key, os.environ[variable]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"text is needed, not a value of type {type(value).__name__}")  # it may be secret
    return value


def _path(value: Any) -> Path:
    return Path(_text(value)).expanduser()


def _names(value: Any) -> tuple[str, ...]:
    """Read names: an array of them in a file, with commas between them in a variable."""
    if isinstance(value, list):
        return tuple(_text(name) for name in cast("list[Any]", value))
    return tuple(name.strip() for name in _text(value).split(",") if name.strip())


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in _FLAGS:
        raise ValueError(f"true or false is needed, not {value!r}")
    return _FLAGS[value]


def _seconds(value: Any) -> float:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        with suppress(ValueError):
            return float(value)
    raise ValueError(f"a number of seconds is needed, not {value!r}")


_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}

KEYS: Mapping[str, Callable[[Any], Any]] = {
    "undl_url": _text,
    "metadata_url": _text,
    "ods_url": _text,
    "treaties_url": _text,
    "resolvers": _names,
    "undl_token": _text,
    "offline": _flag,
    "cache_dir": _path,
    "catalogue": _path,
    "state_dir": _path,
    "pace": _seconds,
    "timeout": _seconds,
    "deadline": _seconds,
}
"""The settings that a file or a variable may give, and how each is read."""
