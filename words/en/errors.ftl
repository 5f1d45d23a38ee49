## Errors, in three sentences each.
## Value: what happened. .kept: that nothing was lost. .next: what to do.

-kept = Your accounts are not affected.

error-untold = Something unexpected happened ({ $code }).
    .kept = { -kept }
    .next = Please report it with this code.

## Names

error-name-too-long = The name is too long.
    .kept = What you typed is still there. { -kept }
    .next = Shorten the name and try again.

## How codes are made

error-otp-empty-key = The setup key is empty.
    .kept = { -kept }
    .next = Copy the setup key from the site again, or scan its QR code.
error-otp-key-too-long = The setup key is too long.
    .kept = { -kept }
    .next = Check that only the setup key was copied, then try again.
error-otp-algorithm = This account uses “{ $found }”, which is not supported.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = See whether the site offers another kind of QR code.
error-otp-digits = Codes of { $found ->
    [one] 1 digit
   *[other] { $found } digits
} are not supported.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = Type the setup key that the site shows, with 6 to 10 digits, as the site says.
error-otp-period = { $found ->
    [one] Codes cannot change every second.
   *[other] Codes cannot change every { $found } seconds.
}
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = The same QR code will give the same result. Type the setup key that the site shows instead.
error-otp-steam-parameters = This is meant for Steam, but its settings are not Steam’s.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = Get the setup key or QR code for Steam again.
error-otp-counter-spent = This account’s counter has reached its limit, so it makes no more codes.
    .kept = The account is still there.
    .next = Set up the authenticator app on the site again.

## Links to add an account (what a QR code holds)

error-uri-too-long = This is too long to be a link for adding an account.
    .kept = { -kept }
    .next = Check that only the link was copied, then try again.
error-uri-scheme = This QR code or link is not for an authenticator app.
    .kept = { -kept }
    .next = Use the QR code that the site shows when you set up an authenticator app.
error-uri-migration = This QR code moves several accounts at once.
    .kept = { -kept }
    .next = Press “{ codes-add }” and scan it with the camera or from a picture (in a terminal: “aikotoba import”).
error-uri-control = The text is cut off, or two texts run together (character { $at }).
    .kept = { -kept }
    .next = Copy it again, or scan the QR code.
error-uri-joined = Another link begins at character { $at }: two links run together.
    .kept = None of them was added, so that no setup key is lost in another’s name. { -kept }
    .next = Put each link on a line of its own, then try again.
error-uri-type = This type of account is not supported.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = See whether the site offers another kind of QR code.
error-uri-encoding = A setting in it holds characters that cannot be read.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = The same QR code will give the same result. Type the setup key that the site shows instead.
error-uri-key-missing = There is no setup key in it.
    .kept = { -kept }
    .next = Type the setup key that the site shows, or have the site make a new QR code.
error-uri-key-empty = The setup key in it is empty.
    .kept = { -kept }
    .next = Type the setup key that the site shows, or have the site make a new QR code.
error-uri-key-is-link = There is a link in the place of the setup key.
    .kept = { -kept }
    .next = Copy the whole link from its beginning, or only the setup key.
error-uri-key-symbol = Character { $at } of the setup key in it cannot be part of a setup key.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = Type the setup key that the site shows. Keys have only letters and the digits 2 to 7.
error-uri-key-length = The setup key in it has a wrong number of letters ({ $found }).
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = A letter is missing or doubled. Copy it again, or type the setup key that the site shows.
error-uri-repeated = “{ $name }” is there twice, with different values.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = The same QR code will give the same result. Type the setup key that the site shows instead.
error-uri-number = The value “{ $found }” of “{ $name }” is not a number.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = The same QR code will give the same result. Type the setup key that the site shows instead.
error-uri-counter-missing = The codes of this account depend on a counter, but the counter is missing.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = The same QR code will give the same result. Type the setup key and the counter that the site shows instead.
error-uri-encoder = Codes written as “{ $found }” are not supported.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = See whether the site offers another kind of QR code.

## Moving from Google Authenticator

error-migration-too-long = This is too long to be a transfer code of Google Authenticator.
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan it once more.
error-migration-scheme = This is not a transfer code of Google Authenticator.
    .kept = { -kept }
    .next = Use the QR code that “Transfer accounts” shows on the old phone.
error-migration-data-missing = This transfer code is empty.
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan it once more.
error-migration-base64 = The transfer code is cut off.
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan all of it.
error-migration-shape = The transfer code is damaged.
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan it once more.
error-migration-numbering = The number of this transfer code is not valid (code { $found } of { $known }).
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan it once more.
error-migration-entry-shape = This account is damaged and cannot be read.
    .kept = The other accounts were read.
    .next = Show the QR code on the old phone again, or set up the authenticator app on the site again.
error-migration-entry-type = Accounts of this type (number { $found }) are not supported.
    .kept = It was left out, so that you never see a wrong code. The other accounts were read.
    .next = Set up the authenticator app on the site again.
error-migration-entry-digits = This account’s number of digits (setting { $found }) is not supported.
    .kept = It was left out, so that you never see a wrong code. The other accounts were read.
    .next = Set up the authenticator app on the site again.
error-migration-entry-counter = This account’s counter ({ $found }) is not valid.
    .kept = It was left out, so that you never see a wrong code. The other accounts were read.
    .next = Set up the authenticator app on the site again.
