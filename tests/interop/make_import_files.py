"""Writes files in the formats of other authenticators, and the expected content of each.

Every layout is written from its description (docs/formats.md) with Python's cryptography, so that the
files depend neither on our readers nor on files of those apps. Salts and nonces come from a fixed
seed: a second run writes the same bytes, except for Ente Auth, whose header libsodium generates.

    pip install argon2-cffi cryptography pynacl
    python tests/interop/make_import_files.py [FOLDER]
"""

import base64
import hashlib
import hmac
import json
import random
import struct
import sys
from pathlib import Path

import nacl.bindings as sodium
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/vectors/import")
PASSWORD = "correct horse"
DRAWN = random.Random(20)
FILES = {}


def draw(count):
    return DRAWN.randbytes(count)


def b64(data):
    return base64.b64encode(data).decode()


def b32(data):
    return base64.b32encode(data).decode().rstrip("=")


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def gcm(key, nonce, plain, context=None):
    return AESGCM(key).encrypt(nonce, plain, context)


def cbc(key, iv, plain):
    padder = padding.PKCS7(128).padder()
    padded = padder.update(plain) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(padded) + encryptor.finalize()


def argon2id(password, salt, kibibytes, passes, lanes):
    return hash_secret_raw(password, salt, passes, kibibytes, lanes, 32, Type.ID)


class Account:
    """An account with its group, note and the like."""

    def __init__(self, issuer, label, kind, key, algorithm="SHA1", digits=6, moves=30, **more):
        self.issuer, self.label, self.kind, self.key = issuer, label, kind, key
        self.algorithm, self.digits, self.moves = algorithm, digits, moves
        self.note = more.get("note", "")
        self.tags = more.get("tags", [])
        self.favourite = more.get("favourite", False)

    @property
    def secret(self):
        return b32(self.key)

    def expected(self, **changes):
        """The expected account."""
        told = {
            "issuer": self.issuer,
            "label": self.label,
            "type": self.kind,
            "algorithm": self.algorithm,
            "digits": self.digits,
            "key": self.secret,
            "note": self.note,
            "tags": self.tags,
            "favourite": self.favourite,
        }
        if self.kind != "steam":
            told["counter" if self.kind == "hotp" else "period"] = self.moves
        return told | changes

    def uri(self, scheme=None, **more):
        from urllib.parse import quote, urlencode

        query = {"secret": self.secret, "issuer": self.issuer}
        if self.kind != "steam":
            query |= {"algorithm": self.algorithm, "digits": self.digits}
            query["counter" if self.kind == "hotp" else "period"] = self.moves
        label = quote(f"{self.issuer}:{self.label}", safe="")
        return f"otpauth://{scheme or self.kind}/{label}?{urlencode(query | more, quote_via=quote)}"


AMAZON = Account(
    "Amazon", "shop@example.co.jp", "totp", b"amazon-key-20-bytes!",
    note="レジの奥", tags=["店"], favourite=True,
)
RAKUTEN = Account(
    "楽天", "店長:仙台", "totp", b"rakuten key of thirty-two bytes!", "SHA256", 8, 60, tags=["店", "仕入れ"]
)
BANK = Account("Bank", "me", "hotp", b"bank-key-16bytes", "SHA1", 6, 41)
STEAM = Account("Steam", "player", "steam", b"steam-key-20-bytes-!", "SHA1", 5, 30)
GITHUB = Account("GitHub", "dev", "totp", b"github-key-ten", "SHA512", 7, 30, note="two\nlines")
ALL = [AMAZON, RAKUTEN, BANK, STEAM, GITHUB]
# For formats without groups, notes and the like.


def bare(account, **changes):
    return account.expected(note="", tags=[], favourite=False) | changes


