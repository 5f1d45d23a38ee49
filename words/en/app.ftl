## On every screen

app-name = Aikotoba
action-back = Back
action-cancel = Cancel
action-close = Close
action-done = Done
action-save = Save
action-undo = Undo
action-again = Try again
action-more = More
action-copy = Copy
action-show-password = Show the password
action-hide-password = Hide the password
told-copied = Code copied
told-copied-until = Code copied. The clipboard is cleared after { $seconds } seconds
opening-vault = Opening the vault…
field-password = Password of Aikotoba
field-password-new = New password
field-password-again = The same password again
passwords-differ = The two passwords differ. Type them again.

## First start

start-title = An “authenticator app” for the two-step verification of Amazon and other sites
start-point-scan = Scan the QR code, and its six digits are there at once
start-point-offline = It never connects to a network: everything stays on this device
start-point-backup = The app’s backup (a file) is checked by opening it
start-scan = Scan a QR code
start-restore = Restore a backup
start-remains-title = An earlier vault is still here
start-remains-next = If you have a backup, restore it into a new vault. The files that are here now are not deleted: they are kept under another name.
start-aside = Keep them and restore a backup
start-aside-kept = What was here is kept as { $name }.
start-leftover-title = An earlier vault was deleted with the app
start-leftover = Aikotoba was on this device before. When the app was deleted, its vault was deleted too. What the device still stores of it cannot open a vault. If you have a backup, you can restore it into a new vault.
locks-title = How to unlock it
locks-why = Choose the password of the “vault”, where your accounts are kept. You also need it if the device is lost, or when you change to a new one. It is not Amazon’s password.
locks-password = Password of Aikotoba (choose a new one)
locks-device = Also open it with this device’s screen lock (finger, face, PIN and so on)
locks-make = Make the vault
locks-making = Making the vault…
recovery-title = Recovery code
recovery-why = If you forget the password or the screen lock no longer opens the vault, this alone opens it. It is for the vault on this device: it does not open a backup.
recovery-how = Write it on paper, and keep it away from the device. Until you have confirmed that you have it, it can be shown again.
recovery-copy = Copy
recovery-noted = I have written it down
recovery-check-title = Check the recovery code
recovery-check-ask = Look at your paper, and type the { $letters } characters of number { $at }
recovery-check-field = Characters of number { $at }
recovery-check-right = Your note is right. Keep it safe.
recovery-check-do = Check
recovery-show-again = Show the recovery code again
recovery-new = Make a new recovery code
recovery-new-why = The old one will no longer open the vault.

## After the first code

hand-over-title = If something happens
hand-over-on-paper = Write the recovery code on paper
hand-over-as-sheet = Save the recovery code to a file
hand-over-by-password = Set a password
hand-over-save = Save to a file
hand-over-saved = Saved to a file
hand-over-have = Confirm that I have it
hand-over-set-password = Use this password
hand-over-later = Later
recovery-sheet-title = Recovery code
recovery-sheet-for = This code opens the vault of the authenticator app Aikotoba. It does not open a backup.
recovery-sheet-warning = Whoever has this sheet and the device, or a copy of the vault’s file, can open the vault. Keep the sheet in a safe place away from the device.
recovery-sheet-use = To use it: where the app asks to be unlocked, choose the recovery code and type this code.

## The checklist

checklist-title = Finish the setup
checklist-why = When all of this is done, you lose nothing if you lose this device.
checklist-line = { $open ->
    [one] Finish the setup: 1 left
   *[other] Finish the setup: { $open } left
}
checklist-method-ask = Which method did you register? A voice call helps if text messages do not arrive. If you note it here, you can look it up when you need it.
checklist-method-change = Choose again
checklist-turned-on-do = The site said that it is on
checklist-turned-on-undo = It is not on
checklist-recovery-do = Check the recovery code
checklist-all-done = All done
checklist-is-done = Done
checklist-is-open = Open

## Which login

