## Questions

ask-import-password = The password of { $name } ({ $app })
ask-import-memory = Opening this file takes { $found } MB of memory. Open it?
ask-new-backup-password = Password for the backup (empty: the same as the vault’s)
ask-yes-no = [y/N]
ask-accept-vault = Use this vault from now on?
ask-empty-trash = Delete { $count ->
    [one] 1 account
   *[other] { $count } accounts
} in the trash for good? This cannot be undone.
ask-unlock-cost = Not every way to unlock was tried. The others need { $mebibytes } MB of memory and about { $minutes ->
    [0] { $seconds ->
        [1] 1 second
       *[other] { $seconds } seconds
    }
    [1] 1 minute
   *[other] { $minutes } minutes
} on a phone. Try them?
ask-create-vault = There is no vault yet. Make one now?
ask-set-aside = { $why } Keep that file under another name, and save the backup here?
ask-repair-first = Part of the vault is damaged. Repair it first, keep the damaged file, and go on?
ask-move-aside = Keep { $name } under another name, and restore into a new vault in its place?
ask-which-account = Which account
ask-which-code = Which one to add
choice = { $number }. { $name }

## While it works

working-passwd = Changing the password…
working-scan = Reading pictures… { $done }/{ $count }
working-open-import = Opening the file…

## The vault

accept-vault-next = This message is shown each time until you accept the vault with “--accept-vault”.
vault-damaged-more = And { $count } more: “aikotoba vault check” shows them all.
vault-damaged-next = Make a backup first, then repair the vault with “aikotoba vault repair”.
create-done = The vault was made: { $name }
recovery-again = It is the same code as before, because you have not confirmed it yet. To confirm it, use “aikotoba vault recovery --check”.
recovery-alone = Only this code opens the vault. Without it, nobody can. Accounts can be added once you have confirmed it with “aikotoba vault recovery --check”.
recovery-replaced = The old recovery code no longer works.
password-judged = The new password: { $verdict }
passwd-next = If somebody may know the old password, use “aikotoba vault passwd --rekey”.
info-path = Place: { $name }
info-accounts = Accounts: { $count } (and { $trashed } in the trash)
info-slot-password = Password: set { $time }
info-slot-recovery = Recovery code: made { $time }
info-slot-device = Screen lock of a device: set { $time }
info-more-slots = And { $count } more ways to unlock.
info-slot-newer = A way to unlock of a newer version: set { $time }
info-backup = Last backup: { $time }
info-backup-next = Make one with “aikotoba backup FILE”.
info-recovery-next = Check it with “aikotoba vault recovery --check”.
info-unconfirmed-next = If the site’s page went on: “aikotoba confirm ID”. If not: “aikotoba confirm ID --refused”.
info-sound = The vault is not damaged.
check-read = { $count ->
    [one] 1 account was read and checked.
   *[other] { $count } accounts were read and checked.
}
repair-needless = { $count ->
    [one] Nothing is damaged. The one account is complete.
   *[other] Nothing is damaged. All { $count } accounts are complete.
}
repair-done = Repaired, with { $count ->
    [one] 1 account
   *[other] { $count } accounts
}. The damaged file was kept: { $name }

## Accounts

account-nameless = an account without a name
codes-hotp = Accounts with “—” use a counter. Get a code with “aikotoba codes --hotp ID”.
confirm-done = { $name }: recorded that the site accepted the code.
edit-done = { $name } was changed. The change can be undone with “aikotoba undo”.
remove-next = Bring it back with “aikotoba trash restore { $id }”.
trash-emptied = { $count ->
    [one] 1 account was deleted for good.
   *[other] { $count } accounts were deleted for good.
}
groups-none = There are no groups yet. Put an account into one with “aikotoba edit ID --group NAME”.
groups-row = { $name } ({ $count })
undo-done = { $count ->
    [0] Undone: { $what }.
   *[other] Undone: { $what } ({ $count }).
}
show-warning = This is the setup key of { $name }. Whoever sees it can make its codes at any time.

## Scanning

picture-convert = For example: “magick photo.heic photo.png” (ImageMagick), or on a Mac “sips -s format png photo.heic --out photo.png”.
scan-longer = Search longer with “--longer”.
scan-account = Account: { $name }

## Adding

