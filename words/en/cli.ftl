## Questions

ask-password = Password
ask-new-password = New password
ask-again = Again
ask-recovery = Recovery code
ask-import-password = The password of { $name } ({ $app })
ask-import-memory = Opening this file takes { $found } MB of memory. Open it?
ask-backup-password = The backup’s password
ask-new-backup-password = Password for the backup (empty: the same as the vault’s)
ask-yes-no = [y/N]
ask-accept-vault = Use this vault from now on?
ask-empty-trash = Delete { $count ->
    [one] 1 account
   *[other] { $count } accounts
} in the trash for good? This cannot be undone.
ask-unlock-cost = Not every lock was tried. The rest need { $mebibytes } MB of memory and about { $minutes ->
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

working-unlock = Opening the vault…
working-create = Making the vault…
working-passwd = Changing the password…
working-rekey = Encrypting the vault with a new key…
working-scan = Reading pictures… { $done }/{ $count }
working-backup = Writing the backup and opening it to check…
working-open-import = Opening the file…
working-open-backup = Opening the backup…

## The vault

unlock-again = That is not correct. Try again.
vault-older = This vault is older than the one that was opened here last.
vault-other = This is another vault than the one that was opened here last.
accept-vault-next = This message is shown each time until you accept the vault with “--accept-vault”.
vault-damaged = Part of the vault is damaged ({ $count }). What can be read is shown.
vault-damaged-more = And { $count } more: “aikotoba vault check” shows them all.
vault-damaged-next = Make a backup first, then repair the vault with “aikotoba vault repair”.
create-done = The vault was made: { $name }
recovery-shown = This is the recovery code. It is shown only once.
recovery-keep = Write it on paper and keep it away from the password. It opens the vault when the password is forgotten.
recovery-replaced = The old recovery code no longer works.
recovery-fits = The recovery code that you noted is right.
password-judged = The new password: { $verdict }
passwd-done = The password was changed. The old one no longer opens this file.
passwd-older-copies = Whoever has an older copy of the file and knows the old password can still open the vault. If somebody may know it, use “aikotoba vault passwd --rekey”. Backups keep their own passwords.
rekey-done = The vault has a new key and a new password. Nothing that opened it before opens it now.
rekey-older-copies = Older copies of the file still open with the old password, and show what was in them. Backups keep their own passwords. Make a new backup with another password, and delete copies that you no longer need.
info-path = Place: { $name }
info-accounts = Accounts: { $count } (and { $trashed } in the trash)
info-slot-password = Password: set { $time }
info-slot-recovery = Recovery code: made { $time }
info-slot-device = Screen lock of a device: set { $time }
info-more-slots = And { $count } more ways to unlock.
info-slot-newer = A way to unlock of a newer version: set { $time }
info-backup = Last backup: { $time }
info-no-backup = Backup: none yet. Make one with “aikotoba backup FILE”.
info-sound = The vault is not damaged.
info-damaged = Part of the vault is damaged. See “aikotoba vault check”.
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
list-empty = There are no accounts yet.
list-unconfirmed = unconfirmed
codes-left = { $seconds } s left
codes-next = next { $code }
codes-hotp = Accounts with “—” use a counter. Get a code with “aikotoba codes --hotp ID”.
confirm-done = { $name }: recorded that the site accepted the code.
edit-done = { $name } was changed. The change can be undone with “aikotoba undo”.
remove-done = { $name } is in the trash. Bring it back with “aikotoba trash restore { $id }”.
trash-restored = { $name } is back from the trash.
trash-emptied = { $count ->
    [one] 1 account was deleted for good.
   *[other] { $count } accounts were deleted for good.
}
undo-done = Undone: { $what } ({ $count }).
reason-add = adding
reason-edit = editing
reason-arrange = rearranging
reason-discard = moving to the trash
reason-recover = bringing back from the trash
reason-import = importing
reason-restore = restoring a backup
reason-other = a change
show-warning = This is the setup key of { $name }. Whoever sees it can make its codes at any time.

## Scanning

scan-nothing = no QR code found
picture-convert = For example: “magick photo.heic photo.png” (ImageMagick), or on a Mac “sips -s format png photo.heic --out photo.png”.
scan-nothing-so-far = no QR code found so far
scan-unfinished = The picture was not searched to the end: search longer with “--longer”.

## Adding

add-done = { $name } was added ({ $id }).
add-code = Type this code on the site: { $code } ({ $left })
add-next = If the site accepts it: “aikotoba confirm { $id }”. If not: “aikotoba confirm { $id } --refused”.
add-known = { $name } is here already ({ $id }). Nothing was changed.
add-advanced = { $name } is here already ({ $id }). Its counter was moved forward.
add-same-key = The setup key is here already, as { $name } ({ $id }). Nothing was changed; “--on-conflict add” keeps both.

## Exporting

ask-export = Whoever sees the exported setup keys can make your codes at any time. Write them without encryption?
export-before = The setup keys are written without encryption: whoever sees them can make your codes at any time.
export-omitted-notes = The format does not support notes ({ $count }).
export-omitted-groups = The format does not support groups ({ $count }).
export-omitted-favourites = The format does not support pinning ({ $count }).
export-omitted-colours = The format does not support colours ({ $count }).
export-omitted-parameters = The format does not support other values of links ({ $count }).
sheet-title = Keys of your authenticator app
sheet-warning = Whoever sees this sheet can make your codes. Keep it in a safe place, and never photograph it. To add an account again, scan its QR code or type its setup key.
sheet-key = Key
sheet-algorithm = Algorithm
sheet-digits = Digits
sheet-period = Seconds
sheet-counter = Counter
export-file = Written: { $name }
export-refused = Left out: { $name } — { $why }
export-warning = It holds the plain setup keys of { $count ->
    [one] 1 account
   *[other] { $count } accounts
}. Delete it when you no longer need it.
conflict = { $name }: the name is taken, with another setup key.
conflict-same-key = { $name }: its setup key is here already, under another name.
ask-conflict = What to do
told = { $text }
add-recovered = { $name } was in the trash. It is back ({ $id }).

## Backup, restore, import

restore-kept = The previous file was kept: { $name }
backup-done = The backup is saved: { $name }
backup-proof = { $count ->
    [one] It was opened and checked: { $proved } of 1 account is the same.
   *[other] It was opened and checked: { $proved } of { $count } accounts are the same.
}
backup-partial = It was made from a damaged vault and contains what could be read.
backup-set-aside = The existing file is kept as { $name }.
verify-done = The backup is complete, with { $count ->
    [one] 1 account
   *[other] { $count } accounts
} (made { $time }).
entry-refused = Not read: { $name } — { $why }
entry-refused-at = Not read, { $at }: { $name } — { $why }
entry-refused-in = Not read, { $file }, { $at }: { $name } — { $why }
plan-would = This would happen (nothing was changed):
plan-row = { $what }: { $name }
plan-added = { $count } added.
plan-replaced = { $count } replaced; the previous ones are in the trash.
plan-recovered = { $count } brought back from the trash.
plan-advanced = { $count } counters moved forward.
plan-left-same-key = { $name } was left out: its setup key is here already, under another name. “--on-conflict add” keeps both.
plan-known = { $count } were here already.
plan-skipped = { $count } left out.
plan-undo = “aikotoba undo” takes it back.
notice-period-assumed = { $count } were read as changing every 30 s, because Google’s transfer codes do not say it.
notice-part-missing = A transfer code is missing: { $number } of { $of }
notice-pictures-omitted = { $count ->
    [one] 1 account had a picture
   *[other] { $count } accounts had pictures
} in the other app. Pictures are not imported.
notice-without-codes = { $count ->
    [one] 1 entry of the file has
   *[other] { $count } entries of the file have
} no one-time codes (passwords, cards and the like) and were not imported.
notice-picture-damaged = The picture is damaged or incomplete. What could be read was taken.
notice-name-garbled = { $count } have names with characters that cannot be read.

## When a site refuses a code

refused-begin = { $name }: check these, one after the other.
refused-doubt = { $number }. { $doubt } { $act }
verify-changed = The backup opens, but it was changed after it was made. { $count ->
    [one] 1 account
   *[other] { $count } accounts
} can be read (made { $time }).
refused-confirmed = { $name }: the site accepted a code of this account before. If it was set up again there, add its new QR code.
add-skipped = { $name } was not added.
