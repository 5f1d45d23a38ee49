## What was scanned

scan-google-part = Transfer code of Google Authenticator ({ $number } of { $of }, { $count ->
    [one] 1 account
   *[other] { $count } accounts
})
foreign-web = A link to a web page ({ $host }), not something to add.
foreign-amazon = A link to an Amazon page ({ $host }). Use the QR code of its “Authenticator app” page.
foreign-app-store = A link to install an app. Use the QR code that the site shows on the next page.
foreign-line = A LINE code. Scan it with the LINE app.
foreign-pay-pay = A PayPay code. Scan it with the PayPay app.
foreign-microsoft-push = A code for Microsoft Authenticator only. Choose “I want to use a different authenticator app” on Microsoft’s page.
foreign-other-factor = A code for { $factor } only. See whether the site lets you choose another authenticator app.
foreign-passkey = A code to sign in with a passkey. Scan it with the phone’s own camera.
foreign-steam-sign-in = A code to sign in to Steam. Scan it with the Steam app.
foreign-wifi = A code to join a Wi-Fi network.
foreign-contact = A code with contact details.
foreign-key = This looks like a setup key. Add it with “{ scan-type }”.
foreign-piece = Piece { $number } of { $of } of one message. Scan the other pieces too.
foreign-micro-qr = A Micro QR code, which Aikotoba cannot read. It is too small for a setup key: look for a larger square code with three marked corners.
foreign-rectangular-micro-qr = A rectangular Micro QR code (rMQR), which Aikotoba cannot read. Look for a square code with three marked corners.
foreign-text = A code with other text, not something to add.
foreign-empty = An empty code.
scan-hint-hold-still = Keep the QR code inside the frame, and hold still.
scan-hint-distance = Move closer or further away. A brighter screen is easier to read.
scan-hint-type-the-key = If it cannot be read, type the setup key that the site shows beside it.

## The clock

clock-right = The device’s clock is right.
clock-wrong = The device’s clock is off by { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}, so sites will refuse its codes.
clock-long-past = The device’s clock is far behind, so sites will refuse its codes.
clock-moved = The device’s clock was moved by { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} while the app was in use.
clock-set-by-hand = The device’s clock is set by hand and may be off.
clock-before-records = The device’s clock is { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} behind a time that was stored earlier. Either it is slow now, or it was fast then.
clock-unknown = It is not known whether the device’s clock is right.

## Why a site may refuse a code

doubt-code-turned = The code may have changed just before or after it was sent.
doubt-clock = The device’s clock may be off.
doubt-older-code = An older QR code may have been scanned. The page shows a new one each time it is loaded.
doubt-mistyped-key = The setup key may have been mistyped.
doubt-other-account = { $others ->
    [one] The code of another account may have been typed (there is 1 other of this site).
   *[other] The code of another account may have been typed (there are { $others } others of this site).
}
act-try-next-code = Type the next code as soon as it shows.
act-set-clock = Set date and time to “automatic” in the device’s settings.
act-scan-again = Load the site’s page again, and scan the QR code that it shows now.
act-type-key-again = Compare the setup key letter by letter, or scan the QR code.
act-compare-accounts = Compare the names of the accounts.

## Banners

