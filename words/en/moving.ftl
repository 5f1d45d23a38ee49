## Moving from another authenticator app

move-title = Move from another authenticator app
move-which = Which authenticator app do you use now?
move-other-app = Another app
move-from = Move from { $app }
move-read-codes = Scan the QR code
move-pick-file = Choose the file
move-set-up-again = Set up in this app
move-reading = Reading the file
move-password = This file’s password
move-opening = Opening the file. On an older phone this can take about a minute.
move-cancel = Stop
move-open = Open
move-without = Go on without this file
move-sealed-app = “{ $name }” was encrypted by { $app }. Type the password that you chose when you exported it.
move-sealed-unnamed = This file was encrypted by { $app }. Type the password that you chose when you exported it.
move-sealed-backup = “{ $name }” is a backup of this app. Type its password.
move-sealed-backup-unnamed = This is a backup of this app. Type its password.
move-sealed-memory = Opening this file takes { $mebibytes } MB of memory. If there is too little, the phone may close other apps. If that is fine, press “Open”.
move-google-menu = On the phone that you use now, open Google Authenticator, and choose “Transfer accounts” in its menu (“≡” or “…”).
move-google-choose = Press “Export accounts” and choose the accounts to move. A QR code is shown.
move-google-read = Scan that QR code with this phone’s camera. Many accounts take several QR codes. If it is the same phone, take a photo of the screen with another device, and choose the photo here.
move-microsoft-none = Microsoft Authenticator has no export for other apps.
move-microsoft-again = For each site: in its two-step verification settings, remove the authenticator app, then set it up again in this app. Keep the old app until that is done.
move-authy-none = Authy has no export for other apps.
move-authy-again = For each site: in its two-step verification settings, remove the authenticator app, then set it up again in this app. Keep the old app until that is done.
move-2fas-menu = In 2FAS, open “Settings”, then “2FAS Backup”.
move-2fas-export = Press “Export” and save the file. It can be read here with and without a password.
move-2fas-pick = Choose that file (.2fas) here.
move-aegis-menu = In Aegis, open “Settings”, then “Import & Export”.
move-aegis-export = Press “Export” and choose “Aegis (.JSON)”. You can leave the encryption on.
move-aegis-pick = Choose that file here.
move-ente-menu = In Ente Auth, open “Settings”, then “Data”.
move-ente-export = Press “Export codes”. It can be read here as “Encrypted” and as “Plain text”.
move-ente-pick = Choose that file here.
move-bitwarden-authenticator = In Bitwarden Authenticator, open “Settings”, press “Export”, and choose .json or .csv.
move-bitwarden-vault = In the Bitwarden password manager, use “Export vault” and choose .json. For an encrypted file, choose “Password protected”: a file that is “Account restricted” opens in Bitwarden only.
move-bitwarden-pick = Choose that file here. Passwords and the like in it are not read.
move-proton-menu = In Proton Authenticator’s settings, press “Export” and save the file.
move-proton-pick = Choose that file here. It can be read with and without a password.
move-apple-mac = The export is made on a Mac: in the Passwords app, choose “File” in the menu, and export all passwords to a file. If you only have an iPhone, set up each site again.
move-apple-pick = Choose that file (.csv) here. Only entries with verification codes are read.
move-apple-erase = That file contains all your passwords in plain text. Delete it after it was read.
move-other-look = In the other app’s settings, look for “Export” or “Transfer accounts”. It makes a file, or shows a QR code.
move-other-pick = Choose that file, or a picture of the QR code, here. The app is recognised by the file’s content.

## Exporting accounts

export-title = Export accounts
export-which = Where do the accounts go?
export-nothing = There is no account to export.
export-backup-instead = For a new phone with this app, make a backup instead: it is encrypted.
export-target-google = Google Authenticator (QR codes)
export-target-aegis = Aegis (file)
export-target-twofas = 2FAS (file)
export-target-text = Another app (list of links)
export-target-sheet = Paper (a sheet to print)
export-warning-file = The file will not be encrypted. Whoever gets it can make your codes at any time.
export-warning-sheet = The sheet will not be encrypted. Whoever sees the paper or the file can make your codes at any time.
export-warning-codes = The QR codes contain the setup keys. Whoever takes a picture of them can make your codes at any time.
export-extent = { $accounts } of { $total ->
    [one] 1 account is
   *[other] { $total } accounts are
} exported.
export-none-fits = None of the accounts can be exported there.
export-refused-lead = Not exported, because their codes would be different there
export-omitted-lead = Not contained in the export
export-go-on = Go on
export-confirm-file = Once more, because the setup keys leave the vault unencrypted: save the file where only you can open it, and delete it when the other app has read it.
export-confirm-sheet = Once more, because the setup keys leave the vault unencrypted: print only on your own printer, keep the paper locked away, and delete the file after printing.
export-confirm-codes = Once more, because the setup keys leave the vault unencrypted: make sure that nobody and no camera can see the screen now.
export-device-why = To go on, unlock with this device’s screen lock.
export-do-file = Save without encryption
export-do-sheet = Save the sheet without encryption
export-do-codes = Show the QR codes
export-saved-file = The file is saved. It is not encrypted: delete it when the other app has read it.
export-saved-sheet = The sheet is saved. It is not encrypted: print it, and delete the file afterwards.
export-code-number = QR code { $number } of { $total }
export-code-how = On the other phone, open Google Authenticator, choose “Transfer accounts” in its menu, then “Import accounts”, and scan each QR code.
export-code-previous = Previous
export-code-next = Next
export-close = Done