enrol-login-ask = Which login of { $site } is this?
enrol-login-others = Already here, of { $site }:
enrol-login-nameless = (no name)
enrol-login-name = A name to tell it apart (shop, person)

## The correction of this device's clock

correction-title = Correct the time of the codes
correction-why = Use this only if the device’s clock cannot be set. This app then makes its codes for the corrected time. The correction is only for this device and is not in a backup.
correction-now = { $seconds ->
    [one] 1 second is
   *[other] { $seconds } seconds are
} { $way ->
    [later] added to
   *[earlier] subtracted from
} the device’s clock.
correction-none = The device’s clock is used without a correction.
correction-later = 30 seconds later
correction-earlier = 30 seconds earlier
correction-off = No correction
correction-over = The device’s clock was set right, so the correction of the codes’ time has ended.
correction-open = Correct the time in this app only

## The list of codes

codes-add = Add
codes-search = Search by name
codes-search-clear = End the search
codes-group = Group
codes-group-all = All
codes-group-move = Move the group { $name }
codes-group-earlier = Move before the previous one
codes-group-later = Move after the next one
code-next = Next
code-seconds-left = { $seconds ->
    [one] 1 second left
   *[other] { $seconds } seconds left
}
code-hidden = Hidden code. Tap to show it
code-take = Take the next code
code-unconfirmed = Unconfirmed
code-favourite = Favourite
code-next-is = Next code
row-copy = Copy the code of { $name }
row-menu = More for { $name }
menu-edit = Edit
menu-share = Share as a QR code
menu-favourite = Make a favourite
menu-favourite-not = No longer a favourite
menu-up = Move up
menu-down = Move down
menu-trash = Move to the trash
menu-finish = Finish setting up
menu-copy-next = Copy the next code
told-trashed = { $name } is in the trash
menu-backup = Back up
menu-restore = Restore a backup (new phone)
menu-trash-can = Trash
menu-settings = Settings
menu-about = About
menu-lock = Lock
first-backup = Make the first backup

## Scanning

scan-title = Scan a QR code
scan-aim = Put the QR code that the site shows into the frame
scan-torch-on = Light on
scan-torch-off = Light off
scan-picture = Picture
scan-paste = Paste
paste-offer = Something was copied. Is it the site’s setup key, or its link?
paste-offer-do = Paste and read it
scan-type = Type the key
scan-choose = Which one do you want to add?
scan-confirm = Another app sent this. Add it only if you asked for it.
scan-add-all = Add all of them
scan-not-account = A QR code that cannot be added
scan-incomplete-unfinished = The picture was not searched to the end. There may be more QR codes in it.
scan-incomplete-damaged = The picture is damaged or cut off. The part that could be read is shown.
scan-look-longer = Search longer
scan-kept = Nothing was added from it.
scan-reading = Reading the picture…
scan-parts-missing = Still missing of { $of } parts: { $missing }. Keep scanning.
scan-add-parts = Add what was read
camera-settings = Open the device’s settings
type-title = Type the setup key
type-site = Site
type-account = Account (such as your e-mail address)
type-key = Setup key
type-key-hint = The long row of letters and digits that the site shows when you press “Can’t scan the QR code?” or the like. Lower case and spaces are fine.
type-add = Add

## Setting up

enrol-title = Set up
enrol-cautions = Before it is added
enrol-add = Add
enrol-add-anyway = Add it anyway
enrol-replace-older = Replace the earlier one
enrol-saved = It is set up on this device. Next is the site’s page
enrol-type-it = Type these { $digits } digits on the site’s page
enrol-soon = It changes in a moment. Better wait for the next code.
enrol-ask-named = Did { $site }’s page go on?
enrol-ask-site = Did the site’s page go on?
enrol-yes = Yes, it went on
enrol-no = No, it shows an error
enrol-doubt = Possible reason { $at } of { $of }
enrol-likely = Likely
enrol-doubt-next = See the next reason
enrol-try-again = Type a code again
enrol-no-more-doubts = These are all the reasons we know. Cancel this account, load the site’s page again and start over.
enrol-cancel = Cancel this account
enrol-confirmed = The code was accepted
enrol-confirmed-why = This may not be the end. Go back to the site’s page and continue until it says that two-step verification is on. On Amazon there is more to do.
enrol-to-list = Show the list
enrol-guide = Show the steps
enrol-guide-hide = Hide the steps
enrol-scan-again = Scan the QR code again
enrol-open-clock = Open the clock’s settings

