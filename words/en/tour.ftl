tour-begin = This walks through everything on a picture that it makes itself. Your own vault is not touched.
tour-picture = Picture: made a photograph of Amazon’s QR code on a monitor, taken at an angle ({ $name }).
tour-scan = Scan: found { $name } in { $millis } ms.
tour-vault = Vault: made one that a password or a recovery code opens.
tour-enrol = Enrol: it is on the disk. Only now a code is shown.
tour-code = Code: { $code } ({ $left }). These are the six digits that the site asks for.
tour-confirm = Confirm: noted that the site took it.
tour-backup = Backup: wrote a file that its password opens ({ $name }).
tour-proof = Proof: read it back, opened it and compared { $proved } of { $count ->
    [one] 1 account
   *[other] { $count } accounts
}.
tour-restore = Restore: put { $count } into a second, new vault.
tour-same = Same: the second vault gives the same code, { $code }.
tour-end = All went well, in { $seconds } s. To keep your own accounts: aikotoba vault create
tour-files = The files are here: { $name } (the password of the exercise is “{ $password }”)