error-migration-write-period-lost = { $found ->
    [one] Google’s format does not support codes that change every second.
   *[other] Google’s format does not support codes that change every { $found } seconds.
}
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.
error-migration-write-digits-lost = Google’s format does not support codes of { $found ->
    [one] 1 digit
   *[other] { $found } digits
}.
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.
error-migration-write-steam-lost = Google’s format does not support Steam’s codes.
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.
error-migration-write-counter-lost = The counter is too large for Google’s format.
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.
error-migration-write-too-large = Its setup key and names are too long for one QR code.
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.

## Importing from other apps

error-import-empty = The file is empty.
    .kept = { -kept }
    .next = Export from the other app again.
error-import-too-large = The file is too large to be one that an authenticator app exported.
    .kept = { -kept }
    .next = Choose a file that an authenticator app exported.
error-import-app = This is a file of { $app }, which this version cannot read.
    .kept = The file is unharmed. { -kept }
    .next = In { $app }, show the accounts’ QR codes one by one and scan them, or export them as a list of links.
error-import-app-without-export = This is data of { $app }, an app that does not export its setup keys.
    .kept = The file is unharmed. { -kept }
    .next = On each site, set up the authenticator app again with this one, while { $app } still gives you codes.
error-import-password-manager = This is a file of { $app }, which this version cannot read.
    .kept = The file is unharmed. { -kept }
    .next = In { $app }, open each entry that has one-time codes, copy its setup key or link, and add it here.
error-import-packed = This file ({ $app }) contains other files, which cannot be read here.
    .kept = The file is unharmed. { -kept }
    .next = Unpack or decrypt it on your computer with the program that made it, and choose the file inside.
error-import-damaged = This is a file of { $app }, and it is damaged or incomplete.
    .kept = Nothing of it was added. { -kept }
    .next = Copy it again, or export it again from { $app }.
error-import-newer = A newer version of { $app } made this file (format { $found }; up to { $known } can be read).
    .kept = The file is unharmed. { -kept }
    .next = Update this app.
error-import-empty-export = This is a file of { $app }, and there is no account in it.
    .kept = Nothing was added. { -kept }
    .next = Export again in { $app }, and choose the accounts there if it asks which. If you have several files, choose another one.
error-import-no-code = There is no QR code in the picture.
    .kept = { -kept }
    .next = Choose a picture that shows the whole QR code large.
error-import-unfinished = The picture was not searched to the end, and no QR code for adding an account was found so far.
    .kept = { -kept }
    .next = Crop the picture to the QR code, and choose it again.
error-import-no-account = No QR code for adding an account is in the picture.
    .kept = { -kept }
    .next = Choose a picture of the QR code that the site shows when you set up an authenticator app.
error-import-other-format = The file is not in the given format ({ $name }).
    .kept = The file is unharmed. { -kept }
    .next = Leave out the format. It is recognised by the content of the file.
error-import-unknown = The format of this file is not known.
    .kept = { -kept }
    .next = Choose a file that an authenticator app exported, or a backup.
error-import-entry-shape = This entry cannot be read.
    .kept = It was left out. The other entries of the file are not affected.
    .next = Set up the authenticator app on the site again, or scan the account’s QR code in the other app.
error-import-entry-field = The value “{ $name }” of this entry is missing or cannot be read.
    .kept = It was left out, so that you never see a wrong code. The other entries of the file are not affected.
    .next = Open the account in the other app, and scan its QR code or type its setup key.
error-import-entry-number = The value “{ $found }” of “{ $name }” is not a number that can be used.
    .kept = It was left out, so that you never see a wrong code. The other entries of the file are not affected.
    .next = Open the account in the other app and correct it there, then export again.
error-import-entry-method = This account uses { $found }, which this version does not support.
    .kept = It was left out, so that you never see a wrong code. The other entries of the file are not affected.
    .next = Keep the other app for this account, or see whether the site offers an ordinary authenticator app.
error-import-entry-type = Accounts of the type “{ $found }” are not supported.
    .kept = It was left out, so that you never see a wrong code. The other entries of the file are not affected.
    .next = Keep the other app for this account, or see whether the site offers an ordinary authenticator app.
error-import-entry-truncated = The file ends in the middle of this entry.
    .kept = It was left out, so that you never see a wrong code. The other entries of the file are not affected.
    .next = Copy the file again, or export it again in the other app.
error-import-entry-counter-missing = The codes of this account depend on a counter, but the counter is not in the file.
    .kept = It was left out, so that you never see a wrong code. The other entries of the file are not affected.
    .next = Add it by hand, with the setup key and the counter that the other app shows.
error-export-period = { $found ->
    [one] The other app cannot change a code every second.
   *[other] The other app cannot change codes every { $found } seconds.
}
    .kept = The account was left out, so that the other app never shows a wrong code. It is still here.
    .next = Export it as a link, or to an app that can.
error-export-digits = { $found ->
    [one] The other app cannot make a code of 1 digit.
   *[other] The other app cannot make codes of { $found } digits.
}
    .kept = The account was left out, so that the other app never shows a wrong code. It is still here.
    .next = Export it as a link, or to an app that can.
error-export-counter = This account’s counter is too high for the other app.
    .kept = The account was left out, so that the other app never shows a wrong code. It is still here.
    .next = Export it as a link, or to an app that can.
error-sealed-password-missing = This file is encrypted, and its password was not given.
    .kept = The file is unharmed. { -kept }
    .next = Type the password that it was made with.