add-done = { $name } was added ({ $id }).
add-next = Yes: “aikotoba confirm { $id }”. No: “aikotoba confirm { $id } --refused”.
add-known = { $name } is here already ({ $id }). Nothing was changed.
add-advanced = { $name } is here already ({ $id }). Its counter was moved forward.
add-same-key = The setup key is here already, as { $name } ({ $id }). Nothing was changed; “--on-conflict add” keeps both.

## Exporting

ask-export = Whoever sees the exported setup keys can make your codes at any time. Write them without encryption?
export-before = The setup keys are written without encryption: whoever sees them can make your codes at any time.
export-omitted-notes = The format does not support notes ({ $count }).
export-omitted-groups = The format does not support groups ({ $count }).
export-omitted-more-groups = The format supports one group for each account; only the first is exported ({ $count }).
export-omitted-favourites = The format does not support pinning ({ $count }).
export-omitted-colours = The format does not support colours ({ $count }).
export-omitted-parameters = The format does not support other values of links ({ $count }).
export-omitted-trash = Accounts in the trash are not exported ({ $count }).
sheet-title = Keys of your authenticator app
sheet-warning = Whoever sees this sheet can make your codes. Keep it in a safe place, and never photograph it. To add an account again, scan its QR code or type its setup key.
sheet-algorithm = Algorithm
sheet-digits = Digits
sheet-period = Seconds
sheet-counter = Counter
export-file = Written: { $name }
export-refused = Left out: { $entry }
export-warning = It holds the plain setup keys of { $count ->
    [one] 1 account
   *[other] { $count } accounts
}. Delete it when you no longer need it.
ask-conflict = What to do
add-recovered = { $name } was in the trash. It is back ({ $id }).

## Backup, restore, import

backup-done = The backup is saved: { $name }
entry-refused = Not read: { $entry }
entry-refused-at = Not read, { $at }: { $entry }
entry-refused-in = Not read, { $file }, { $at }: { $entry }
plan-would = This would happen (nothing was changed):
plan-row = { $what }: { $name }
plan-left-same-key = { $name } was left out: its setup key is here already, under another name. “--on-conflict add” keeps both.
plan-left-removed-here = { $name } was left out: it was removed here before. “--on-conflict add” adds it again.
plan-left-maybe-truncated = { $name } was left out: the file ends with its setup key, which may be cut off. “--on-conflict add” adds it.
plan-undo = “aikotoba undo” reverts it.
notice-period-assumed = { $count } were added with codes that change every 30 seconds, because Google’s transfer codes do not contain this setting.
notice-part-missing = A transfer code is missing: { $number } of { $of }
notice-pictures-omitted = { $count ->
    [one] 1 account had a picture
   *[other] { $count } accounts had pictures
} in the other app. Pictures are not imported.
notice-without-codes = { $count ->
    [one] 1 entry of the file has
   *[other] { $count } entries of the file have
} no one-time codes (passwords, cards and the like) and were not imported.
notice-picture-damaged = The picture is damaged or incomplete. The part that could be read was used.
notice-data-omitted = { $count ->
    [one] 1 account has
   *[other] { $count } accounts have
} more data of the other app than is kept here. It does not affect the codes.
notice-last-line-open = There is no line break after the file’s last line ({ $at }). If the file was cut off there, that account makes wrong codes: compare one code with the other app before you delete it there.
notice-name-garbled = { $count } have names with characters that cannot be read.

## When a site refuses a code

refused-confirmed = { $name }: the site accepted a code of this account before. If it was set up again there, add its new QR code.
add-skipped = { $name } was not added.

## Automatic backups

automatic-is-off = Automatic backups are off.
automatic-is-on = { $count ->
    [one] Automatic backups are saved in { $name }; the latest one is kept.
   *[other] Automatic backups are saved in { $name }; the latest { $count } are kept.
}
ask-keep-backup-password = Whoever unlocks the vault on this device can then open the backups too. Let the vault keep the backups’ password?

## Rehearsing a backup

verify-file = File: { $name }
info-rehearsal-next = Open it with “aikotoba verify --newest FOLDER” and the backup’s password.
recovery-sheet-written = The sheet to print: { $name }
# Other devices in a folder of backups
devices-file = Newest backup, of { $time }: { $name }
devices-lacks-none = It has no account that this vault lacks.
devices-lacks = { $count ->
    [one] It has 1 account that this vault lacks. To bring it in: aikotoba restore { $name }
   *[other] It has { $count } accounts that this vault lacks. To bring them in: aikotoba restore { $name }
}
devices-unopened = Not opened: { $why }
