"""Where this installation keeps what it writes, and the secrets made on the first run."""

import os
import secrets
import tomllib
from pathlib import Path

from jiangxin.core.settings import environment

HOME = environment.folder(
    "JIANGXIN_HOME", Path.cwd() / "var", "数据目录：数据库、文件、密钥 data folder: database, files, secrets"
)
SECRETS_FILE = HOME / "secrets.toml"


def _make_secrets() -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    lines = [f'{name} = "{secrets.token_hex(32)}"' for name in ("signing_key", "field_key", "digest_key")]
    # Created exclusively and private from the first byte, so that two processes starting at once agree on one file.
    try:
        handle = os.open(SECRETS_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("# Made on first run. Keep it private and in the backup: without it encrypted fields are lost.\n")
        file.write("\n".join(lines) + "\n")


def load_secrets() -> dict[str, str]:
    """Return the installation's secrets, making them when there are none."""
    try:
        if not SECRETS_FILE.exists():
            _make_secrets()
    except OSError as fault:
        raise environment.SettingsError(
            f"JIANGXIN_HOME='{HOME}' 不能用：无法在此文件夹中写入（{fault.strerror}）。请换一个有写权限的文件夹。\n"
            f"JIANGXIN_HOME='{HOME}' cannot be used: nothing can be written there ({fault.strerror})."
            " Choose a folder this user may write to."
        ) from fault
    try:
        found = tomllib.loads(SECRETS_FILE.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise environment.SettingsError(
            f"密钥文件 {SECRETS_FILE} 读不出来：{fault}。请从备份恢复，不要重新生成。\n"
            f"The secrets file {SECRETS_FILE} cannot be read: {fault}. Restore it from the backup."
        ) from fault
    missing = {"signing_key", "field_key", "digest_key"} - found.keys()
    if missing:
        raise environment.SettingsError(
            f"密钥文件 {SECRETS_FILE} 缺少 {', '.join(sorted(missing))}，请从备份恢复。\n"
            f"The secrets file {SECRETS_FILE} lacks {', '.join(sorted(missing))}; restore it from the backup."
        )
    return {name: str(value) for name, value in found.items()}