## Unlocking

unlock-title = Unlock the vault
unlock-recovery-field = Recovery code
unlock-wait = After several wrong tries, please wait { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}. The vault is safe.
unlock-accept-cost = Try it, however long it takes
unlock-cancel = Not now
unlock-prompt = Unlock Aikotoba

## Backup

backup-title = Backup
backup-place = Where
backup-place-none = Not chosen yet
backup-place-choose = Choose a folder
backup-place-change = Choose another folder
backup-place-why = Choose a place that you still have if this device is lost: a USB stick, an SD card or a synced folder.
backup-document-choose = Choose one file (Google Drive and others)
backup-document-change = Choose another file
backup-document-why = A folder keeps several backups. One file keeps only the newest: each backup overwrites it. For apps such as Google Drive that offer no folders.
backup-document-saved = The backup was opened and checked, and handed to { $place }. Whether it has reached the cloud yet, only that app can tell.
devices-title = Other devices in this folder
devices-explain = Open a backup with its password. You see which of its accounts are not here before any is added.
devices-reading = Reading the folder
devices-open = Open this backup
backup-share = Send to another app
backup-share-why = The backup is opened and checked here first, then handed to the app that you choose. Aikotoba cannot see whether that app stores it. If you save to a folder instead, the backup is opened and checked there, and earlier backups stay.
backup-share-do = Make a backup and send it
backup-shared = The checked backup was handed over. Check that it arrived there.
backup-password-why = The password that opens the backup. It may differ from the vault’s.
backup-password = Password of the backup
backup-password-generate = Make a password that is easy to remember
backup-password-generated = Write it on paper. It cannot be shown again.
backup-do = Back up
backup-read-back = { $accounts ->
    [one] The one account was opened and checked
   *[other] All { $accounts } accounts were opened and checked
}
backup-history = Earlier backups
backup-rehearse = Try to open one
backup-rehearse-why = Choose a backup and see it open. The vault does not change.
backup-rehearsed = { $same ->
    [one] The one account can be restored
   *[other] All { $same } accounts can be restored
}
backup-rehearsed-partly = { $same } up to date, { $changed } from before a change, { $missing } not in it
backup-rehearsed-next = A new backup will contain all of them.
backup-cancelled = Stopped. The earlier backups are unchanged.
backup-accounts = { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
}
backup-success = Backed up
backup-password-keep = Without this password, nobody can open the backup.

## Automatic backups

automatic-title = Automatic backups
automatic-why = About a minute after a change, a backup is saved at the chosen place, and also when you leave the app. Each one is opened and checked, and some earlier ones are kept.
automatic-set-up = Set up automatic backups
automatic-show = Show automatic backups
automatic-turn-on = Let the vault keep the password, and turn on
automatic-turn-off = Turn off
automatic-turned-on = Automatic backups are on.
automatic-turned-off = Automatic backups are off, and the password was erased from the vault. The earlier backups are still there.
automatic-saving = Saving…
automatic-retry = Save now
automatic-failing-since = Nothing could be saved since { $time }.
automatic-stopped-since = Stopped: { $time }

## Restoring

