## Amazon

guide-amazon-title = Amazon（amazon.co.jp）
guide-amazon-security = Amazonにログインし、「アカウントサービス」の「ログインとセキュリティ」を開きます。Amazonのアプリでも同じです。
guide-amazon-edit = 「2段階認証の設定」の「編集」を押します。途中でSMSかメールが届いたら、本文のリンクを開いて承認し、元の画面に戻ります。
guide-amazon-method = 「開始する」など、「開始」と付くボタンを押し、電話番号ではなく「認証アプリ」を選びます。
guide-amazon-read-screen = AmazonのQRコードが出たら、このスマートフォンのカメラで読み取ります。
guide-amazon-read-phone = QRコードの画面のスクリーンショットを撮り、ここで選びます。QRコードの近くの「…できない場合」などのリンクを押して、52文字の英数字（セットアップキー）をコピーしても構いません。
guide-amazon-code = 6桁のコードをAmazonの画面に入力し、「続行」と付くボタンを押します。まだ終わりではありません。
guide-amazon-backup-method = 「バックアップ手段」を求められたら、電話番号を登録します。SMSか音声電話を選べます。SMSが届かないときは「音声電話」にして、読み上げられる番号を入力します。1台目に使った番号は、もう一度は使えません。
guide-amazon-turn-on = 「この端末ではコードの入力は不要です」は、自分だけが使うパソコンならチェックしても構いません。最後に「同意して…」など、2段階認証を有効にするボタンを押します。「2段階認証が有効になりました」と出れば終わりです。ここまで進まないと、何も変わりません。
guide-amazon-finish = 次にAmazonにログインするときから、一覧に出る6桁のコードを入力します。登録した電話番号は、この端末をなくしたときに使います。
guide-amazon-off = 先にAmazonの「ログインとセキュリティ」の「2段階認証の設定」で、この認証アプリを外すか、2段階認証を無効にしてください。

## セラーセントラル

guide-seller-central-title = Amazon セラーセントラル（出品者）
guide-seller-central-security = セラーセントラルにログインし、「設定」の「ログイン設定」を開きます。2段階認証は、使う人ごとに、それぞれのログインで設定します。
guide-seller-central-edit = 「2段階認証の設定」か「高度なセキュリティ設定」の「編集」を押します。途中でSMSかメールが届いたら、本文のリンクを開いて承認し、元の画面に戻ります。
guide-seller-central-method = 「開始する」「設定を開始」など、「開始」と付くボタンを押し、「認証アプリ」を選びます。
guide-seller-central-read-screen = QRコードが出たら、このスマートフォンのカメラで読み取ります。
guide-seller-central-read-phone = QRコードの画面のスクリーンショットを撮り、ここで選びます。「スマートフォンのみをご利用の場合」などのリンクを押して、長い英数字（セットアップキー）をコピーしても構いません。
guide-seller-central-code = 6桁のコードを入力し、「続行」と付くボタンを押します。まだ終わりではありません。
guide-seller-central-backup-method = バックアップ手段を登録します。認証アプリを2つ登録することはできないので、SMSか音声電話を受けられる電話番号を選びます。固定電話でも構いません。
guide-seller-central-turn-on = 最後に「同意して…」など、2段階認証を有効にするボタンを押し、有効になったと表示されるまで進めます。ここまで進まないと、何も変わりません。
guide-seller-central-finish = 次にセラーセントラルにログインするときから、一覧に出る6桁のコードを入力します。同じログインで買い物もしているときは、そちらでも求められます。
guide-seller-central-off = 先にセラーセントラルの「設定」の「ログイン設定」で、この認証アプリを外してください。2段階認証を無効にすると、もう一度有効にするまでログインできません。

## Amazon.com（英語の画面）

guide-amazon-com-title = Amazon.com（英語の画面）
guide-amazon-com-security = Amazon.comにログインし、「Account & Lists」から「Account」、「Login & security」を開きます。
guide-amazon-com-edit = 「Two-Step Verification」か「2-step verification」の「Edit」または「Turn on」を押します。メールが届いたら、本文のリンクを開いて「Approve」を押し、元の画面に戻ります。
guide-amazon-com-method = 「Get Started」と出たら押し、「Authenticator App」を選びます。
guide-amazon-com-read-screen = QRコードが出たら、このスマートフォンのカメラで読み取ります。
guide-amazon-com-read-phone = QRコードの画面のスクリーンショットを撮り、ここで選びます。「Can’t scan the barcode?」などのリンクを押して、長い英数字（セットアップキー）をコピーしても構いません。
guide-amazon-com-code = 6桁のコードを入力し、「Verify」か「continue」と付くボタンを押します。まだ終わりではありません。
guide-amazon-com-backup-method = 予備の方法（backup method）を求められたら、電話番号を登録します。SMS（text message）か音声電話（voice call）を選べます。
guide-amazon-com-turn-on = 「Don’t require codes on this device」は、自分だけが使うパソコンならチェックしても構いません。最後に「Turn on Two-Step Verification」と付くボタンを押します。ここまで進まないと、何も変わりません。
guide-amazon-com-finish = 次にAmazon.comにログインするときから、一覧に出る6桁のコードを入力します。
guide-amazon-com-off = 先にAmazon.comの「Login & security」で、この認証アプリを外すか、2段階認証を無効にしてください。

## Amazon Web Services

guide-aws-title = Amazon Web Services（AWS）のMFA
guide-aws-security = AWSにログインし、右上の名前から「セキュリティ認証情報」を開きます。AWSは、買い物や出品のAmazonとは別のサイトです。
guide-aws-assign = 「多要素認証（MFA）」の「MFAデバイスの割り当て」を押し、名前を付けて「認証アプリケーション」など、認証アプリを選びます。
guide-aws-read-screen = 「QRコードを表示」を押し、このスマートフォンのカメラで読み取ります。
guide-aws-read-phone = 「シークレットキーを表示」を押し、64文字の英数字（セットアップキー）をコピーして、ここに貼り付けます。「QRコードを表示」を押して撮ったスクリーンショットも選べます。
guide-aws-code = いまのコードを1つめの欄に入力します。コードが切り替わるのを待ち、次のコードを2つめの欄に入力します。
guide-aws-add = 「MFAを追加」など、最後のボタンを押します。登録できたと表示されれば終わりです。
guide-aws-finish = 次にAWSにログインするときから、一覧に出る6桁のコードを入力します。
guide-aws-off = 先にAWSの「セキュリティ認証情報」で、このMFAデバイスを削除してください。
