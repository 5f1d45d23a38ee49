## エラーの文。ひとつのエラーは3文からなる。
## 本文: 何が起きたか。 .kept: 何も失われていないこと。 .next: 次にすること。

-kept = 保存済みのアカウントはそのままです。

error-untold = 予期しないエラーが発生しました（{ $code }）。
    .kept = { -kept }
    .next = このコードを添えて、開発元にお知らせください。

## 名前

error-name-too-long = 名前が長すぎます。
    .kept = 入力した内容はまだ残っています。{ -kept }
    .next = 名前を短くして、もう一度お試しください（現在{ $found }バイト、1024バイトまで）。

## コードの設定

error-otp-empty-key = キーが空です。
    .kept = { -kept }
    .next = サイトの画面からキーをもう一度コピーするか、QRコードを読み取ってください。
error-otp-key-too-long = キーが長すぎます（{ $found }バイト）。
    .kept = { -kept }
    .next = キーだけがコピーされているか確かめて、もう一度お試しください。
error-otp-algorithm = このアカウントの計算方式「{ $found }」には対応していません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトで別の種類のQRコードを選べないか、確かめてください。
error-otp-digits = { $found }桁のコードには対応していません。
    .kept = { -kept }
    .next = 6桁から10桁のコードを使うQRコードを読み取ってください。
error-otp-period = コードの切り替え時間「{ $found }秒」は使えません。
    .kept = { -kept }
    .next = サイトでQRコードを表示し直して、もう一度読み取ってください。
error-otp-steam-parameters = Steam用のアカウントですが、設定がSteamのものと合いません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = SteamのキーかQRコードを、もう一度用意してください。
error-otp-counter-spent = このアカウントのカウンターは上限に達しました。新しいコードは作れません。
    .kept = アカウントはそのまま残っています。
    .next = サイトで認証アプリを設定し直してください。

## 登録用のリンク（QRコードの中身）

error-uri-too-long = 内容が長すぎて、登録用のリンクとして読めません（{ $found }バイト）。
    .kept = { -kept }
    .next = リンクだけがコピーされているか確かめて、もう一度お試しください。
error-uri-scheme = これは認証アプリに登録するためのものではありません。
    .kept = { -kept }
    .next = サイトの「認証アプリ」の設定画面に表示されるQRコードを用意してください。
error-uri-migration = これは複数のアカウントをまとめて移すためのQRコードです。
    .kept = { -kept }
    .next = 「取り込み」から読み込んでください。
error-uri-control = 内容が途中で切れているか、2つ以上がつながっています（{ $at }文字目）。
    .kept = { -kept }
    .next = もう一度コピーするか、QRコードを読み取ってください。
error-uri-type = この種類のアカウントには対応していません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトで別の種類のQRコードを選べないか、確かめてください。
error-uri-encoding = 名前に読めない文字があります。
    .kept = { -kept }
    .next = サイトでQRコードを表示し直して、もう一度読み取ってください。
error-uri-key-missing = 登録用のキーが入っていません。
    .kept = { -kept }
    .next = サイトでQRコードを表示し直して、もう一度読み取ってください。
error-uri-key-empty = キーが空です。
    .kept = { -kept }
    .next = サイトの画面からキーをもう一度コピーするか、QRコードを読み取ってください。
error-uri-key-symbol = キーの{ $at }文字目に、キーには使われない文字があります。
    .kept = 入力した内容はまだ残っています。{ -kept }
    .next = 英字と2〜7の数字だけになるよう直してください。0はO、1はIかL、8はBの見間違いかもしれません。
error-uri-key-length = キーの文字数が合いません（{ $found }文字）。
    .kept = 入力した内容はまだ残っています。{ -kept }
    .next = 1文字抜けているか、多いようです。サイトの画面と見比べて直してください。
error-uri-repeated = 「{ $name }」が2回書かれていて、内容が違います。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトでQRコードを表示し直して、もう一度読み取ってください。
error-uri-number = 「{ $name }」の値「{ $found }」は数として読めません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトでQRコードを表示し直して、もう一度読み取ってください。
error-uri-counter-missing = 回数で進む種類のアカウントですが、カウンターの値が入っていません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトでQRコードを表示し直して、もう一度読み取ってください。
error-uri-encoder = コードの書き方「{ $found }」には対応していません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトで別の種類のQRコードを選べないか、確かめてください。