restore-title = Restore a backup
restore-why = Choose the backup file, and type the password that this backup was made with. Accounts that are here now stay.
restore-password = The password that the backup was made with
restore-pick = Choose the file
restore-pick-other = Choose another file
restore-opening = Opening the backup…
restore-open = See what is in it
plan-title = Before restoring
plan-title-import = Before adding
plan-made = Backup of { $time }
plan-removed-on = you removed it here on { $time }
plan-adds = { $adds } to add, { $already } here already
plan-undecided = { $undecided } still need a choice
plan-refused = Entries that cannot be read
plan-apply = Restore { $adds }
plan-apply-import = Add { $adds }
plan-apply-none = Nothing to restore
plan-apply-none-import = Nothing to add
plan-done = { $adds ->
    [one] 1 account restored
   *[other] { $adds } accounts restored
}
plan-done-import = { $adds ->
    [one] 1 account added
   *[other] { $adds } accounts added
}
plan-done-none = Nothing was restored
plan-done-none-import = Nothing was added
plan-undone = Undone
plan-nothing-lost = Accounts that are here stay. You can undo it afterwards.
restore-needs-vault = Choose a new password for this device. The backup’s password is asked for on the next page.

## Trash

trash-title = Trash
trash-empty = The trash is empty.
trash-why = What is here stays until you erase it.
trash-restore = Put back
trash-put-back = { $name } is back in the list
trash-when = Moved here on { $time }
trash-erase = Erase for good
trash-erase-ask = Erase { $name } for good?
trash-erase-why = Did you turn two-step verification off, or move it to another authenticator app? Otherwise you may not be able to sign in.
trash-erased = { $name } was erased

## Editing and handing over

edit-title = Edit the account
edit-issuer = Site
edit-label = Account
edit-group = Groups (optional)
edit-group-new = A new group
edit-group-add = Add the group
edit-note = Note (optional)
edit-colour = Colour
edit-colour-named = Colour { $number }
share-title = Share as a QR code
share-why = Whoever scans this QR code can make the same codes. Show it only to somebody you trust.
share-unlock-why = First type the password again.
share-unlock-recovery-why = First type the recovery code.
share-unlock-device-why = First unlock again with this device’s screen lock.
share-ask = Who is it for?
share-staff-why = They can make the same codes from now on. If they leave, set up two-step verification again at the site: their codes stop then.
share-new-phone-why = To move everything to a new phone, restore a backup there. To move only this account, scan it with the authenticator app on the new phone. The codes on this device stay valid.
share-holder = Name of the person
share-holder-note = You can write into this account’s note who else can make the same codes.
share-holder-save = Add to the note
share-holder-saved = Added to the note
share-holder-line = Also held by (QR code): { $name }
share-show = Show the QR code
share-hide = Hide

## Settings

settings-title = Settings
settings-password = Change Aikotoba’s password
settings-password-changed = The password was changed
settings-password-copies = Whoever has an older copy of the vault’s file and knows the old password can still open the vault. Backups keep their own passwords.
rekey-title = Somebody may know my password
rekey-why = The vault is encrypted with a new key, and gets a new password and a new recovery code. The old password, the old recovery code and other devices’ screen locks no longer open it. The accounts stay as they are.
rekey-copies = Older copies of the file still open with the old password, and show what was in them. Backups keep their own passwords too. Make a new backup with another password afterwards. If somebody may have seen what is inside, set up two-step verification again at each site.
rekey-do = Encrypt with a new key
rekey-working = Encrypting the vault…
rekey-changed = The vault was encrypted with a new key
rekey-changed-all = The vault was encrypted with a new key. Write down the new recovery code. The old one no longer works.
settings-recovery = Recovery code: show or confirm
settings-device-key = Open with this device’s screen lock
settings-device-key-on = On
settings-device-key-off = Off
settings-device-key-not-offered = Set a screen lock on the device to use this
settings-new-biometrics = Stop this when a new face or fingerprint is added
settings-new-biometrics-why = Then only the faces and fingerprints that are set up now open the vault, not the device’s passcode. After a new one is added, the vault asks for its password or recovery code.
settings-device-backup = Keep the vault out of this device’s backups
settings-device-backup-why = Backups of the whole device, for example in iCloud or on a computer, then do not contain the vault. You have only the backups that you make in Aikotoba.
settings-code-setup = Use Aikotoba to set up verification codes
device-key-not-given = The fingerprint or screen lock was not confirmed.
device-key-not-given-safe = Nothing was changed.
device-key-not-given-next = Try again, and confirm with your fingerprint or screen lock.
device-key-not-given-start = Try again, or turn off opening with the screen lock and go on.
touch-covered = Another app covers this screen, so the touch was ignored. Close that app and try again.
settings-section-look = Display
settings-section-safety = Security
settings-section-data = Accounts and backup

