"""An independent reader of backups, written from docs/spec/backup.md, docs/spec/account.md and
https://c2sp.org/age alone.

As a program: `python backup_reader.py FILE` reads the passphrase from standard input and prints the
document.
"""

import base64
import hashlib
import hmac
import json
import struct
import sys
import unicodedata
from urllib.parse import parse_qs, urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LARGEST = 64 * 1024 * 1024
MOST_WORK = 20
CHUNK = 64 * 1024
BEGIN, END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"


class NoBackup(Exception):
    """Another kind of file."""


class Newer(Exception):
    """A newer version of age, or of the document."""


class WrongPassphrase(Exception):
    """The stanza's body cannot be decrypted."""


class Damaged(Exception):
    """The file is damaged."""


def hkdf(key, salt, info):
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def unpadded(text):
    """Canonical base64 without padding."""
    data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    if base64.b64encode(data).decode().rstrip("=") != text:
        raise Damaged("base64")
    return data


def without_armour(file):
    try:
        text = file.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return file
    if not text.startswith(BEGIN):
        return file
    lines = text.splitlines()
    if lines[-1] != END or any(len(line) != 64 for line in lines[1:-2]):
        raise Damaged("armour")
    try:
        return base64.b64decode("".join(lines[1:-1]), validate=True)
    except ValueError as why:
        raise Damaged("armour") from why


def readings(passphrase):
    found = []
    for text in (
        unicodedata.normalize("NFKC", passphrase),
        unicodedata.normalize("NFC", passphrase),
        passphrase,
    ):
        if text not in found:
            found.append(text)
    return found


def file_key(salt, work, body, passphrase):
    for text in readings(passphrase):
        wrapping_key = hashlib.scrypt(
            text.encode(),
            salt=b"age-encryption.org/v1/scrypt" + salt,
            n=1 << work,
            r=8,
            p=1,
            maxmem=(1 << 31) - 1,
            dklen=32,
        )
        try:
            return ChaCha20Poly1305(wrapping_key).decrypt(bytes(12), body, None)
        except InvalidTag:
            continue
    raise WrongPassphrase


def unsealed(file, passphrase):
    """Section 3: the plain content of an age file."""
    if len(file) > LARGEST:
        raise NoBackup("size")
    binary = without_armour(file)
    version, _, _ = binary.partition(b"\n")
    if not version.startswith(b"age-encryption.org/"):
        raise NoBackup("no age file")
    if version != b"age-encryption.org/v1":
        raise Newer(version.decode("ascii", "replace"))
    header, mark, rest = binary.partition(b"\n--- ")
    mac, newline, payload = rest.partition(b"\n")
    if not mark or not newline:
        raise Damaged("header")
    lines = header.decode("ascii").split("\n")
    if not lines[1].startswith("-> scrypt "):
        raise NoBackup("another recipient")
    _, _, salt, work = lines[1].split(" ")
    if len(lines) != 3 or not work.isdigit() or not 0 < int(work) <= MOST_WORK:
        raise Damaged("stanza")
    key = file_key(unpadded(salt), int(work), unpadded(lines[2]), passphrase)
    expected = hmac.digest(hkdf(key, b"", b"header"), header + b"\n---", "sha256")
    if not hmac.compare_digest(expected, unpadded(mac.decode("ascii"))):
        raise Damaged("MAC")
    return b"".join(chunks(hkdf(key, payload[:16], b"payload"), payload[16:]))


def chunks(key, sealed):
    cipher = ChaCha20Poly1305(key)
    step = CHUNK + 16
    pieces = [sealed[at : at + step] for at in range(0, len(sealed), step)]
    for counter, piece in enumerate(pieces):
        is_last = counter == len(pieces) - 1
        nonce = counter.to_bytes(11, "big") + bytes([is_last])
        try:
            yield cipher.decrypt(nonce, piece, None)
        except InvalidTag as why:
            raise Damaged("payload") from why


def digest(document):
    """Section 5, with the values of missing fields from account.md."""
    text = hashlib.sha256()

    def put(field):
        if field is None:
            text.update(b"-,")
            return
        data = (field if isinstance(field, str) else str(field)).encode()
        text.update(b"%d:%s," % (len(data), data))

    put("aikotoba-backup 1")
    put(len(document["accounts"]))
    for entry in document["accounts"]:
        account = entry["account"]
        put(entry["id"].lower())
        put(entry.get("trashed"))
        put(account["issuer"])
        put(account["label"])
        put(account["type"])
        put({"totp": account.get("period"), "hotp": account.get("counter")}.get(account["type"]))
        put(account["algorithm"])
        put(account["digits"])
        put(account["key"])
        parameters = account.get("parameters", [])
        put(len(parameters))
        for name, value in parameters:
            put(name)
            put(value)
        put(account.get("note", ""))
        put(account.get("group"))
        put("1" if account.get("favourite") else "0")
        put(account.get("colour"))
        put(account["added"])
        put(account.get("confirmed"))
    groups = document.get("groups", [])
    put(len(groups))
    for group in groups:
        put(group)
    return text.hexdigest()


def groups_of(account):
    """The groups of an account, in order (account.md, "Groups")."""
    first = account.get("group")
    if first is None:
        return []
    return list(dict.fromkeys([first, *account.get("more_groups", [])]))


def makes_other_codes(entry):
    """Whether the key URI of an entry contradicts its account (section 4)."""
    if "uri" not in entry:
        return False
    uri, account = urlsplit(entry["uri"]), entry["account"]
    given = {name: values[0] for name, values in parse_qs(uri.query).items()}
    expected = {"secret": account["key"], "algorithm": account["algorithm"]}
    expected["digits"] = str(account["digits"])
    moving = {"totp": "period", "hotp": "counter"}.get(account["type"])
    if moving:
        expected[moving] = str(account[moving])
    return uri.netloc != account["type"] or any(
        given.get(name) != value for name, value in expected.items()
    )


def read(file, passphrase):
    """Opens a backup and checks it according to section 4."""
    plain = unsealed(file, passphrase)
    try:
        document = json.loads(plain)
    except ValueError as why:
        raise NoBackup("other content") from why
    if not isinstance(document, dict) or document.get("format") != "aikotoba-backup":
        raise NoBackup("other content")
    if document["version"] > 1:
        raise Newer(document["version"])
    if document["count"] != len(document["accounts"]) or document["digest"] != digest(document):
        raise Damaged("count or digest")
    if any(makes_other_codes(entry) for entry in document["accounts"]):
        raise Damaged("uri")
    return document


STEAM = "23456789BCDFGHJKMNPQRTVWXY"


def code(account, seconds):
    """The code at a time, or of the counter (account.md, "Codes")."""
    key = base64.b32decode(account["key"] + "=" * (-len(account["key"]) % 8))
    moving = {
        "totp": lambda: seconds // account["period"],
        "hotp": lambda: account["counter"],
        "steam": lambda: seconds // 30,
    }[account["type"]]()
    mac = hmac.digest(key, struct.pack(">Q", moving), account["algorithm"].lower())
    offset = mac[-1] & 15
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    if account["type"] != "steam":
        return str(number % 10 ** account["digits"]).zfill(account["digits"])
    letters = ""
    for _ in range(5):
        number, letter = divmod(number, len(STEAM))
        letters += STEAM[letter]
    return letters


def key_of_uri(uri):
    return parse_qs(urlsplit(uri).query)["secret"][0]


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as backup:
        opened = read(backup.read(), sys.stdin.readline().rstrip("\n"))
    print(json.dumps(opened, ensure_ascii=False, indent=2))