banner-vault-damaged = Part of the vault is damaged ({ $damages }). It can only be read for now.
banner-vault-older = This vault is older than the one that was opened here last.
banner-vault-other = This is another vault than the one that was opened here last.
banner-clock-wrong = The device’s clock is wrong, so sites will refuse its codes.
banner-backup-failing = Backups could not be made.
banner-backup-unfinished = The last backup is not saved: it did not arrive completely in its file.
banner-automatic-backup-failing = Automatic backups could not be saved.
banner-backup-missing = The app has no backup (a file) yet. Without this device, { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
} would be lost.
banner-this-device-only = Only this device’s screen lock opens the vault. If the device is lost or its screen lock is turned off, the vault with { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
} can no longer be opened.
banner-recovery-unconfirmed = Check that you noted the recovery code without a mistake.
banner-backup-stale = There were changes after the last backup.
banner-clock-doubtful = The device’s clock may be off.
banner-clock-corrected = Codes are made for a time { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} { $way ->
    [later] after
   *[earlier] before
} the device’s clock, in this app only.
banner-unconfirmed = { $accounts ->
    [one] 1 account waits for an answer: did the site’s page go on?
   *[other] { $accounts } accounts wait for an answer: did the sites’ pages go on?
}
lead-repair = Details
lead-accept-older = Decide
lead-accept-other = Decide
lead-device-clock = Open the clock’s settings
lead-clock-correction = Change
lead-backup = Back up
lead-automatic-backup = Show the details
lead-hand-over = Prepare
lead-recovery-check = Check
lead-unconfirmed = Show

## The list of codes

codes-empty-no-accounts = There are no accounts yet. Start by scanning the QR code that a site shows.
codes-empty-nothing-found = No account matches.

## The backup screen

backup-standing-nothing = There is nothing to back up yet.
backup-standing-missing = The app has no backup (a file) yet.
backup-standing-failing = The last backup failed.
backup-standing-unfinished = Not saved: the last backup did not arrive completely in its file.
backup-standing-stale = There were changes after the last backup.
backup-standing-recent = There were changes after the last backup, minutes ago.
backup-standing-fresh = Everything is backed up (it was opened and checked).
backup-step-sealing = Encrypting…
backup-step-writing = Writing…
backup-step-proving = Opening it to check…
backup-step-keeping = Tidying up old backups…
backup-trust-whole = Everything is there, as it was saved.
backup-trust-partial = It was made from a damaged vault, so accounts may be missing.
backup-trust-changed = It was changed after it was made.
backup-trust-unread = A newer version of the app made some of it. This version cannot read that part.
backup-warning-not-noted = The backup is saved, but this could not be noted in the vault. The app may therefore ask you for a backup again.
backup-warning-unflushed = The backup is saved, and was opened and checked. The device did not confirm that it survives a power cut: save another one in a different place too.
backup-warning-damaged-backup = The new backup is saved and was checked. An older backup in the folder was damaged after it was made, and may not open. It was not deleted: delete it yourself when you no longer need it.
backup-warning-renamed-copies = The backup is saved and was checked. The folder also has copies of backups that another program named, such as “conflicted copy”. They do not count as backups and are never deleted. You can delete them yourself.
backup-warning-old-not-deleted = The backup is saved and was checked. Some older backups could not be deleted, so the folder may have more of them than you chose.
rehearsal-complete = It would bring back every account as it is now.
rehearsal-older = It would bring back every account. Names, the order and other things that you changed later would be as they were before.
rehearsal-lacking = Some of your accounts are not in it.
password-empty = Several words that do not belong together are easy to remember and hard to guess.
password-weak = Easy to guess. Several words that do not belong together are safer.
password-fair = Fair. A longer one is safer.
password-strong = Strong.
password-weakness-guessable = Whoever has the file could guess this password. You can choose another one at any time.
password-weakness-account-name = It contains names of your accounts. Whoever has the file would try those first. You can choose another one at any time.

## What a restore or an import would do

plan-new = to be added
plan-already-there = here already
plan-in-trash = in the trash
plan-name-taken = the name is taken, with another setup key
plan-removed-here = you removed it here
plan-same-key = the setup key is here already, under another name
plan-same-key-twice = the same setup key as another one here, under another name
plan-twice = listed twice
plan-maybe-truncated = the file ends with this setup key, which may be cut off; if you add it, compare its code with the other app
plan-choice-add = Add
plan-choice-add-beside = Add beside it
plan-choice-skip = Do not add
plan-choice-recover = Bring back from the trash
plan-choice-replace = Replace
plan-replaced = { $count } replaced; the previous ones are in the trash.
plan-recovered = { $count } brought back from the trash.
plan-advanced =
    { $count ->
        [one] 1 counter moved forward.
       *[other] { $count } counters moved forward.
    }
