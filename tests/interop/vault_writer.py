"""An independent writer of vaults, written from docs/spec/vault.md and docs/spec/account.md alone.

It opens a vault with the independent reader, adds an account and a slot, and writes a file that is
undamaged according to the specification.
"""

import hashlib
import json
import os
import pathlib
import sqlite3
import struct
import unicodedata

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from test_vault import FORMAT, Vault, hkdf

PURPOSES = {
    "account": "records",
    "setting": "records",
    "roster": "manifest",
    "manifest": "manifest",
    "change": "snapshots",
}
MOST_CHANGES = 20


def seal(key: bytes, text: bytes, context: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, text, context)


def read_as(reading: str, text: str) -> bytes:
    """The normalized passphrase for key derivation: section 3.1."""
    if reading == "nfc":
        return unicodedata.normalize("NFC", text).encode()
    if reading == "nfkc":
        return unicodedata.normalize("NFKC", text).encode()
    assert reading == "astyped"
    return text.encode()


class Writer:
    """A vault that is being written to, in one transaction."""

    def __init__(self, path: pathlib.Path, kind: str, credential):
        self.vault = Vault(path, kind, credential)
        self.vault.database.close()
        # The transaction is started and ended explicitly.
        self.database = sqlite3.connect(path, isolation_level=None)
        for name, value in (  # Section 2.
            ("locking_mode", "EXCLUSIVE"),
            ("journal_mode", "DELETE"),
            ("synchronous", "FULL"),
            ("secure_delete", "ON"),
            ("trusted_schema", "OFF"),
            ("temp_store", "MEMORY"),
        ):
            self.database.execute(f"PRAGMA {name} = {value}")
        self.vault.database = self.database
        self.database.execute("BEGIN EXCLUSIVE")
        ((_, _, _, self.manifest),) = self.vault.rows("manifest")
        self.epoch = self.manifest["epoch"] + 1

    def put(self, table: str, name: bytes, payload) -> bytes:
        """Seals a row with this transaction's epoch, and returns its tag: section 4."""
        text = json.dumps(payload, ensure_ascii=False).encode()
        text += b" " * (-len(text) % 256)
        context = b"aikotoba row" + struct.pack(">q", FORMAT) + self.vault.id
        context += bytes([len(table)]) + table.encode() + name + struct.pack(">Q", self.epoch)
        key = hkdf(self.vault.key, self.vault.id, "aikotoba " + PURPOSES[table])
        sealed = seal(key, text, context)
        self.database.execute(
            f"REPLACE INTO {table} (id, version, sealed) VALUES (?, ?, ?)",
            (name, self.epoch, sealed),
        )
        return sealed[-16:]

    def add_account(self, account: dict, at: int) -> bytes:
        """Sections 5, 7 and 9."""
        name = os.urandom(16)
        orders = [payload["order"] for _, _, _, payload in self.vault.rows("account")]
        order = max(orders, default=-1) + 1
        payload = {"form": 1, "id": name.hex(), "order": order, "trashed": None}
        tag = self.put("account", name, payload | {"account": account})
        page_name = bytes(15) + bytes([name[0] >> 2])
        pages = {page: payload for page, _, _, payload in self.vault.rows("roster")}
        page = pages.get(page_name, {"form": 1, "accounts": []})
        called = ": ".join(part for part in (account["issuer"], account["label"]) if part)
        line = {"id": name.hex(), "version": self.epoch, "tag": tag.hex(), "name": called}
        page["accounts"].append(line)
        self.put("roster", page_name, page)
        change = {"form": 1, "reason": "add", "at": at}
        change |= {"before": [[name.hex(), None]], "settings": None}
        changes = sorted(change for change, _, _, _ in self.vault.rows("change"))
        for oldest in changes[: max(0, len(changes) + 1 - MOST_CHANGES)]:
            self.database.execute("DELETE FROM change WHERE id = ?", (oldest,))
        self.put("change", self.epoch.to_bytes(16, "big"), change)
        return name

    def add_passphrase(self, passphrase: str, reading: str, at: int) -> None:
        """Sections 3 and 3.1, at the lowest accepted cost to keep the test fast."""
        name, salt = os.urandom(16), os.urandom(16)
        known = {"form": 1, "created": at, "salt": salt.hex()}
        known |= {"mebibytes": 1, "passes": 1, "lanes": 1, "reading": reading}
        parameters = json.dumps(known).encode()
        text = read_as(reading, passphrase)
        self.add_slot(name, "passphrase", parameters, hash_secret_raw(
            text, salt, 1, 1024, 1, 32, Type.ID, 19
        ))

    def add_device_key(self, key: bytes, at: int) -> None:
        """Section 3."""
        name, salt = os.urandom(16), os.urandom(16)
        parameters = json.dumps({"form": 1, "created": at, "salt": salt.hex()}).encode()
        self.add_slot(name, "device", parameters, hkdf(key, salt, "aikotoba device"))

    def add_slot(self, name: bytes, kind: str, parameters: bytes, key: bytes) -> None:
        """Section 3.1."""
        both = self.vault.id + name
        proof = hkdf(key, both, "aikotoba proof")[:16]
        context = b"aikotoba slot" + both + struct.pack(">Q", len(kind)) + kind.encode()
        context += parameters
        wrapped = seal(hkdf(key, both, "aikotoba wrapping"), self.vault.key, context)
        checksum = hashlib.sha256(context + proof + wrapped).digest()[:16]
        self.database.execute(
            "INSERT INTO slot (id, kind, parameters, proof, wrapped, checksum) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (name, kind, parameters, proof, wrapped, checksum),
        )

    def keep_backup_passphrase(self, passphrase: str, device: bytes, at: int) -> None:
        """Section 3.6."""
        name, kind = os.urandom(16), "backup-passphrase"
        parameters = json.dumps({"form": 1, "created": at, "device": device.hex()}).encode()
        both = self.vault.id + name
        context = b"aikotoba slot" + both + struct.pack(">Q", len(kind)) + kind.encode()
        context += parameters
        text = struct.pack(">Q", len(passphrase.encode())) + passphrase.encode()
        text += bytes(-len(text) % 256)
        wrapped = seal(hkdf(self.vault.key, both, "aikotoba backup passphrase"), text, context)
        checksum = hashlib.sha256(context + wrapped).digest()[:16]
        self.database.execute(
            "INSERT INTO slot (id, kind, parameters, proof, wrapped, checksum) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (name, kind, parameters, b"", wrapped, checksum),
        )

    def commit(self) -> None:
        """Writes the manifest and ends the transaction: section 6."""
        epoch = struct.pack(">Q", self.epoch)
        fresh = self.manifest | {"epoch": self.epoch}
        for table in ("account", "roster", "setting", "change"):
            rows = [
                name + struct.pack(">Q", version) + tag
                for name, version, tag, _ in self.vault.rows(table)
            ]
            fresh[table] = self.vault.code(table.encode(), epoch, *rows)
            if table == "account":
                fresh["accounts"] = len(rows)
        columns = "id, kind, parameters, proof, wrapped, checksum"
        fields = [
            field.encode() if isinstance(field, str) else field
            for slot in self.database.execute(f"SELECT {columns} FROM slot ORDER BY id")
            for field in slot
        ]
        fresh["slot"] = self.vault.code(b"slot", epoch, *fields)
        self.put("manifest", bytes(16), fresh)
        self.database.execute("COMMIT")
        self.database.close()