## About

about-title = About
about-version = Version { $version }
about-licences = Software used
about-licences-why = Aikotoba uses these open programs and typefaces.

## A vault in doubt

health-title = State of the vault
health-damaged-why = Accounts that can be read work as always. Back up first, then repair.
health-repair = Repair
health-repaired = Repaired. The damaged file was kept.
health-older-title = An older vault than before
health-older-why = The vault’s file is older than the one that was opened here last. That is fine if you put an older copy back, or the device was restored from its own backup. If not, add nothing for now, and see whether the accounts that you added lately are there.
health-other-title = Another vault than before
health-other-why = The vault’s file is not the one that was opened here last. That is fine if you put it here yourself. If not, add nothing to it: your accounts are not in here. Look for your own vault, or restore a backup.
health-doubt-kept = Nothing was changed. You are told again each time you open it, until you choose “{ health-accept }”.
health-accept = Use this vault
health-later = Decide later

## Guides and questions

guide-open = Set up step by step
guide-choose = Which site do you want to set up?
guide-ask-place = Where is the QR code shown?
guide-place-another = On a computer or another phone
guide-place-this = On this phone
guide-step = Step { $number } of { $total }
guide-did = Done
guide-next = Next step
guide-later = Continue later
guide-similar = If a button is called differently, press the one most like it.
guide-camera = Scan with the camera
guide-paste = Paste what was copied
guide-show-code = Show the six digits
guide-finished = It is all set up
guide-leftover = If you took a screenshot of the QR code, delete it. Whoever sees it can make the same codes.
guide-continue = To the next step
guide-continue-site = Continue: { $site }
topics-title = Questions and answers
topics-search = Search by a word
topics-none = No question contains it. Try a shorter word.

## Checking the backup, and the password

rehearsal-title = Check the backup
rehearsal-why = Type the password of the backup. The newest file is opened and compared with the vault; nothing is changed. It takes about 20 seconds.
rehearsal-no-place = The place of the backups cannot be reached. Choose it again on the backup screen.
rehearsal-last = Last checked: { $time }
rehearsal-next = To be checked again: { $time }
rehearsal-do = Open and compare
rehearsal-new-backup = Make a new backup
rehearsal-put-off = In a few days
credential-check-title = Do you still know it?
credential-check-why = Nothing is wrong. You open the vault with this device’s screen lock, so the password or the recovery code is easily forgotten or mislaid. Without this device, only these open the vault. A wrong answer locks nothing.
credential-check-by-password = Type the password instead
credential-check-by-code = Type the recovery code instead
credential-check-do = Check
credential-check-right = That is right. It opens the vault also without this device.

## The sheet of the recovery code: the backups

recovery-sheet-made = Made: { $time }
recovery-sheet-backups = If the device and the vault are lost: the backups
recovery-sheet-place = The backups are here: { $place }
recovery-sheet-place-none = Where the backups are (to be filled in): ____________________
recovery-sheet-open = A backup opens with its own password, which is not on this sheet. With the app: choose “{ menu-restore }”. Without the app: any program for age files (age-encryption.org) opens it, for example “age -d FILE” on a computer (type letters and digits in their usual, half-width form); the text in it has a link for each account that other authenticator apps can read.