plan-known =
    { $count ->
        [one] 1 was here already.
       *[other] { $count } were here already.
    }
plan-skipped = { $count } left out.
plan-keep-app = Keep the old app until you have signed in to a site once with a code from here.

## A change that was undone

reason-add = adding
reason-edit = editing
reason-arrange = rearranging
reason-arrange-groups = rearranging the groups
reason-discard = moving to the trash
reason-recover = bringing back from the trash
reason-import = importing
reason-restore = restoring a backup
reason-other = a change

## First start and unlocking

start-welcome = Welcome. Scan a QR code, or restore a backup.
start-device-lock = Checking the device’s screen lock.
start-locks = Choose how the vault opens.
start-recovery-code = Write the recovery code on paper.
hand-over-choose = Only this device’s screen lock opens the vault. While the site still shows its QR code, prepare another way for when the screen lock no longer opens it or you change to a new phone. A backup follows.
hand-over-paper = Write the recovery code on paper.
hand-over-sheet = Save the sheet with the recovery code to a file. You can print it too. Keep it away from the device.
hand-over-password = This password opens the vault in place of the screen lock.
hand-over-confirm = Once you have confirmed that you have the code, the copy of it in the vault is erased.
hand-over-backup = The vault has another way to open it now. Make a backup too, for when the device is lost.
start-remains = Files of an earlier vault are still here. They are not overwritten.
rekey-removed-passphrase = Another password no longer opens the vault.
rekey-removed-recovery = Another recovery code no longer opens the vault.
rekey-removed-device = Another device’s screen lock, or one that no longer works on this device, no longer opens the vault. It can be set up again.
rekey-removed-newer = A way to unlock that a newer version set up no longer opens the vault.
code-doubt-unflushed = The vault opens with this recovery code now, but the disk reported an error while saving that. If the power fails, the vault may open as it did before. Also keep the previous recovery code or password until a later change was saved without an error.
code-doubt-unknown = Writing failed, and the vault’s file cannot be read again. Either the vault opens with this recovery code, or nothing was changed. Also keep the previous recovery code or password until you have tried.
unlock-way-device = Unlock with this device’s screen lock
unlock-way-passphrase = Unlock with the password
unlock-way-recovery = Unlock with the recovery code
unlock-notice-from-another-phone = This vault came from another phone. Unlock it once with the password or the recovery code.
unlock-notice-device-key-gone = Fingerprints or the screen lock changed, so this device’s screen lock no longer unlocks the vault. Unlock with the password or the recovery code. Your accounts are safe.
unlock-notice-device-key-unavailable = This device’s screen lock cannot be used right now. Unlock with the password or the recovery code.

## Settings and about

setting-language = Language
setting-theme = Colours of the screen (light or dark)
setting-auto-lock = Auto-lock
setting-hide-codes = Hide codes
setting-next-code = Show the next code
setting-grouping = Grouping of digits
setting-sorting = Order
setting-clipboard = Clear copied codes after
setting-screenshots = Allow screenshots
setting-scan-feedback = When the camera has read a QR code
promise-no-network = It never connects to a network.
promise-sealed = Everything is stored encrypted on this device.
promise-open-backup = A backup is called saved once it was opened and checked. Other programs that support age open it too.
promise-open-source = Its source is open.

## Before an account is kept

caution-already-there = The same account is here already.
caution-in-trash = The same account is in the trash.
caution-same-key = This setup key is here already, under another name. You can keep both.
caution-older-of-same-page = There is an “Unconfirmed” account of the same name. Once the page shows a new QR code, codes of the earlier one are not accepted. Replace the earlier account.
caution-name-taken = An account of this name is in use, with another setup key.
caution-key-length = The setup key has { $found ->
    [one] 1 letter
   *[other] { $found } letters
}. This site’s setup keys have { $known }: compare it with the page.
caution-key-tail = The last letter of the setup key may be missing. Compare it with the page.
caution-other-site = Keys of this length belong to { $site }. Check that this is the right site.