def put(name, data, app, accounts, refused=(), notices=(), groups=(), password=None, fails=None):
    """Writes a file, and records its expected content."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    FILES[name] = {
        "app": app,
        "password": password,
        "fails": fails,
        "accounts": list(accounts),
        "refused": [list(one) for one in refused],
        "notices": [list(one) for one in notices],
        "groups": list(groups),
    }


# --- Aegis ---


def aegis_entry(account, group_field, **more):
    info = {"secret": account.secret, "algo": account.algorithm, "digits": account.digits}
    if account.kind == "hotp":
        info["counter"] = account.moves
    else:
        info["period"] = account.moves
    entry = {
        "type": account.kind,
        "uuid": str(DRAWN.randrange(10**8)),
        "name": account.label,
        "issuer": account.issuer,
        "icon": None,
        "info": info,
    }
    if group_field == "groups":
        entry |= {"note": account.note, "favorite": account.favourite}
        entry["groups"] = [f"uuid-{tag}" for tag in account.tags]
    else:
        entry["group"] = account.tags[0] if account.tags else None
        if group_field == "group+note":
            entry |= {"note": account.note, "favorite": account.favourite}
    return entry | more


AEGIS_ODD = [
    ("motp", {"type": "motp", "name": "old", "issuer": "M", "info": {"secret": "GE", "algo": "MD5", "digits": 6, "period": 10, "pin": "1234"}}, "import-entry-method", "M:old"),
    ("yandex", {"type": "yandex", "name": "ya", "issuer": "", "info": {"secret": "GE", "algo": "SHA256", "digits": 8, "period": 30, "pin": "1234"}}, "import-entry-method", "ya"),
    ("period", {"type": "totp", "name": "p", "issuer": "P", "info": {"secret": "GE", "algo": "SHA1", "digits": 6, "period": 0}}, "otp-period", "P:p"),
    ("digits", {"type": "totp", "name": "d", "issuer": "D", "info": {"secret": "GE", "algo": "SHA1", "digits": 11, "period": 30}}, "otp-digits", "D:d"),
    ("key", {"type": "totp", "name": "k", "issuer": "K", "info": {"secret": "GE1", "algo": "SHA1", "digits": 6, "period": 30}}, "uri-key-symbol", "K:k"),
    ("hash", {"type": "totp", "name": "h", "issuer": "H", "info": {"secret": "GE", "algo": "SHA224", "digits": 6, "period": 30}}, "otp-algorithm", "H:h"),
    ("counter", {"type": "hotp", "name": "c", "issuer": "C", "info": {"secret": "GE", "algo": "SHA1", "digits": 6}}, "import-entry-counter-missing", "C:c"),
    ("text", "an entry", "import-entry-shape", ""),
]


def aegis_content(version):
    field = {1: "group", 2: "group+note", 3: "groups"}[version]
    content = {"version": version, "entries": [aegis_entry(one, field) for one in ALL]}
    if version == 3:
        names = ["店", "仕入れ", "空"]
        content["groups"] = [{"uuid": f"uuid-{name}", "name": name} for name in names]
        content["icons_optimized"] = True
    return content


def aegis_expected(version):
    if version == 3:
        return [one.expected() for one in ALL]
    note = version == 2
    return [
        one.expected(
            tags=one.tags[:1],
            note=one.note if note else "",
            favourite=one.favourite if note else False,
        )
        for one in ALL
    ]


def aegis_slot(master, password, n=16, kind=1, **more):
    salt, nonce = draw(32), draw(12)
    password = password if isinstance(password, bytes) else password.encode()
    key = hashlib.scrypt(password, salt=salt, n=n, r=8, p=1, dklen=32, maxmem=2**30)
    if kind != 1:
        key = draw(32)
    wrapped = gcm(key, nonce, master)
    slot = {
        "type": kind,
        "uuid": str(DRAWN.randrange(10**8)),
        "key": wrapped[:32].hex(),
        "key_params": {"nonce": nonce.hex(), "tag": wrapped[32:].hex()},
    }
    if kind == 1:
        slot |= {"n": n, "r": 8, "p": 1, "salt": salt.hex(), "repaired": True, "is_backup": False}
    return slot | more


def aegis_sealed(slots_of, content):
    master, nonce = draw(32), draw(12)
    sealed = gcm(master, nonce, json.dumps(content, ensure_ascii=False).encode())
    text, tag = sealed[:-16], sealed[-16:]
    header = {"slots": slots_of(master), "params": {"nonce": nonce.hex(), "tag": tag.hex()}}
    return json.dumps({"version": 1, "header": header, "db": b64(text)}, indent=4).encode()


def aegis():
    none = {"slots": None, "params": None}
    groups = ["店", "仕入れ", "空"]
    for version in (1, 2, 3):
        file = {"version": 1, "header": none, "db": aegis_content(version)}
        data = json.dumps(file, indent=4, ensure_ascii=False).encode()
        put(f"aegis/plain-{version}.json", data, "Aegis", aegis_expected(version),
            groups=groups if version == 3 else [])
    content = {"version": 3, "entries": [one for _, one, _, _ in AEGIS_ODD], "groups": []}
    content["entries"].insert(0, aegis_entry(GITHUB, "groups", icon="aWNvbg==", icon_mime="image/png", icon_hash="00", later={"x": 1}))
    content["entries"].append(aegis_entry(BANK, "groups", info={"secret": BANK.secret, "algo": "MD5", "digits": 6, "counter": 41}))
    refused = [(at, name, code) for at, (_, _, code, name) in enumerate(AEGIS_ODD, 2)]
    put("aegis/odd.json", compact({"version": 1, "header": none, "db": content}), "Aegis",
        [GITHUB.expected(), BANK.expected()], refused, [("notice-pictures-omitted", 1)])
    newer = {"version": 1, "header": none, "db": {"version": 4, "entries": []}}
    put("aegis/newer-content.json", compact(newer), "Aegis", [], fails="import-newer")
    newer = {"version": 2, "header": none, "db": {}}
    put("aegis/newer-file.json", compact(newer), "Aegis", [], fails="import-newer")

    def sealed(name, slots_of, content=None, **more):
        content = content or aegis_content(3)
        more = {"password": PASSWORD, "groups": groups} | more
        put(f"aegis/{name}.json", aegis_sealed(slots_of, content), "Aegis", aegis_expected(3), **more)

    sealed("sealed", lambda master: [aegis_slot(master, PASSWORD)])
    sealed("sealed-as-made", lambda master: [aegis_slot(master, PASSWORD, n=32768)])
    sealed("biometric-and-older-first", lambda master: [
        aegis_slot(master, b"", kind=2),
        aegis_slot(master, "older password"),
        aegis_slot(master, PASSWORD),
    ])
    kana = "ひらがなばかりのとてもながいぱすわーどですよね"
    buffer = kana.encode().ljust(2 * (2 * len(kana)) + 1, b"\0")
    unrepaired = lambda master: [aegis_slot(master, buffer, repaired=False)]
    sealed("unrepaired", unrepaired, password=kana)
    unsaid = aegis_slot(bytes(32), PASSWORD)
    put("aegis/biometric-only.json", aegis_sealed(lambda master: [aegis_slot(master, b"", kind=2)], aegis_content(3)),
        "Aegis", [], fails="sealed-unsupported")
    costly = lambda master: [aegis_slot(master, PASSWORD) | {"n": 2**24}]
    put("aegis/costly.json", aegis_sealed(costly, aegis_content(3)), "Aegis", [], fails="sealed-too-costly")
    newer = aegis_content(3) | {"version": 4}
    put("aegis/sealed-newer.json", aegis_sealed(lambda master: [aegis_slot(master, PASSWORD)], newer), "Aegis", [],
        password=PASSWORD, fails="sealed-newer")


# --- 2FAS ---


def twofas_service(account, schema, position, **more):
    otp = {"account": account.label, "issuer": account.issuer, "label": f"{account.issuer}:{account.label}"}
    service = {"name": account.issuer, "secret": account.secret, "updatedAt": 1700000000000, "otp": otp}
    if schema >= 2:
        otp |= {"digits": account.digits, "algorithm": account.algorithm}
        if account.kind == "hotp":
            otp["counter"] = account.moves
        elif account.kind == "totp":
            otp["period"] = account.moves
        otp["tokenType"] = account.kind.upper()
        service["order"] = {"position": position}
    if schema >= 3:
        otp["source"] = "Link"
        service["groupId"] = f"id-{account.tags[0]}" if account.tags else None
        service["badge"] = {"color": "Green"}
    return service | more


def twofas_file(schema, services, **more):
    file = {"services": services, "updatedAt": 1700000000000}
    if schema >= 2:
        file |= {"schemaVersion": schema, "appVersionCode": 50000, "appVersionName": "5.0.0", "appOrigin": "android"}
        file["groups"] = [{"id": "id-店", "name": "店", "isExpanded": True, "updatedAt": 0}]
    return file | more


def twofas_seal(plain, salt, password=PASSWORD):
    nonce = draw(12)
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 10000, 32)
    return ":".join(map(b64, (gcm(key, nonce, plain), salt, nonce)))


def twofas():
    plain = dict(note="", favourite=False)
    expected = [one.expected(**plain, tags=one.tags[:1]) for one in ALL]
    groups = ["店"]
    defaults = Account("GitHub", "dev", "totp", GITHUB.key)
    first = [twofas_service(defaults, 1, 0), twofas_service(AMAZON, 1, 1)]
    put("2fas/schema-1.2fas", compact(twofas_file(1, first)), "2FAS", [bare(defaults), bare(AMAZON)])
    for schema in (2, 3, 4):
        services = [twofas_service(one, schema, at) for at, one in enumerate(ALL)]
        wanted = expected if schema > 2 else [bare(one) for one in ALL]
        put(f"2fas/schema-{schema}.2fas", compact(twofas_file(schema, services[::-1])), "2FAS", wanted, groups=groups)
    services = [twofas_service(one, 4, at) for at, one in enumerate(ALL)]
    constant = bytes(DRAWN.choice(b"abcdefghijklmnopqrstuvwxyz") for _ in range(256))
    for origin, size in (("android", 256), ("ios", 32)):
        salt = draw(size)
        sealed = twofas_file(
            4, [], appOrigin=origin,
            servicesEncrypted=twofas_seal(compact(services), salt), reference=twofas_seal(constant, salt),
        )
        put(f"2fas/sealed-{origin}.2fas", compact(sealed), "2FAS", expected, groups=groups, password=PASSWORD)
    salt = draw(32)
    other = twofas_file(4, [], servicesEncrypted=twofas_seal(compact(services), salt), reference=twofas_seal(constant, salt))
    text, rest = other["servicesEncrypted"].split(":", 1)
    text = bytearray(base64.b64decode(text))
    text[20] ^= 1
    other["servicesEncrypted"] = b64(bytes(text)) + ":" + rest
    put("2fas/sealed-damaged.2fas", compact(other), "2FAS", [], password=PASSWORD, fails="sealed-damaged")
    long = Account("A site with a name of more than thirty letters", "me", "totp", b"long names")
    cut = twofas_service(long, 4, 1)
    cut["name"] = long.issuer[:30]
    link = Account("Linked", "me", "totp", b"linked-key", "SHA256", 8, 60)
    linked = {"name": "Linked", "secret": link.secret, "otp": {"link": link.uri(image="x")}}
    odd = [
        cut,
        linked,
        twofas_service(GITHUB, 4, 3) | {"otp": {"algorithm": "SHA224", "tokenType": "TOTP"}},
        twofas_service(GITHUB, 4, 3) | {"otp": {"digits": 12}},
        twofas_service(GITHUB, 4, 3) | {"secret": "GE1"},
        twofas_service(GITHUB, 4, 3) | {"otp": {"tokenType": "HOTP"}},
        7,
    ]
    put("2fas/odd.2fas", compact(twofas_file(4, odd)), "2FAS", [bare(long), bare(link)], [
        (3, "GitHub", "otp-algorithm"),
        (4, "GitHub", "otp-digits"),
        (5, "GitHub", "uri-key-symbol"),
        (6, "GitHub", "import-entry-counter-missing"),
        (7, "", "import-entry-shape"),
    ], groups=groups)
    put("2fas/newer.2fas", compact(twofas_file(5, [])), "2FAS", [], fails="import-newer")


# --- Bitwarden ---


def bitwarden_item(account, totp, **more):
    return {
        "id": f"id-{account.issuer}", "name": account.issuer, "folderId": None, "organizationId": None,
        "collectionIds": None, "notes": account.note or None, "type": 1, "favorite": account.favourite,
        "login": {"totp": totp, "username": account.label},
    } | more


def bitwarden_sealing(key, plain):
    seal, code = (HKDFExpand(hashes.SHA256(), 32, info).derive(key) for info in (b"enc", b"mac"))
    iv = draw(16)
    text = cbc(seal, iv, plain)
    return f"2.{b64(iv)}|{b64(text)}|{b64(hmac.digest(code, iv + text, 'sha256'))}"


def bitwarden():
    plain = Account("Plain", "me", "totp", b"plain key!")
    by_link = [bitwarden_item(one, one.uri()) for one in (AMAZON, RAKUTEN, BANK, GITHUB)]
    rest = [bitwarden_item(STEAM, f"steam://{STEAM.secret}"), bitwarden_item(plain, plain.secret)]
    items = by_link + rest
    app = [one.expected(tags=[]) for one in (AMAZON, RAKUTEN, BANK, GITHUB, STEAM, plain)]
    put("bitwarden/authenticator.json", compact({"encrypted": False, "items": items}), "Bitwarden", app)
    vault = {
        "encrypted": False,
        "folders": [{"id": "folder-1", "name": "店"}],
        "items": [
            {"type": 3, "name": "card", "card": {"number": "4111"}},
            {"type": 2, "name": "note", "notes": "x", "secureNote": {"type": 0}},
            {"type": 1, "name": "only a password", "login": {"username": "u", "password": "p", "totp": None}},
            items[0] | {"folderId": "folder-1", "login": items[0]["login"] | {"password": "secret", "uris": []}},
            items[5] | {"deletedDate": "2026-01-01T00:00:00.000Z"},
            bitwarden_item(GITHUB, "GE1"),
            bitwarden_item(GITHUB, "https://example.com"),
            bitwarden_item(GITHUB, GITHUB.uri() + "&algorithm=MD5"),
        ],
    }
    wanted = [AMAZON.expected(tags=["店"]), plain.expected(trashed=True)]
    refused = [(3, "GitHub", "uri-key-symbol"), (4, "GitHub", "uri-scheme"), (5, "GitHub", "uri-repeated")]
    put("bitwarden/vault.json", compact(vault), "Bitwarden", wanted, refused, [("notice-without-codes", 3)], ["店"])
    rows = ["folder,favorite,type,name,login_uri,login_totp"]
    for one in (AMAZON, RAKUTEN, BANK):
        rows.append(f",,1,{one.issuer},,{one.uri()},{one.issuer},{one.moves},{one.digits}")
    rows.append(f",,1,Steam,,steam://{STEAM.secret},Steam,30,5")
    named = [bare(AMAZON), bare(RAKUTEN), bare(BANK), bare(STEAM, label="")]
    put("bitwarden/authenticator.csv", "\n".join(rows).encode(), "Bitwarden", named)
    rows = [
        "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
        f'店,1,login,Amazon,"レジの奥",,0,https://amazon.co.jp,{AMAZON.label},"pass,word",{AMAZON.uri()}',
        ',,login,"only, a password",,,0,,u,p,',
        f',,login,Plain,,,0,,me,p,{plain.secret}',
        ",,login,Broken,,,0,,me,p,GE1",
    ]
    put("bitwarden/vault.csv", ("\ufeff" + "\n".join(rows)).encode(), "Bitwarden",
        [AMAZON.expected(tags=["店"]), bare(plain)], [(4, "Broken", "uri-key-symbol")],
        [("notice-without-codes", 1)], ["店"])
    export = compact({"encrypted": False, "folders": [], "items": items})
    salt = b64(draw(16))
    for name, more in (
        ("pbkdf2", {"kdfType": 0, "kdfIterations": 5000}),
        ("argon2id", {"kdfType": 1, "kdfIterations": 2, "kdfMemory": 16, "kdfParallelism": 4}),
    ):
        if more["kdfType"] == 0:
            key = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), salt.encode(), more["kdfIterations"], 32)
        else:
            hashed = hashlib.sha256(salt.encode()).digest()
            key = argon2id(PASSWORD.encode(), hashed, more["kdfMemory"] * 1024, 2, 4)
        file = {"encrypted": True, "passwordProtected": True, "salt": salt, **more}
        file["encKeyValidation_DO_NOT_EDIT"] = bitwarden_sealing(key, b"3d9e1a2c-0000-4000-8000-000000000000")
        file["data"] = bitwarden_sealing(key, export)
        put(f"bitwarden/sealed-{name}.json", compact(file), "Bitwarden", app, password=PASSWORD)
        if name == "pbkdf2":
            data = file["data"].replace("|", "|AAAA", 1)
            data = file["data"][:-8] + ("AAAA" if file["data"][-8:-4] != "AAAA" else "BBBB") + file["data"][-4:]
            put("bitwarden/sealed-damaged.json", compact(file | {"data": data}), "Bitwarden", [],
                password=PASSWORD, fails="sealed-damaged")
            put("bitwarden/slow.json", compact(file | {"kdfIterations": 2_000_000_000}), "Bitwarden", [],
                fails="sealed-too-slow")
        else:
            put("bitwarden/costly.json", compact(file | {"kdfMemory": 4096}), "Bitwarden", [], fails="sealed-too-costly")
            put("bitwarden/asks.json", compact(file | {"kdfMemory": 1024}), "Bitwarden", [],
                password=PASSWORD, fails="sealed-asks-memory")
    restricted = {"encrypted": True, "encKeyValidation_DO_NOT_EDIT": "2.AA==|AA==|AA==", "folders": [], "items": []}
    put("bitwarden/account-restricted.json", compact(restricted), "Bitwarden", [], fails="sealed-account-restricted")


# --- Ente Auth ---


def ente_sealed(text, password=PASSWORD, memory=8192, passes=1, tag=3, **more):
    salt = draw(16)
    key = argon2id(password.encode(), salt, memory // 1024, passes, 1)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, text.encode(), None, tag)
    return compact({
        "version": 1,
        "kdfParams": {"memLimit": memory, "opsLimit": passes, "salt": b64(salt)},
        "encryptedData": b64(sealed),
        "encryptionNonce": b64(header),
    } | more)


def ente():
    display = compact({
        "pinned": True, "trashed": False, "lastUsedAt": 0, "tapCount": 2, "tags": ["店"], "note": "レジの奥",
        "position": 0,
    }).decode()
    trash = compact({"pinned": False, "trashed": True, "tags": [], "note": ""}).decode()
    links = [
        AMAZON.uri(codeDisplay=display), RAKUTEN.uri(), BANK.uri(), STEAM.uri(), GITHUB.uri(codeDisplay=trash),
        "otpauth://totp/Odd:me?secret=GE1&issuer=Odd",
    ]
    wanted = [AMAZON.expected(), bare(RAKUTEN), bare(BANK), bare(STEAM), bare(GITHUB, trashed=True)]
    refused = [(6, "Odd:me", "uri-key-symbol")]
    put("ente/plain.txt", "\n".join(links).encode(), "Ente Auth", wanted, refused)
    put("ente/sealed.json", ente_sealed("\n".join(links)), "Ente Auth", wanted, refused, password=PASSWORD)
    put("ente/sealed-message-tag.json", ente_sealed("\n".join(links), tag=0), "Ente Auth", wanted, refused, password=PASSWORD)
    file = json.loads(ente_sealed("x"))
    file["kdfParams"] |= {"memLimit": 2**30, "opsLimit": 4}
    put("ente/asks.json", compact(file), "Ente Auth", [], password=PASSWORD, fails="sealed-asks-memory")
    file["kdfParams"] |= {"memLimit": 2**32, "opsLimit": 4}
    put("ente/costly.json", compact(file), "Ente Auth", [], fails="sealed-too-costly")
    put("ente/newer.json", ente_sealed("x", version=2), "Ente Auth", [], fails="import-newer")


# --- Proton Authenticator ---


def proton():
    def entry(account, uri=None, kind="Totp"):
        content = {"uri": uri or account.uri(), "entry_type": kind, "name": account.label}
        return {"id": f"id-{account.issuer}", "content": content, "note": account.note or None}

    accounts = [AMAZON, RAKUTEN, GITHUB]
    entries = [entry(one) for one in accounts] + [entry(STEAM, f"steam://{STEAM.secret}", "Steam")]
    entries.append(entry(STEAM, f"steam://{b64(STEAM.key)}", "Steam"))
    entries[-1]["content"]["name"] = "second"
    plain = dict(tags=[], favourite=False)
    wanted = [one.expected(**plain) for one in [*accounts, STEAM]] + [STEAM.expected(label="second")]
    file = {"version": 1, "entries": entries}
    put("proton/plain.json", compact(file), "Proton Authenticator", wanted)
    odd = {"version": 1, "entries": [{"id": "x", "content": {"entry_type": "Totp"}}, entry(AMAZON), entry(GITHUB, "otpauth://totp/x?secret=GE&period=0"), None]}
    put("proton/odd.json", compact(odd), "Proton Authenticator", [AMAZON.expected(**plain)],
        [(1, "", "import-entry-field"), (3, "", "otp-period"), (4, "", "import-entry-shape")])
    salt, nonce = draw(16), draw(12)
    key = argon2id(PASSWORD.encode(), salt, 19456, 2, 1)
    content = nonce + gcm(key, nonce, compact(file), b"proton.authenticator.export.v1")
    sealed = {"version": 1, "salt": b64(salt), "content": b64(content)}
    put("proton/sealed.json", compact(sealed), "Proton Authenticator", wanted, password=PASSWORD)
    put("proton/newer.json", compact(sealed | {"version": 2}), "Proton Authenticator", [], fails="import-newer")


# --- Stratum ---


def stratum():
    kinds = {"hotp": 1, "totp": 2, "steam": 4}
    hashed = {"SHA1": 0, "SHA256": 1, "SHA512": 2}

    def entry(account, ranking, **more):
        return {
            "Type": kinds[account.kind], "Icon": "amazon", "Issuer": account.issuer, "Username": account.label,
            "Secret": account.secret, "Pin": None, "Algorithm": hashed[account.algorithm], "Digits": account.digits,
            "Period": account.moves if account.kind != "hotp" else 30,
            "Counter": account.moves if account.kind == "hotp" else 0, "Ranking": ranking, "CopyCount": 0,
        } | more

    odd = [
        {"Type": 3, "Issuer": "M", "Username": "m", "Secret": "GE", "Pin": "1"},
        {"Type": 5, "Issuer": "Y", "Username": None, "Secret": "GE", "Pin": "1"},
        {"Type": 9, "Issuer": "T", "Username": "t", "Secret": "GE"},
        {"Type": 2, "Issuer": "A", "Username": "a", "Secret": "GE", "Algorithm": 7},
    ]
    entries = [entry(one, at) for at, one in enumerate(ALL)] + odd
    entries[4] |= {"Icon": "@own-picture", "Username": None}
    file = {
        "Authenticators": entries,
        "Categories": [{"Id": "b", "Name": "仕入れ", "Ranking": 1}, {"Id": "a", "Name": "店", "Ranking": 0}],
        "AuthenticatorCategories": [
            {"CategoryId": "b", "AuthenticatorSecret": RAKUTEN.secret, "Ranking": 0},
            {"CategoryId": "a", "AuthenticatorSecret": RAKUTEN.secret, "Ranking": 0},
            {"CategoryId": "a", "AuthenticatorSecret": AMAZON.secret, "Ranking": 1},
        ],
        "CustomIcons": [{"Id": "own-picture", "Data": "AA=="}],
    }
    wanted = [one.expected(note="", favourite=False) for one in ALL]
    wanted[4]["label"] = ""
    refused = [
        (6, "M:m", "import-entry-method"), (7, "Y", "import-entry-method"), (8, "T:t", "import-entry-type"),
        (9, "A:a", "otp-algorithm"),
    ]
    told = dict(refused=refused, notices=[("notice-pictures-omitted", 1)], groups=["店", "仕入れ"])
    plain = compact(file)
    put("stratum/plain.json", plain, "Stratum", wanted, **told)
    salt, nonce = draw(16), draw(12)
    key = argon2id(PASSWORD.encode(), salt, 64 * 1024, 3, 4)
    put("stratum/strong.stratum", b"AUTHENTICATORPRO" + salt + nonce + gcm(key, nonce, plain), "Stratum", wanted,
        password=PASSWORD, **told)
    salt, iv = draw(20), draw(16)
    key = hashlib.pbkdf2_hmac("sha1", PASSWORD.encode(), salt, 64000, 32)
    put("stratum/legacy.authpro", b"AuthenticatorPro" + salt + iv + cbc(key, iv, plain), "Stratum", wanted,
        password=PASSWORD, **told)


# --- FreeOTP+ and andOTP ---


def freeotp():
    def token(account, **more):
        signed = [byte - 256 if byte > 127 else byte for byte in account.key]
        return {
            "algo": account.algorithm, "counter": account.moves - 1 if account.kind == "hotp" else 0,
            "digits": account.digits if account.kind != "steam" else 6, "issuerExt": account.issuer, "issuerInt": account.issuer,
            "label": account.label, "period": account.moves if account.kind != "hotp" else 30,
            "secret": signed, "type": "HOTP" if account.kind == "hotp" else "TOTP",
        } | more

    high = Account("High", "bytes", "totp", bytes(range(120, 140)))
    short = token(high)
    for name in ("algo", "digits", "period", "counter"):
        del short[name]
    tokens = [token(one) for one in ALL] + [short, token(GITHUB, secret=[1, 300]), token(GITHUB, type="X")]
    tokens[0] |= {"issuerAlt": "アマゾン"}
    order = [f"{one.issuer}:{one.label}" for one in (*ALL, high)]
    wanted = [bare(one) for one in (*ALL, high)]
    wanted[0]["issuer"] = "アマゾン"
    refused = [(7, "GitHub:dev", "import-entry-field"), (8, "GitHub:dev", "import-entry-type")]
    put("freeotp/plus.json", compact({"tokens": tokens, "tokenOrder": order}), "FreeOTP+", wanted, refused)


def andotp():
    def entry(account, **more):
        told = {
            "secret": account.secret, "issuer": account.issuer, "label": account.label, "digits": account.digits,
            "type": account.kind.upper(), "algorithm": account.algorithm, "thumbnail": "Default", "last_used": 0,
            "used_frequency": 0, "tags": account.tags,
        }
        told["counter" if account.kind == "hotp" else "period"] = account.moves
        return told | more

    early = entry(GITHUB, label="GitHub - dev")
    del early["issuer"]
    entries = [entry(one) for one in ALL[:4]] + [early, entry(AMAZON, type="MOTP"), entry(AMAZON, digits=99)]
    wanted = [one.expected(note="", favourite=False) for one in ALL]
    refused = [(6, "Amazon:shop@example.co.jp", "import-entry-method"), (7, "Amazon:shop@example.co.jp", "otp-digits")]
    plain = compact(entries)
    put("andotp/plain.json", plain, "andOTP", wanted, refused)
    rounds, salt, nonce = 1000, draw(12), draw(12)
    key = hashlib.pbkdf2_hmac("sha1", PASSWORD.encode(), salt, rounds, 32)
    put("andotp/sealed.json.aes", struct.pack(">I", rounds) + salt + nonce + gcm(key, nonce, plain), "andOTP",
        wanted, refused, password=PASSWORD)
    rounds, salt, nonce = 150_123, draw(12), draw(12)
    key = hashlib.pbkdf2_hmac("sha1", PASSWORD.encode(), salt, rounds, 32)
    put("andotp/sealed-as-made.json.aes", struct.pack(">I", rounds) + salt + nonce + gcm(key, nonce, plain), "andOTP",
        wanted, refused, password=PASSWORD)
    nonce = draw(12)
    key = hashlib.sha256(PASSWORD.encode()).digest()
    put("andotp/sealed-old.json.aes", nonce + gcm(key, nonce, plain), "andOTP", wanted, refused, password=PASSWORD)


def apple():
    def row(title, url, user, password, notes, uri):
        cells = (title, url, user, password, notes, uri)
        return ",".join('"' + one.replace('"', '""') + '"' if set(one) & set(',"\n') else one for one in cells)

    plain = Account("github.com (akari)", "akari", "totp", b"plain key!")
    bare_uri = f"otpauth://totp/?secret={plain.secret}"
    rows = [
        "Title,URL,Username,Password,Notes,OTPAuth",
        row("amazon.co.jp", "https://amazon.co.jp/", AMAZON.label, 'pass,"word"', "two\nlines", AMAZON.uri()),
        row("only.example", "https://only.example/", "me", "secret", "", ""),
        row("github.com (akari)", "https://github.com/", "akari", "secret", "", bare_uri),
        row("odd.example", "https://odd.example/", "me", "secret", "", "otpauth://totp/Odd?secret=GE1"),
    ]
    put("apple/passwords.csv", "\n".join(rows + [""]).encode(), "Apple Passwords", [bare(AMAZON), bare(plain)],
        [(4, "odd.example", "uri-key-symbol")], [("notice-without-codes", 1)])


def links():
    lines = ["\ufeff# mine", "", f'"{AMAZON.uri()}"', f"{RAKUTEN.uri()}, {BANK.uri()}", "// more", GITHUB.uri(), "otpauth://totp/Odd?secret=GE1"]
    wanted = [bare(one) for one in (AMAZON, RAKUTEN, BANK, GITHUB)]
    put("links/windows.txt", "\r\n".join(lines).encode(), "", wanted, [(7, "Odd", "uri-key-symbol")])


for write in (aegis, twofas, bitwarden, ente, proton, stratum, freeotp, andotp, links, apple):
    write()
text = json.dumps(FILES, ensure_ascii=False, indent=1, sort_keys=True)
(FOLDER / "expected.json").write_text(text + "\n")
print(f"{len(FILES)} files in {FOLDER}")