error-sealed-password-wrong = The password of this file is wrong.
    .kept = The file is unharmed. { -kept }
    .next = Type the password that it was made with.
error-sealed-password-or-damage = The password is wrong, or the file is damaged. The file does not show which.
    .kept = The file was not changed. { -kept }
    .next = Type the password that it was made with. If you are sure of it, copy or export the file again.
error-sealed-damaged = This encrypted file is damaged or incomplete.
    .kept = { -kept }
    .next = Copy it again, or export it again from the other app.
error-sealed-newer = A newer version of its app made this file (format { $found }; up to { $known } can be read).
    .kept = The file is unharmed. { -kept }
    .next = Update this app.
error-sealed-account-restricted = Only the account that made this file can open it: its key never leaves the other app.
    .kept = The file is unharmed. { -kept }
    .next = Export again from the other app, and choose “password protected” or a file without encryption.
error-sealed-unsupported = This file is encrypted in a way that cannot be opened here.
    .kept = The file is unharmed. { -kept }
    .next = Export it from the other app with a password of its own, or without one.
error-sealed-too-costly = Opening it would take too much memory.
    .kept = The file is unharmed. { -kept }
    .next = Export it from the other app with a weaker setting, or without a password.
error-sealed-too-slow = Opening it would take too long: its password protection is much stronger than usual.
    .kept = The file is unharmed. { -kept }
    .next = Export it from the other app with a weaker setting, or without a password.
error-sealed-asks-memory = Opening it takes { $found } MB of memory, which may be more than this device can spare.
    .kept = Nothing was tried yet. The file is unharmed. { -kept }
    .next = Close other apps and agree to it, or open the file on a device with more memory.
error-sealed-memory = This device has not enough free memory to open it ({ $found } MB).
    .kept = The file is unharmed. { -kept }
    .next = Close other apps and try again, or open it on a device with more memory.

## Making a vault

error-create-exists = There is a vault here already.
    .kept = { -kept }
    .next = Open that vault, or choose another place.
error-create-remains = There is no vault to open, but there are files that may belong to one.
    .kept = They may still be saved, so no new vault was made and nothing was deleted.
    .next = Restore a backup, or move those files elsewhere, then try again.
error-create-nothing-travels = There is neither a password nor a recovery code.
    .kept = No vault was made yet.
    .next = If this device is lost, nobody can open the vault. Choose a password or a recovery code.
error-create-empty-passphrase = The password is empty.
    .kept = No vault was made yet.
    .next = Type a password.
error-create-cost = The vault’s settings were wrong, so it was not made.
    .kept = No vault was made yet.
    .next = This is a defect of the app. Please report it.
error-create-unfinished = The vault’s file was made, but the disk failed before it could be opened.
    .kept = The new vault is empty. Nothing that you had before is in it or was changed by it.
    .next = Check the disk, then open the vault. If you asked for a recovery code, it was not shown: once the vault is open, show it there.

## Opening a vault

error-open-missing = There is no vault here.
    .kept = Nothing was changed.
    .next = Check the place, or make a new vault.
error-open-busy = The vault is open in another window or program.
    .kept = { -kept }
    .next = Close it there, then try again.
error-open-empty = The vault’s file is empty.
    .kept = Nothing was written to it.
    .next = Restore a backup. Keep the empty file and any file beside it elsewhere rather than deleting them.
error-open-not-vault = This file is not a vault.
    .kept = Nothing was changed.
    .next = Choose the vault’s file. If it is a backup, choose “{ start-restore }” (in a terminal: “aikotoba restore”).
error-open-newer = A newer version of the app made this vault (format { $found }; this app knows up to { $known }).
    .kept = { -kept }
    .next = Update the app.
error-open-damaged = The vault is too damaged to open.
    .kept = The file was left as it is.
    .next = Restore a backup. Move the damaged file elsewhere rather than deleting it.
error-unlock-wrong-passphrase = The password is wrong.
    .kept = { -kept }
    .next = Type it again. Check upper and lower case.
error-unlock-wrong-recovery-code = The recovery code is wrong.
    .kept = { -kept }
    .next = Use the recovery code that you noted last.
error-unlock-wrong-device-key = This device’s screen lock does not unlock the vault: the device’s settings changed, or the vault is another device’s.
    .kept = { -kept }
    .next = Unlock with the password or the recovery code.
error-unlock-no-passphrase = This vault has no password.
    .kept = { -kept }
    .next = Unlock with the recovery code.
error-unlock-no-recovery-code = This vault has no recovery code.
    .kept = { -kept }
    .next = Unlock with the password.
error-unlock-no-device-key = This device’s screen lock does not open this vault yet.
    .kept = { -kept }
    .next = Unlock with the password or the recovery code.
error-unlock-slot-damaged = The part of the vault that this way of unlocking needs is damaged.
    .kept = The accounts may be unharmed. Nothing was deleted.
    .next = Try another way: the password or the recovery code.
error-unlock-too-costly = { $tried ->
        [0] Opening this vault needs
       *[other] The vault is not open yet. The ways to unlock that were not tried need
    } more memory and time than usual ({ $mebibytes } MB, about { $minutes ->
        [0] { $seconds ->
            [1] 1 second
           *[other] { $seconds } seconds
        }
        [1] 1 minute
       *[other] { $minutes } minutes
    }).
    .kept = { -kept }
    .next = Check for typing mistakes, and try them when you can wait. If this is unexpected, somebody may have changed the vault’s file.