## Choices in the settings

setting-language-device = As the device
setting-language-japanese = 日本語
setting-language-english = English
setting-theme-device = As the device
setting-theme-light = Light
setting-theme-dark = Dark
setting-auto-lock-at-once = At once
setting-auto-lock-half-minute = After 30 seconds
setting-auto-lock-minute = After 1 minute
setting-auto-lock-five-minutes = After 5 minutes
setting-auto-lock-quarter-hour = After 15 minutes
setting-hide-codes-on = On
setting-hide-codes-off = Off
setting-next-code-on = On
setting-next-code-off = Off
setting-grouping-threes = Groups of 3
setting-grouping-pairs = Groups of 2
setting-grouping-fours = Groups of 4
setting-grouping-whole = No groups
setting-sorting-own = Your own order
setting-sorting-name = By name
setting-clipboard-half-minute = 30 seconds
setting-clipboard-minute = 1 minute
setting-clipboard-two-minutes = 2 minutes
setting-clipboard-never = Never
setting-screenshots-on = On
setting-screenshots-off = Off
setting-scan-feedback-vibration = Vibrate
setting-scan-feedback-sound = Vibrate and play a sound
setting-scan-feedback-off = No signal

## The checklist from the first code to the backup

checklist-accepted = The site accepted a code
checklist-backup-method = A backup method is registered at the site
checklist-turned-on = The site’s last page was reached
checklist-recovery = The recovery code is confirmed, or a password is set
checklist-backup = The app’s backup was made and opened
backup-method-sms = Text message (SMS)
backup-method-voice-call = Voice call that reads the code out
backup-method-other = Something else
share-for-staff = To somebody else, such as staff
share-for-new-phone = To my own new phone

## Automatic backups

automatic-backup-explained = The vault keeps the backups’ password, encrypted. Whoever unlocks the vault on this device can then open the backups too. Turning automatic backups off erases the password from the vault. Keep a copy of it yourself: you need it if you lose this device.
automatic-backup-standing-off = Off.
automatic-backup-standing-saved = On. Everything is saved.
automatic-backup-standing-waiting = On. Some changes are not saved yet; this takes about a minute.
automatic-backup-standing-failing = On, but nothing could be saved lately.
automatic-backup-standing-stopped = Stopped.
automatic-backup-standing-elsewhere = On. Another program that opens this vault saves them.

## The rehearsal of a backup, and the question for the password

setting-rehearsal = Check the backup and the password
setting-rehearsal-off = Never
setting-rehearsal-weekly = Every week
setting-rehearsal-monthly = Every month
setting-rehearsal-three-monthly = Every three months
rehearsed-all = { $accounts ->
        [one] 1 of 1 account can be restored.
       *[other] { $accounts } of { $accounts } accounts can be restored.
    }
rehearsed-some-older = { $accounts ->
        [one] 1 of 1 account can be restored
       *[other] { $accounts } of { $accounts } accounts can be restored
    }, { $changed } as before a later change.
banner-rehearsal-due = Nothing is wrong. So that the backup opens when you need it, type its password once now.
banner-rehearsal-failed = The newest backup could not be used when it was checked.
banner-credential-check-due = Nothing is wrong. { $asked ->
        [recovery-code] To be sure that you still have the recovery code, type it once now.
       *[password] To be sure that you still know the vault’s password, type it once now.
    }
lead-rehearsal = Check the backup
lead-credential-check = Type it

## Backups of other devices in the folder

devices-none = There is no backup of another device here.
devices-this-vault = Device { $name }
devices-other-vault = Device { $name }, with another vault. A new phone’s vault is another one too.
devices-damaged = { $name } was changed after it was made, or is not copied completely yet.
devices-renamed = { $name } is a copy that another program named. It does not count as a backup.