## Google 認証システムからの移行

error-migration-too-long = 内容が長すぎて、Google 認証システムの移行用QRコードとして読めません（{ $found }バイト）。
    .kept = { -kept }
    .next = 元の端末でQRコードを表示し直して、もう一度読み取ってください。
error-migration-scheme = これはGoogle 認証システムの移行用QRコードではありません。
    .kept = { -kept }
    .next = 元の端末の「アカウントを移行」で表示されるQRコードを用意してください。
error-migration-data-missing = 移行用QRコードに中身がありません。
    .kept = { -kept }
    .next = 元の端末でQRコードを表示し直して、もう一度読み取ってください。
error-migration-base64 = 移行用QRコードの内容が途中で切れています。
    .kept = { -kept }
    .next = 元の端末でQRコードを表示し直して、全体を読み取ってください。
error-migration-shape = 移行用QRコードの内容が壊れています。
    .kept = { -kept }
    .next = 元の端末でQRコードを表示し直して、もう一度読み取ってください。
error-migration-numbering = 移行用QRコードの番号（{ $known }枚中{ $found }枚目）が正しくありません。
    .kept = { -kept }
    .next = 元の端末でQRコードを表示し直して、もう一度読み取ってください。
error-migration-entry-shape = このアカウントの内容が壊れていて、読めません。
    .kept = ほかのアカウントは読めています。
    .next = 元の端末でQRコードを表示し直すか、サイトで認証アプリを設定し直してください。
error-migration-entry-encoding = このアカウントの名前に読めない文字があります。
    .kept = ほかのアカウントは読めています。
    .next = 元の端末で名前を変えてから、もう一度移行してください。
error-migration-entry-type = このアカウントの種類（{ $found }番）には対応していません。
    .kept = 間違ったコードを出さないために、読み飛ばしました。ほかのアカウントは読めています。
    .next = サイトで認証アプリを設定し直してください。
error-migration-entry-digits = このアカウントの桁数の指定（{ $found }番）には対応していません。
    .kept = 間違ったコードを出さないために、読み飛ばしました。ほかのアカウントは読めています。
    .next = サイトで認証アプリを設定し直してください。
error-migration-entry-counter = このアカウントのカウンターの値（{ $found }）が正しくありません。
    .kept = 間違ったコードを出さないために、読み飛ばしました。ほかのアカウントは読めています。
    .next = サイトで認証アプリを設定し直してください。
error-migration-write-period-lost = { $found }秒ごとに変わるコードは、Google形式では表せません。
    .kept = アカウントはこの保管庫にそのまま残っています。
    .next = このアカウントは、バックアップかテキスト形式で移してください。
error-migration-write-digits-lost = { $found }桁のコードは、Google形式では表せません。
    .kept = アカウントはこの保管庫にそのまま残っています。
    .next = このアカウントは、バックアップかテキスト形式で移してください。
error-migration-write-steam-lost = Steamのコードは、Google形式では表せません。
    .kept = アカウントはこの保管庫にそのまま残っています。
    .next = このアカウントは、バックアップかテキスト形式で移してください。
error-migration-write-counter-lost = カウンターの値が大きすぎて、Google形式では表せません。
    .kept = アカウントはこの保管庫にそのまま残っています。
    .next = このアカウントは、バックアップかテキスト形式で移してください。
error-migration-write-too-large = 名前やキーが長すぎて、1枚のQRコードに入りません（{ $found }バイト）。
    .kept = アカウントはこの保管庫にそのまま残っています。
    .next = このアカウントは、バックアップかテキスト形式で移してください。

## ほかのアプリからの取り込み

error-import-entry-encoding = この行に読めない文字があります。
    .kept = ほかの行は読めています。
    .next = 元のアプリからもう一度書き出してください。
error-import-empty = ファイルが空です。
    .kept = { -kept }
    .next = 元のアプリからもう一度書き出してください。
error-import-too-large = ファイルが大きすぎます（{ $found }バイト、{ $known }バイトまで）。
    .kept = { -kept }
    .next = 認証アプリから書き出したファイルを選んでください。
error-import-unknown = このファイルの形式には対応していません。
    .kept = { -kept }
    .next = 認証アプリから書き出したファイルか、バックアップファイルを選んでください。