error-unlock-slot-newer = A newer version of the app made this way of unlocking.
    .kept = { -kept }
    .next = Update the app.

## Recovery codes

error-recovery-code-empty = No recovery code was typed.
    .kept = { -kept }
    .next = Type the recovery code that you noted.
error-recovery-code-symbol = Character { $at } cannot be part of a recovery code.
    .kept = { -kept }
    .next = Compare it with your note and correct it.
error-recovery-code-length = The recovery code has { $found ->
    [one] 1 character
   *[other] { $found } characters
} instead of { $known }.
    .kept = { -kept }
    .next = Compare it with your note: some are missing or too many.
error-recovery-code-check = The recovery code seems to be mistyped.
    .kept = { -kept }
    .next = Compare it with your note, character by character.

## Changing a vault

error-change-damaged = Part of the vault is damaged, so it can only be read for now.
    .kept = The accounts that can be read still work.
    .next = Make a backup first, then repair the vault.
error-change-no-such-account = That account is no longer here.
    .kept = The other accounts are unchanged.
    .next = Look at the list and the trash.
error-change-id-taken = An account with the same identifier is there already, so nothing was added.
    .kept = { -kept }
    .next = This is a defect of the app. Please report it.
error-change-no-counter = The codes of this account change by themselves. There is no counter.
    .kept = { -kept }
    .next = Use the code in the list.
error-change-no-such-group = There is no group with that name.
    .kept = The order of the groups is as it was. { -kept }
    .next = Look at the names of your groups, for example with “aikotoba groups”.
error-change-order = The new order was not saved.
    .kept = The order is as it was. { -kept }
    .next = Open the list again and try once more.
error-change-no-such-slot = The vault no longer has that way of unlocking.
    .kept = { -kept }
    .next = Open the settings again and look.
error-change-last-travelling-slot = Without this, nobody could open the vault if this device were lost.
    .kept = Nothing was removed.
    .next = Set a password or make a recovery code first.
error-change-only-unconfirmed-recovery = Without this, only the recovery code would open the vault, and you have not confirmed yet that you have it.
    .kept = Nothing was removed. What opened the vault still opens it.
    .next = Write the recovery code down and confirm it, or set a password. Then remove this.
error-change-confirm-recovery-first = More accounts can be added once you have confirmed the recovery code or set a password.
    .kept = What is in the vault stays as it is. Nothing was added.
    .next = Write the recovery code down and confirm it, or set a password. Then add the account again.
error-change-empty-passphrase = The password is empty.
    .kept = The old password still works.
    .next = Type the new password.
error-change-same-passphrase = This is the present password of the vault. It cannot be used again, because somebody may know it.
    .kept = Nothing was changed.
    .next = Choose another password.
error-change-cost = The password’s settings were wrong, so it was not changed.
    .kept = The old password still works.
    .next = This is a defect of the app. Please report it.
error-change-nothing-to-undo = There is no change to undo.
    .kept = { -kept }
    .next = There is nothing to do.
error-change-reopen = An earlier change failed while it was being saved, and it is not known whether it was made. This change was not tried.
    .kept = The vault’s file contains either the whole earlier change or nothing of it. It contains nothing of this change.
    .next = Lock the vault and open it again, then check whether the earlier change is there.
error-change-unflushed = The change was written to the vault’s file, but the disk reported an error while saving it.
    .kept = You can use what you changed now. If the power fails, only this change may be lost.
    .next = Make a backup in another place, then check the disk.
error-change-unknown = Writing failed, and the vault’s file cannot be read again. It is not known whether the change was made.
    .kept = The file has either all of the change or nothing of it.
    .next = Open the vault again and check before you repeat the change. If you wanted a new recovery code and none was shown, make another one.

## The device

error-device-full = There is no space left, so it was not saved.
    .kept = { -kept }
    .next = Free some space, then try again.
error-device-read-only = Files cannot be changed in this place.
    .kept = { -kept }
    .next = Choose another place, or change the file’s permissions.
error-device-denied = The system does not allow this app to use this file.
    .kept = { -kept }
    .next = Check the file’s permissions.
error-device-folder-missing = The folder is not there.
    .kept = Nothing was changed.
    .next = Make the folder, or choose another place.
error-device-replaced = The vault’s file was moved, deleted or replaced by another file while it was open, so the change was not made.
    .kept = Nothing was written, neither to the file that was open nor to the one that is in its place.
    .next = Find out what moved it, such as a program that synchronises folders, then open the vault again.
error-device-io = The device reported an error when it read or wrote a file.
    .kept = Nothing new was saved. { -kept }
    .next = Try again. If it happens again, the disk may be failing.
error-device-memory = There is not enough memory.
    .kept = { -kept }
    .next = Close other apps, then try again.
error-device-randomness = The device could not make a safe key.
    .kept = { -kept }
    .next = Restart the device, then try again.

## Damage to a vault

error-damage-unreadable = The account “{ $name }” cannot be read ({ $id }).
    .kept = The other accounts were read.
    .next = See whether a backup has it, and restore that.
error-damage-missing = The account “{ $name }” is gone ({ $id }).
    .kept = The other accounts were read.
    .next = See whether a backup has it, and restore that.
error-damage-added = The account “{ $name }” was never added here ({ $id }).
    .kept = The other accounts were read.
    .next = Do not use it unless you know where it comes from.
