## Amazon

guide-amazon-title = Amazon’s two-step verification
guide-amazon-step-1 = Sign in to Amazon, and open “Login & security” under “Your account”.
guide-amazon-step-2 = Press “Edit” beside “2-step verification”. If an SMS or an e-mail comes, open its link to approve, and come back to this page.
guide-amazon-step-3 = Press “Get started” or a similar button, and choose “Authenticator app” rather than a phone number.
guide-amazon-step-4 = Scan the QR code. Its link “Can’t scan the barcode?”, or one like it, shows the setup key instead.
guide-amazon-step-5 = Type the six digits on Amazon’s page, and press the button to continue. The page may call the code a “one-time password (OTP)”.
guide-amazon-step-6 = If Amazon asks for a backup method, add a phone number. Then press the last button, which turns two-step verification on. Nothing is changed before the page says that it is on.

## Amazon Web Services

guide-aws-title = MFA of Amazon Web Services (AWS)
guide-aws-step-1 = Sign in to AWS, and open “Security credentials” under your name.
guide-aws-step-2 = Press “Assign MFA device”, name it, and choose “Authenticator app”.
guide-aws-step-3 = Press “Show QR code” and scan it. With “Show secret key” you can type the setup key instead.
guide-aws-step-4 = Type a code into the first field, wait for the next, type that into the second, and press “Add MFA”.
