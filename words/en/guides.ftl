## Amazon

guide-amazon-title = Amazon’s two-step verification
guide-amazon-step-1 = Sign in to Amazon, and open “Login & security” under “Your account”.
guide-amazon-step-2 = Press “Edit” or “Turn on” beside “2-step verification”. If an e-mail comes, approve by its link.
guide-amazon-step-3 = Press “Get started”, and choose “Authenticator app” rather than a phone number.
guide-amazon-step-4 = Scan the QR code. With “Can’t scan the barcode?” you can type the key instead.
guide-amazon-step-5 = Type the six digits on Amazon’s page, and press “Verify code and continue”.
guide-amazon-step-6 = On the last page, turn two-step verification on. Nothing is changed before that.

## Amazon Web Services

guide-aws-title = MFA of Amazon Web Services (AWS)
guide-aws-step-1 = Sign in to AWS, and open “Security credentials” under your name.
guide-aws-step-2 = Press “Assign MFA device”, name it, and choose “Authenticator app”.
guide-aws-step-3 = Press “Show QR code” and scan it. With “Show secret key” you can type the key instead.
guide-aws-step-4 = Type a code into the first field, wait for the next, and type that into the second.