error-damage-rolled-back = The account “{ $name }” is an older version of itself ({ $id }).
    .kept = The other accounts were read.
    .next = Check it, or restore a backup.
error-damage-swapped = The account “{ $name }” has another account’s content ({ $id }).
    .kept = The other accounts were read.
    .next = See whether a backup has it, and restore that.
error-damage-repeated = The account “{ $name }” is in the file more than once ({ $id }).
    .kept = The one that matches the list of accounts is shown, otherwise the newest one.
    .next = See whether the site accepts its code. If not, restore a backup.
error-damage-newer-account = A newer version of the app saved the account “{ $name }” ({ $id }).
    .kept = The account is still in the vault.
    .next = Update the app.
error-damage-settings = The order of groups and the record of backups cannot be read.
    .kept = The accounts were read.
    .next = Repair the vault, then check the settings.
error-damage-changes = The information for “Undo” cannot be read.
    .kept = The accounts were read.
    .next = Repair the vault.
error-damage-roster = The list of accounts that should be there cannot be read.
    .kept = Every account that can be read is shown.
    .next = See whether one is missing, and restore a backup.
error-damage-manifest = The check of the whole vault failed: something was changed or is missing.
    .kept = Every account that can be read is shown.
    .next = See whether one is missing, and restore a backup.
error-damage-more-unreadable = { $count ->
        [1] 1 more row cannot be read.
       *[other] { $count } more rows cannot be read.
    }
    .kept = All accounts that can be read are shown.
    .next = See whether an account is missing, and restore it from a backup.
error-damage-slots = The ways to unlock the vault are not those that were set.
    .kept = The accounts were read.
    .next = Change the password and make a new recovery code.
error-damage-schema = The vault’s file was changed by another program.
    .kept = Nothing is written to the file. What can be read safely is shown.
    .next = See whether an account is missing, make a backup, then repair the vault. Find out who can write to the file.
error-damage-file = Part of the vault’s file cannot be read.
    .kept = Every account that can be read is shown.
    .next = Restore a backup.
error-damage-not-delivered = Parts of the vault’s file could not be read from the storage. The file itself may be undamaged.
    .kept = What could be read is shown. Nothing is written to the file for now.
    .next = Restart the device, or connect the drive again, and open the vault again. If that does not help, make a backup of what is shown, and use another storage.

## Pictures

error-picture-empty = The picture’s file is empty.
    .kept = { -kept }
    .next = Choose another picture.
error-picture-not-a-picture = This file is not a picture.
    .kept = { -kept }
    .next = Choose a picture in PNG, JPEG, WebP, GIF or BMP.
error-picture-format = Pictures in { $found } cannot be read.
    .kept = { -kept }
    .next = Take a screenshot, or convert it to JPEG or PNG.
error-picture-too-many-bytes = The picture’s file is too large.
    .kept = { -kept }
    .next = Crop it to the QR code, then try again.
error-picture-too-many-pixels = The picture is too large ({ $width } × { $height }).
    .kept = { -kept }
    .next = Crop it to the QR code, then try again.
error-picture-damaged = The picture is damaged or incomplete.
    .kept = { -kept }
    .next = Save it again, or take another screenshot.

## Opening a backup

error-backup-open-empty = The backup file is empty.
    .kept = { -kept }
    .next = Choose another backup file.
error-backup-open-too-large = This file is too large to be a backup.
    .kept = { -kept }
    .next = Choose another file.
error-backup-open-not-age = This file is not a backup.
    .kept = { -kept }
    .next = Choose a file whose name ends in “.age”.
error-backup-open-for-key = This file needs a key file instead of a password. It is not a backup of this app.
    .kept = { -kept }
    .next = Choose another file.
error-backup-open-other-content = The password is right, but the file holds something other than a backup.
    .kept = { -kept }
    .next = Choose another file.
error-backup-open-newer = A newer version of the app made this backup (format { $found }; this app knows up to { $known }).
    .kept = The backup is unharmed. { -kept }
    .next = Update the app.
error-backup-open-passphrase = The backup’s password is wrong.
    .kept = The backup is unharmed. { -kept }
    .next = Type the password that the backup was made with.
error-backup-open-passphrase-or-damage = The backup did not open. The password is wrong, or the file is damaged.
    .kept = The file was only read. { -kept }
    .next = Type the password that the backup was made with. If you are sure of it, try another copy of the file.
error-backup-open-damaged = The backup file is damaged or incomplete.
    .kept = { -kept }
    .next = Copy it again, or choose another backup.
error-backup-open-too-costly = This device has not enough memory to open this backup.
    .kept = { -kept }
    .next = Choose another backup.
error-backup-entry-shape = This account is damaged and cannot be read.
    .kept = The other accounts were read.
    .next = See whether another backup has it.
error-backup-entry-key = This account’s setup key cannot be read.
    .kept = The other accounts were read.
    .next = See whether another backup has it.
error-backup-entry-parameters = This account’s settings are not supported yet.
    .kept = It was left out, so that you never see a wrong code. The other accounts were read.
    .next = Update the app.
error-backup-entry-contradiction = The backup contains two different settings for this account.
    .kept = It was left out, so that you never see a wrong code. The other accounts were read.
    .next = See whether another backup has it.
error-backup-entry-id-twice = Two accounts have the same identifier; the second one was left out.
    .kept = The other accounts were read.
    .next = See whether another backup has it.

## The command line

