## Amazon

guide-amazon-title = Amazon (amazon.co.jp)
guide-amazon-security = Sign in to Amazon, and open “Login & security” (ログインとセキュリティ) under “Your account”. Amazon’s app has the same.
guide-amazon-edit = Press “Edit” (編集) beside “2-step verification” (2段階認証の設定). If an SMS or an e-mail comes, open its link to approve, and come back to this page.
guide-amazon-method = Press “Get started” or a similar button (with 開始), and choose “Authenticator app” (認証アプリ) rather than a phone number.
guide-amazon-read-screen = When Amazon shows its QR code, scan it with this phone’s camera.
guide-amazon-read-phone = Take a screenshot of the page with the QR code, and choose it here. Or press the link beside the code, “Can’t scan the barcode?” or one like it, and copy the setup key of 52 characters.
guide-amazon-code = Type the six digits on Amazon’s page, and press the button to continue. This is not the end yet.
guide-amazon-backup-method = If Amazon asks for a backup method (バックアップ手段), add a phone number, for SMS or voice calls. If no SMS arrives, choose the voice call (音声電話) and type the number that it says. The number of the first method cannot be used twice.
guide-amazon-turn-on = You may tick “Don’t require codes on this device” on a computer that only you use. Then press the last button (同意して…), which turns two-step verification on. It ends with “two-step verification is on” (2段階認証が有効になりました). Nothing is changed before that.
guide-amazon-finish = From the next sign-in on, type the six digits that the list shows. The phone number that you added is for the day when this device is lost.
guide-amazon-off = First remove this authenticator app at Amazon, under “Login & security”, “2-step verification”, or turn two-step verification off there.

## Seller Central

guide-seller-central-title = Amazon Seller Central (for sellers)
guide-seller-central-security = Sign in to Seller Central, and open “Login settings” (ログイン設定) under “Settings” (設定). Each user sets two-step verification up with a login of their own.
guide-seller-central-edit = Press “Edit” beside “Two-step verification” or “Advanced security settings”. If an SMS or an e-mail comes, open its link to approve, and come back to this page.
guide-seller-central-method = Press “Get started” or a similar button, and choose “Authenticator app”.
guide-seller-central-read-screen = When the QR code is shown, scan it with this phone’s camera.
guide-seller-central-read-phone = Take a screenshot of the page with the QR code, and choose it here. Or press the link for those who have only a smartphone, and copy the setup key.
guide-seller-central-code = Type the six digits, and press the button to continue. This is not the end yet.
guide-seller-central-backup-method = Add a backup method. It cannot be another authenticator app: choose a phone number for SMS or voice calls. A landline will do.
guide-seller-central-turn-on = Press the last button, which turns two-step verification on, and continue until the page says that it is on. Nothing is changed before that.
guide-seller-central-finish = From the next sign-in on, type the six digits that the list shows. If you shop with the same login, the shop asks for them too.
guide-seller-central-off = First remove this authenticator app in Seller Central, under “Settings”, “Login settings”. If you turn two-step verification off, you cannot sign in until it is on again.

## Amazon.com

guide-amazon-com-title = Amazon.com
guide-amazon-com-security = Sign in to Amazon.com. Under “Account & Lists” open “Account”, then “Login & security”.
guide-amazon-com-edit = Press “Edit” or “Turn on” beside “2-step verification” or “Two-Step Verification”. If an e-mail comes, open its link, press “Approve” and come back to this page.
guide-amazon-com-method = Press “Get Started” if it is shown, and choose “Authenticator App”.
guide-amazon-com-read-screen = When the QR code is shown, scan it with this phone’s camera.
guide-amazon-com-read-phone = Take a screenshot of the page with the QR code, and choose it here. Or press “Can’t scan the barcode?” or a similar link, and copy the setup key.
guide-amazon-com-code = Type the six digits, and press the button to verify or continue. This is not the end yet.
guide-amazon-com-backup-method = If you are asked for a backup method, add a phone number, for text messages or voice calls.
guide-amazon-com-turn-on = You may tick “Don’t require codes on this device” on a computer that only you use. Then press the button that ends in “Turn on Two-Step Verification”. Nothing is changed before that.
guide-amazon-com-finish = From the next sign-in on, type the six digits that the list shows.
guide-amazon-com-off = First remove this authenticator app at Amazon.com, under “Login & security”, or turn two-step verification off there.

## Amazon Web Services

guide-aws-title = MFA of Amazon Web Services (AWS)
guide-aws-security = Sign in to AWS, and open “Security credentials” under your name. AWS is another site than Amazon’s shop and Seller Central.
guide-aws-assign = Under “Multi-factor authentication (MFA)” press “Assign MFA device”, name it, and choose “Authenticator app”.
guide-aws-read-screen = Press “Show QR code”, and scan it with this phone’s camera.
guide-aws-read-phone = Press “Show secret key”, copy the setup key of 64 characters and paste it here. A screenshot of the page with the QR code will do too.
guide-aws-code = Type the current code into the first field. Wait until the code changes, and type the next one into the second field.
guide-aws-add = Press “Add MFA” or a similar button. It ends when the page says that the device was assigned.
guide-aws-finish = From the next sign-in on, type the six digits that the list shows.
guide-aws-off = First remove this MFA device at AWS, under “Security credentials”.
