tour-begin = This tries everything with a picture that it draws itself. Your own vault is not used.
tour-picture = Picture: drew a photograph of Amazon’s QR code on a monitor, taken at an angle ({ $name }).
tour-scan = Scan: found { $name } in { $millis } ms.
tour-vault = Vault: made one that a password or a recovery code unlocks.
tour-enrol = Add: the account is saved on the disk. Only now its code is shown.
tour-code = Code: { $code } ({ $left }). These are the six digits that the site asks for.
tour-confirm = Confirm: recorded that the site accepted it.
tour-backup = Backup: wrote a file that opens with a password ({ $name }).
tour-proof = Check: opened the backup and compared { $proved } of { $count ->
    [one] 1 account
   *[other] { $count } accounts
}.
tour-restore = Restore: restored { $count } into a second, new vault.
tour-same = Same: the second vault gives the same code, { $code }.
tour-end = Everything succeeded, in { $seconds } s. To add your own accounts: aikotoba vault create
tour-files = The files are here: { $name } (the password of the exercise is “{ $password }”)