error-cli-usage-unknown = There is no command or option “{ $found }”.
    .kept = Nothing was changed.
    .next = See “aikotoba --help”.
error-cli-usage-missing = { $found } is missing.
    .kept = Nothing was changed.
    .next = Add “--help” to the command to see how it is used.
error-cli-usage-value = “{ $found }” is not a valid value for { $name }.
    .kept = Nothing was changed.
    .next = Add “--help” to the command to see how it is used.
error-cli-usage-together = { $name } and { $found } cannot be used together.
    .kept = Nothing was changed.
    .next = Give only one of them.
error-cli-usage-other = The command was not used correctly.
    .kept = Nothing was changed.
    .next = See “aikotoba --help”.
error-cli-no-home = There is no folder for the vault.
    .kept = Nothing was changed.
    .next = Name the vault’s file with “--vault”.
error-cli-no-vault = There is no vault yet ({ $name }).
    .kept = Nothing was changed.
    .next = Make one with “aikotoba vault create”, or name its file with “--vault”.
error-cli-vault-needed = There is no vault yet ({ $name }).
    .kept = Nothing was changed.
    .next = Make one with “{ $command }”, then run this command again.
error-cli-vault-unusable = The file in the place of the vault cannot be opened as a vault ({ $name }).
    .kept = The file was left as it is, and nothing was restored.
    .next = To keep it under another name and restore into a new vault: “{ $command }”.
error-cli-vault-damaged = Part of the vault is damaged, so nothing can be restored into it.
    .kept = The accounts that can be read still work.
    .next = To repair the vault first, keep the damaged file, and restore then: “{ $command }”.
error-cli-password-needed = A password is needed, and there is no terminal to type it in.
    .kept = Nothing was changed.
    .next = Name a file that holds it with “--password-file”.
error-cli-passwords-differ = The two passwords differ.
    .kept = Nothing was changed.
    .next = Try again from the start.
error-cli-password-empty = The password is empty.
    .kept = Nothing was changed.
    .next = Type a password.
error-cli-file-missing = The file is not there ({ $name }).
    .kept = Nothing was changed.
    .next = Check its name and place.
error-cli-file-unreadable = The file cannot be read ({ $name }).
    .kept = Nothing was changed.
    .next = Check that it is not a folder, and its permissions.
error-cli-file-too-large = The file is too large ({ $name }).
    .kept = Nothing was changed.
    .next = Choose another file.
error-cli-file-exists = There is a file of that name already ({ $name }).
    .kept = It was not overwritten.
    .next = Choose another name.
error-cli-not-replaced = { $why } It is not replaced without your confirmation.
    .kept = That file is as it was. No new backup was saved.
    .next = Give another name. Or add “--set-aside”: that file is then kept under a name that ends in “.kept”, and the backup is saved here.
error-cli-file-unwritable = The file cannot be written ({ $name }).
    .kept = { -kept }
    .next = Check for free space, and the folder’s permissions.
error-cli-not-text = The file holds characters that cannot be read ({ $name }).
    .kept = Nothing was changed.
    .next = Use a plain text file (UTF-8).
error-cli-no-match = No account matches “{ $found }”.
    .kept = Nothing was changed.
    .next = See the names with “aikotoba list”.
error-cli-several-match = { $count } accounts match “{ $found }”.
    .kept = Nothing was changed.
    .next = Use the identifier that “aikotoba list” shows on the left.
error-cli-no-code = There is no QR code in the picture ({ $name }).
    .kept = { -kept }
    .next = Use a picture that shows all of the QR code, large and sharp.
error-cli-unfinished = The picture was not searched to the end, and no QR code for adding an account was found so far ({ $name }).
    .kept = { -kept }
    .next = Search longer with “--longer”, or crop the picture to the QR code.
error-cli-no-account = No QR code for adding an account is in the picture ({ $name }).
    .kept = { -kept }
    .next = Use the QR code that the site shows when you set up an authenticator app.
error-cli-several-codes = There are { $count } accounts to choose from.
    .kept = Nothing was added yet.
    .next = Add all of them with “--all”, or one with “--pick NUMBER”.
error-cli-nobody-to-ask = There is a question, and no terminal to answer it in.
    .kept = Nothing was changed.
    .next = Add “--help” to the command to see how to answer in advance.
error-cli-stopped = Stopped.
    .kept = Nothing was changed.
    .next = Run the command again when you want to go on.
error-cli-qr-too-long = This is too long for a QR code.
    .kept = { -kept }
    .next = Show it as text with “--uri”.
error-cli-conflicts = { $count ->
    [one] 1 account needs a decision.
   *[other] { $count } accounts need a decision.
}
    .kept = Nothing was changed yet.
    .next = Add “--on-conflict skip” (do not add them), “add” (beside the others) or “replace”.
error-cli-tour = The tour failed at “{ $found }”.
    .kept = Your own vault was not touched.
    .next = This is a defect of the app. Please report it.
error-cli-output-closed = The output could not be written.
    .kept = { -kept }
    .next = Check where the output goes, then try again.
error-cli-reader-gone = The program that reads the output has ended.
    .kept = { -kept }
    .next = There is nothing to do.

## Typed keys

error-typed-key-empty = No setup key was typed.
    .kept = { -kept }
    .next = Type the setup key that the site shows.
error-typed-key-symbol = Character { $at } of the setup key cannot be part of a setup key.
    .kept = What you typed is still there. { -kept }
    .next = Keys have only letters and the digits 2 to 7. A 0 may be an O, a 1 an I or L, an 8 a B.
