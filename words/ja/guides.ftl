## Amazon

guide-amazon-title = Amazonの2段階認証
guide-amazon-step-1 = Amazonにログインし、「アカウントサービス」から「ログインとセキュリティ」を開きます。
guide-amazon-step-2 = 「2段階認証」の「編集」または「オンにする」を押します。メールが届いたら、中のリンクで承認します。
guide-amazon-step-3 = 「開始」を押し、電話番号ではなく「認証アプリ」を選びます。
guide-amazon-step-4 = 表示されたQRコードを読み取ります。「バーコードを読み取れませんか？」を押すと、キーも入力できます。
guide-amazon-step-5 = 6桁のコードをAmazonの画面に入力し、「コードを確認して続行」を押します。
guide-amazon-step-6 = 最後の画面で「2段階認証を有効にする」を押します。ここまで進まないと、設定は変わりません。

## Amazon Web Services

guide-aws-title = Amazon Web Services（AWS）のMFA
guide-aws-step-1 = AWSにログインし、右上の名前から「セキュリティ認証情報」を開きます。
guide-aws-step-2 = 「MFAデバイスの割り当て」を押し、名前を付けて「認証アプリ」を選びます。
guide-aws-step-3 = 「QRコードを表示」を押して読み取ります。「シークレットキーを表示」を押すと、キーも入力できます。
guide-aws-step-4 = いまのコードを1つめの欄に、切り替わったあとの次のコードを2つめの欄に入力します。
