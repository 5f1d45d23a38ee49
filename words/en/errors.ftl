## Errors, in three sentences each.
## Value: what happened. .kept: that nothing was lost. .next: what to do.

-kept = Your saved accounts are unchanged.

error-untold = Something unexpected happened ({ $code }).
    .kept = { -kept }
    .next = Please report it with this code.

## Names

error-name-too-long = The name is too long.
    .kept = What you typed is still there. { -kept }
    .next = Shorten the name and try again ({ $found } bytes now, 1024 at most).

## How codes are made

error-otp-empty-key = The key is empty.
    .kept = { -kept }
    .next = Copy the key from the site again, or scan its QR code.
error-otp-key-too-long = The key is too long ({ $found } bytes).
    .kept = { -kept }
    .next = Check that only the key was copied, then try again.
error-otp-algorithm = This account uses “{ $found }”, which is not supported.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = See whether the site offers another kind of QR code.
error-otp-digits = Codes of { $found } digits are not supported.
    .kept = { -kept }
    .next = Scan a QR code for codes of 6 to 10 digits.
error-otp-period = Codes cannot change every { $found } seconds.
    .kept = { -kept }
    .next = Show the QR code on the site again and scan it once more.
error-otp-steam-parameters = This is meant for Steam, but its settings are not Steam’s.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = Get the key or QR code for Steam again.
error-otp-counter-spent = This account’s counter is at its end, so it makes no more codes.
    .kept = The account is still there.
    .next = Set up the authenticator app on the site again.

## Links to add an account (what a QR code holds)

error-uri-too-long = This is too long to be a link for adding an account ({ $found } bytes).
    .kept = { -kept }
    .next = Check that only the link was copied, then try again.
error-uri-scheme = This is not something to add to an authenticator app.
    .kept = { -kept }
    .next = Use the QR code that the site shows when you set up an authenticator app.
error-uri-migration = This QR code moves several accounts at once.
    .kept = { -kept }
    .next = Read it with “Import”.
error-uri-control = The text is cut off, or two texts run together (character { $at }).
    .kept = { -kept }
    .next = Copy it again, or scan the QR code.
error-uri-type = This type of account is not supported.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = See whether the site offers another kind of QR code.
error-uri-encoding = The name holds characters that cannot be read.
    .kept = { -kept }
    .next = Show the QR code on the site again and scan it once more.
error-uri-key-missing = There is no key in it.
    .kept = { -kept }
    .next = Show the QR code on the site again and scan it once more.
error-uri-key-empty = The key is empty.
    .kept = { -kept }
    .next = Copy the key from the site again, or scan its QR code.
error-uri-key-symbol = Character { $at } of the key is one that keys do not have.
    .kept = What you typed is still there. { -kept }
    .next = Keys have only letters and the digits 2 to 7. A 0 may be an O, a 1 an I or L, an 8 a B.
error-uri-key-length = The key has a wrong number of letters ({ $found }).
    .kept = What you typed is still there. { -kept }
    .next = A letter seems to be missing or doubled. Compare it with the site and correct it.
error-uri-repeated = “{ $name }” is there twice, with different values.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = Show the QR code on the site again and scan it once more.
error-uri-number = The value “{ $found }” of “{ $name }” is not a number.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = Show the QR code on the site again and scan it once more.
error-uri-counter-missing = This account goes by a counter, but the counter is not in it.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = Show the QR code on the site again and scan it once more.
error-uri-encoder = Codes written as “{ $found }” are not supported.
    .kept = It was not added, so that you never see a wrong code. { -kept }
    .next = See whether the site offers another kind of QR code.

## Moving from Google Authenticator

error-migration-too-long = This is too long to be a transfer code of Google Authenticator ({ $found } bytes).
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan it once more.
error-migration-scheme = This is not a transfer code of Google Authenticator.
    .kept = { -kept }
    .next = Use the QR code that “Transfer accounts” shows on the old phone.
error-migration-data-missing = There is nothing in this transfer code.
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan it once more.
error-migration-base64 = The transfer code is cut off.
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan all of it.
error-migration-shape = The transfer code is damaged.
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan it once more.
error-migration-numbering = The transfer code’s number makes no sense (code { $found } of { $known }).
    .kept = { -kept }
    .next = Show the QR code on the old phone again and scan it once more.
error-migration-entry-shape = This account is damaged and cannot be read.
    .kept = The other accounts were read.
    .next = Show the QR code on the old phone again, or set up the authenticator app on the site again.
error-migration-entry-encoding = This account’s name holds characters that cannot be read.
    .kept = The other accounts were read.
    .next = Rename it on the old phone, then transfer it again.
error-migration-entry-type = Accounts of this type (number { $found }) are not supported.
    .kept = It was left out, so that you never see a wrong code. The other accounts were read.
    .next = Set up the authenticator app on the site again.
error-migration-entry-digits = This account’s number of digits (setting { $found }) is not supported.
    .kept = It was left out, so that you never see a wrong code. The other accounts were read.
    .next = Set up the authenticator app on the site again.
error-migration-entry-counter = This account’s counter ({ $found }) makes no sense.
    .kept = It was left out, so that you never see a wrong code. The other accounts were read.
    .next = Set up the authenticator app on the site again.
error-migration-write-period-lost = Google’s format has no room for codes that change every { $found } seconds.
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.
error-migration-write-digits-lost = Google’s format has no room for codes of { $found } digits.
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.
error-migration-write-steam-lost = Google’s format has no room for Steam’s codes.
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.
error-migration-write-counter-lost = The counter is too large for Google’s format.
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.
error-migration-write-too-large = Its key and names are too long for one QR code ({ $found } bytes).
    .kept = The account is still in this vault.
    .next = Move this account with a backup or as text.

## Importing from other apps

error-import-entry-encoding = This line holds characters that cannot be read.
    .kept = The other lines were read.
    .next = Export from the other app again.
error-import-empty = The file is empty.
    .kept = { -kept }
    .next = Export from the other app again.
error-import-too-large = The file is too large ({ $found } bytes, { $known } at most).
    .kept = { -kept }
    .next = Choose a file that an authenticator app exported.
error-import-unknown = The format of this file is not known.
    .kept = { -kept }
    .next = Choose a file that an authenticator app exported, or a backup.