error-typed-key-is-link = This looks like a link and not like a setup key.
    .kept = What you typed is still there. { -kept }
    .next = Paste the whole link, with “otpauth://” at its beginning, or only the setup key.
error-typed-key-length = The setup key has a wrong number of letters ({ $found }).
    .kept = What you typed is still there. { -kept }
    .next = A letter seems to be missing or doubled. Compare it with the site and correct it.

## Making a backup

error-backup-save-empty-passphrase = The backup’s password is empty.
    .kept = Earlier backups are as they were.
    .next = Type a password.
error-backup-save-too-large = The backup became too large.
    .kept = Your accounts and earlier backups are as they were.
    .next = This is a defect of the app. Please report it.
error-backup-save-changed = The backup was checked, and differs from what was written.
    .kept = Your accounts and earlier backups are as they were.
    .next = The device may be failing. Save the backup in another place.
error-backup-save-unproved = The backup that was written could not be opened again.
    .kept = Your accounts and earlier backups are as they were.
    .next = Try again. If it happens again, please report it.
error-backup-save-differs = The backup that was written differs from your accounts.
    .kept = Your accounts and earlier backups are as they were.
    .next = This is a defect of the app. Please report it.
error-backup-save-document-not-ours = There is something else in the file { $name }, not the last backup that Aikotoba saved there.
    .kept = That file is as it was. The new backup is not saved there.
    .next = Choose a new file with another name.
error-backup-save-document-missing = The file { $name } is not accessible. It may have been moved or deleted, or the app that stores it no longer gives access to it.
    .kept = Your accounts are as they were. The new backup is not saved there.
    .next = Choose the place again: a folder or a new file.
error-backup-save-document-full = There is no space left to write the backup to that file.
    .kept = Your accounts are as they were. What the file held before may be lost. Aikotoba keeps the new backup, encrypted, on this device.
    .next = Free some space there and back up again, or choose another place.
error-backup-save-document-unfinished = The backup did not arrive completely in that file.
    .kept = Your accounts are as they were. What the file held before may be lost. Aikotoba keeps the new backup, encrypted, on this device.
    .next = Check the connection and back up again, or choose another place. Aikotoba also tries again the next time it is opened.
error-backup-prepare-vault-damaged = The vault is damaged, and only part of it can be read.
    .kept = The file with your last backup was not overwritten.
    .next = Back up into a folder, or send the backup to another app. Both keep the last backup.
error-backup-prepare-no-document = No file is chosen for backups.
    .kept = Your accounts and earlier backups are as they were.
    .next = Choose a place first.
error-backup-not-ours-not-backup = There is a file { $name } already, and it is not a backup.
    .kept = That file is as it was. No new backup was saved.
    .next = Choose another name, or move that file away.
error-backup-not-ours-unopened = There is a file { $name } already, and this password does not open it. It may be somebody else’s file, or a backup with another password.
    .kept = That file is as it was. No new backup was saved.
    .next = Choose another name, or move that file away.
error-backup-not-ours-other-vault = There is a file { $name } already. It is a backup of another vault.
    .kept = That file is as it was. No new backup was saved.
    .next = Choose another name, or move that file away.
error-backup-not-ours-holds-more = There is a backup { $name } already. It holds { $count ->
    [one] 1 account, or a newer counter,
   *[other] { $count } accounts, or newer counters,
} that this vault does not have.
    .kept = That file is as it was. No new backup was saved.
    .next = Choose another name, or restore that backup first.
error-backup-not-ours-not-understood = There is a backup { $name } already. It was changed after it was made, or a newer version of the app made it.
    .kept = That file is as it was. No new backup was saved.
    .next = Choose another name, or move that file away.

## Where backups are kept

error-place-gone = The folder is not there.
    .kept = Your accounts and earlier backups are as they were.
    .next = See whether the drive is plugged in, or choose another place.
error-place-missing = The file is not there.
    .kept = Nothing was changed.
    .next = Check its name and place.
error-place-taken = That name is in use by a folder, a link or something else that is not a backup.
    .kept = It was not changed.
    .next = Choose another name.
error-place-full = There is no space left in that place.
    .kept = Your accounts and earlier backups are as they were.
    .next = Free some space, or choose another place.
error-place-denied = The system does not allow this app to use that place.
    .kept = Your accounts and earlier backups are as they were.
    .next = Check the folder’s permissions, or choose another place.
error-place-too-large = The file is too large to be a backup.
    .kept = Nothing was changed.
    .next = Choose another file.
error-place-name = No file can have that name there.
    .kept = Nothing was changed.
    .next = Choose a shorter or plainer name.
error-place-dead-link = That name is a link to a file that does not exist.
    .kept = The link was not changed, and nothing was saved.
    .next = Correct the link, or choose another name.
error-place-device = Reading or writing failed in that place.
    .kept = Your accounts and earlier backups are as they were.
    .next = Try again, or choose another place.
error-cli-is-backup = This is a backup ({ $name }).
    .kept = Nothing was changed.
    .next = Read it with “aikotoba restore FILE”.
error-cli-import-password-needed = This file of { $app } is encrypted, and its password was not given ({ $name }).
    .kept = The file is unharmed. Nothing of it was added.
    .next = Run the command at a terminal, or put the password into a file and add “--import-password-file PATH”.
error-cli-key-as-argument = There is no such file, and what was given looks like a setup key.
    .kept = It is not shown here. { -kept }
    .next = Run “aikotoba add --issuer SITE --account NAME --key-file -” and type the setup key there. An argument may stay in the history of the shell.
error-cli-key-on-input = This is a setup key, and not a link or a picture.
    .kept = { -kept }
    .next = Run “aikotoba add --issuer SITE --account NAME --key-file -” and type the setup key there.

## Carrying out a plan

error-incoming-outdated = The vault was changed in the meantime.
    .kept = Nothing was added yet. { -kept }
    .next = Try again.

## Screens

error-gate-locked = The vault is locked.
    .kept = { -kept }
    .next = Unlock it and try again.
error-gate-cancelled = It was cancelled.
    .kept = { -kept }
    .next = Start again if you need it.
error-gate-unlocked = The vault is already unlocked.
    .kept = { -kept }
    .next = Go on using it.
error-gate-working = The vault is busy with something else.
    .kept = { -kept }
    .next = Try again when it has finished.
error-gate-over = This has already ended.
    .kept = { -kept }
    .next = Go back to the list and start again.
error-gate-too-soon = After several wrong tries, you have to wait before the next one.
    .kept = { -kept }
    .next = Wait { $seconds } s and try again.
error-gate-not-offered = That cannot be chosen.
    .kept = { -kept }
    .next = Open the screen again and choose again.
error-gate-key-length = This device’s screen lock did not unlock the vault.
    .kept = { -kept }
    .next = Unlock with the password or the recovery code.
error-gate-frame-shape = The camera’s picture is in a format that cannot be read.
    .kept = { -kept }
    .next = Press “{ scan-picture }”, or type the setup key.
error-camera-not-allowed = The camera is not allowed.
    .kept = Nothing was changed.
    .next = Allow it in the device’s settings. You can also use a picture or type the setup key.
error-camera-in-use = Another app is using the camera.
    .kept = Nothing was changed.
    .next = Close that app and try again. You can also use a picture or type the setup key.
error-camera-failed = The camera does not work.
    .kept = Nothing was changed.
    .next = Choose a picture, or type the setup key.
error-scan-nothing-in-picture = No QR code was found in this picture.
    .kept = Nothing was changed.
    .next = Choose a picture that shows the whole QR code large, or type the setup key.
error-scan-nothing-to-paste = There is nothing to paste.
    .kept = Nothing was changed.
    .next = Copy the setup key on the site, then press again.
error-recovery-check-wrong = This does not match the recovery code.
    .kept = Nothing was changed.
    .next = Compare it with your note, and check that it is number { $at }. If you have no note, show the recovery code.
error-camera-missing = This device has no camera.
    .kept = Nothing was changed.
    .next = Choose a picture, or type the setup key.

## Automatic backups

error-change-passphrase-too-long = The password is too long for the vault to keep.
    .kept = Nothing was changed.
    .next = Choose a shorter password.
error-automatic-stopped-passphrase-erased = Automatic backups have stopped, because the vault was given a new key. That erased the backups’ password from it.
    .kept = Your accounts and the earlier backups are as they were.
    .next = Choose a new password for backups, and turn automatic backups on again.
error-automatic-stopped-other-device = Automatic backups have stopped. This vault was copied from another device, where they were turned on.
    .kept = Your accounts and the earlier backups are as they were. The backups’ password was erased from the vault on this device.
    .next = To use them on this device too, turn automatic backups on here.
error-cli-no-backup-place = No folder for backups is chosen.
    .kept = Nothing was changed.
    .next = Give one, as in “aikotoba backup --auto FOLDER”, or choose one with “aikotoba vault automatic FOLDER”.
error-cli-backup-password-not-allowed = The vault keeps the backups’ password only if you agree.
    .kept = Nothing was changed.
    .next = Whoever unlocks the vault on this device can then open the backups too. If that is fine, run the command again with “--keep-password”.

## Rehearsing a backup, and the question for the password

error-rehearsal-no-backup = There is no backup of this vault in that place.
    .kept = The accounts are on this device.
    .next = Make a new backup. If the backup is in another folder or on a drive that is not connected, open it from there.
error-rehearsal-wrong-password = That is not the password of this backup.
    .kept = The backup and the accounts are unchanged.
    .next = Type the password again, as it was when the backup was made.
error-rehearsal-password-forgotten = That is not the password either. It may be forgotten.
    .kept = Nothing is lost while this device has the codes.
    .next = Make a new backup with a new password, and note the password. The old backup stays closed without its password.
error-rehearsal-damaged = The newest backup is damaged.
    .kept = The accounts are on this device. The older backups were not changed.
    .next = Make a new backup.
error-rehearsal-lacking = The newest backup lacks { $missing } of { $accounts ->
        [one] 1 account
       *[other] { $accounts } accounts
    }.
    .kept = All of them are on this device. The password is right.
    .next = Make a new backup. It holds all of them.
error-credential-check-wrong-password = That is not the vault’s password.
    .kept = Nothing is locked, and nothing was changed.
    .next = Type it again, or answer later. If you do not remember it, set a new one in the settings while this device opens the vault.
error-credential-check-wrong-recovery-code = That is not the vault’s recovery code.
    .kept = Nothing is locked, and nothing was changed.
    .next = Compare it with your note, or answer later. If the note is lost, make a new code in the settings while this device opens the vault.
