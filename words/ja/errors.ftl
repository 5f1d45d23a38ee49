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
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトに表示されるキーを入力し、桁数はサイトの説明どおり6桁から10桁で指定してください。
error-otp-period = コードの切り替え時間「{ $found }秒」は使えません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = 同じQRコードを読み取っても結果は変わりません。サイトに表示されるキーを入力してください。
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
error-uri-joined = { $at }文字目から別のリンクが始まっています。2つのリンクがつながっています。
    .kept = キーが名前に紛れないように、どちらも登録していません。{ -kept }
    .next = リンクを1行に1つずつ分けて、もう一度お試しください。
error-uri-type = この種類のアカウントには対応していません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトで別の種類のQRコードを選べないか、確かめてください。
error-uri-encoding = 設定の値に読めない文字があります。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = 同じQRコードを読み取っても結果は変わりません。サイトに表示されるキーを入力してください。
error-uri-key-missing = 登録用のキーが入っていません。
    .kept = { -kept }
    .next = サイトに表示されるキーを入力するか、サイトで新しいQRコードを発行してください。
error-uri-key-empty = 中のキーが空です。
    .kept = { -kept }
    .next = サイトに表示されるキーを入力するか、サイトで新しいQRコードを発行してください。
error-uri-key-is-link = キーの場所にリンクが入っています。
    .kept = { -kept }
    .next = リンク全体を先頭からコピーするか、キーだけをコピーしてください。
error-uri-key-symbol = 中のキーの{ $at }文字目に、キーには使われない文字があります。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = サイトに表示されるキーを入力してください。キーは英字と2〜7の数字だけです。
error-uri-key-length = 中のキーの文字数が合いません（{ $found }文字）。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = 1文字抜けているか、多いようです。もう一度コピーするか、サイトに表示されるキーを入力してください。
error-uri-repeated = 「{ $name }」が2回書かれていて、内容が違います。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = 同じQRコードを読み取っても結果は変わりません。サイトに表示されるキーを入力してください。
error-uri-number = 「{ $name }」の値「{ $found }」は数として読めません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = 同じQRコードを読み取っても結果は変わりません。サイトに表示されるキーを入力してください。
error-uri-counter-missing = 回数で進む種類のアカウントですが、カウンターの値が入っていません。
    .kept = 間違ったコードを出さないために、登録していません。{ -kept }
    .next = 同じQRコードを読み取っても結果は変わりません。サイトに表示されるキーとカウンターを入力してください。
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

error-import-empty = ファイルが空です。
    .kept = { -kept }
    .next = 元のアプリからもう一度書き出してください。
error-import-too-large = ファイルが大きすぎます（{ $found }バイト、{ $known }バイトまで）。
    .kept = { -kept }
    .next = 認証アプリから書き出したファイルを選んでください。
error-import-app = { $app }のファイルです。このバージョンでは読めません。
    .kept = ファイルはそのままです。{ -kept }
    .next = { $app }で1件ずつQRコードを表示して読み取るか、リンクの一覧として書き出してください。
error-import-no-code = 画像の中にQRコードがありません。
    .kept = { -kept }
    .next = QRコード全体が大きく写っている画像を選んでください。
error-import-no-account = 画像の中に、登録用のQRコードがありません。
    .kept = { -kept }
    .next = サイトの「認証アプリ」の設定画面に表示されるQRコードの画像を選んでください。
error-import-unknown = このファイルの形式には対応していません。
    .kept = { -kept }
    .next = 認証アプリから書き出したファイルか、バックアップファイルを選んでください。
error-sealed-password-missing = 暗号化されたファイルですが、パスワードが入力されていません。
    .kept = ファイルはそのままです。{ -kept }
    .next = ファイルを作ったときのパスワードを入力してください。
error-sealed-password-wrong = ファイルのパスワードが違います。
    .kept = ファイルはそのままです。{ -kept }
    .next = ファイルを作ったときのパスワードを入力してください。
error-sealed-damaged = 暗号化されたファイルが壊れているか、途中で切れています。
    .kept = { -kept }
    .next = もう一度コピーするか、元のアプリから書き出し直してください。
error-sealed-newer = 元のアプリの新しいバージョンで作られたファイルです（形式{ $found }。読めるのは{ $known }まで）。
    .kept = ファイルはそのままです。{ -kept }
    .next = このアプリを更新してください。
error-sealed-unsupported = このファイルの暗号化の方法には対応していません。
    .kept = ファイルはそのままです。{ -kept }
    .next = 元のアプリで、専用のパスワードを付けるか、パスワードなしで書き出してください。
error-sealed-too-costly = 開くのに必要なメモリが多すぎます（{ $found } MiB。上限は{ $known } MiB）。
    .kept = ファイルはそのままです。{ -kept }
    .next = 元のアプリで設定を弱くするか、パスワードなしで書き出してください。
error-sealed-memory = この端末の空きメモリが足りず、開けません（{ $found } MiB必要）。
    .kept = ファイルはそのままです。{ -kept }
    .next = ほかのアプリを終了してもう一度試すか、メモリの多い端末で開いてください。

## 保管庫を作る

error-create-exists = ここにはすでに保管庫があります。
    .kept = { -kept }
    .next = その保管庫を開くか、別の場所を選んでください。
error-create-remains = 保管庫は開けませんが、以前の保管庫のものらしいファイルが残っています。
    .kept = 残っているファイルから救えるかもしれないので、新しい保管庫は作っていません。何も消していません。
    .next = バックアップから戻すか、残っているファイルを別の場所へ移してから、もう一度お試しください。
error-create-nothing-travels = パスワードも復元コードもありません。
    .kept = 保管庫はまだ作っていません。
    .next = この端末をなくすと開けなくなります。パスワードか復元コードのどちらかを選んでください。
error-create-empty-passphrase = パスワードが空です。
    .kept = 保管庫はまだ作っていません。
    .next = パスワードを入力してください。
error-create-cost = 保管庫の設定に誤りがあり、作れませんでした。
    .kept = 保管庫はまだ作っていません。
    .next = アプリの不具合です。開発元にお知らせください。
error-create-unfinished = 保管庫のファイルはできましたが、開く前にディスクでエラーが起きました。
    .kept = 新しい保管庫は空です。これまでのデータは変わっていません。
    .next = ディスクを確かめてから、保管庫を開いてください。復元コードはまだ表示していないので、保管庫の中でもう一度作ってください。

## 保管庫を開く

error-open-missing = 保管庫が見つかりません。
    .kept = 何も変更していません。
    .next = 場所を確かめるか、新しい保管庫を作ってください。
error-open-busy = 保管庫は、ほかのウィンドウかプログラムで開かれています。
    .kept = { -kept }
    .next = そちらを閉じてから、もう一度お試しください。
error-open-empty = 保管庫のファイルが空です。
    .kept = ファイルには何も書き込んでいません。
    .next = バックアップから復元してください。空のファイルと、そばにあるファイルは消さずに、別の場所へ移しておいてください。
error-open-not-vault = このファイルは保管庫ではありません。
    .kept = 何も変更していません。
    .next = 保管庫のファイルを選び直してください。バックアップファイルの場合は「復元」から開いてください。
error-open-newer = この保管庫は、新しいバージョンのアプリで作られています（形式{ $found }、このアプリは{ $known }まで）。
    .kept = { -kept }
    .next = アプリを最新のものに更新してください。
error-open-damaged = 保管庫が壊れていて、開けません。
    .kept = ファイルはそのまま残してあります。
    .next = バックアップから復元してください。壊れたファイルは消さずに、別の場所へ移しておいてください。
error-unlock-wrong-passphrase = パスワードが違います。
    .kept = { -kept }
    .next = もう一度入力してください。大文字と小文字、全角と半角も確かめてください。
error-unlock-wrong-recovery-code = 復元コードが違います。
    .kept = { -kept }
    .next = いちばん新しく控えた復元コードを入力してください。
error-unlock-wrong-device-key = この端末の鍵では開けません。鍵が作り直されたか、別の端末の保管庫です。
    .kept = { -kept }
    .next = パスワードか復元コードで開いてください。
error-unlock-no-passphrase = この保管庫にはパスワードが設定されていません。
    .kept = { -kept }
    .next = 復元コードで開いてください。
error-unlock-no-recovery-code = この保管庫には復元コードがありません。
    .kept = { -kept }
    .next = パスワードで開いてください。
error-unlock-no-device-key = この保管庫は、まだこの端末の画面ロックでは開けません。
    .kept = { -kept }
    .next = パスワードか復元コードで開いてください。
error-unlock-slot-damaged = この開け方に必要な部分が壊れています。
    .kept = アカウントの部分は無事かもしれません。何も消していません。
    .next = 別の開け方（パスワードか復元コード）をお試しください。
error-unlock-too-costly = { $tried ->
        [0] この保管庫を開くには、いつもより多くのメモリーと時間が必要です
       *[other] まだ開いていません。残りの開け方を試すには、いつもより多くのメモリーと時間が必要です
    }（{ $mebibytes }MB、{ $minutes ->
        [0] { $seconds }秒
       *[other] { $minutes }分
    }ほど）。
    .kept = { -kept }
    .next = 打ち間違いがないか確かめ、待てるときに試してください。心当たりがなければ、保管庫のファイルが書き換えられたのかもしれません。
error-unlock-slot-newer = この開け方は、新しいバージョンのアプリで作られています。
    .kept = { -kept }
    .next = アプリを最新のものに更新してください。

## 復元コード

error-recovery-code-empty = 復元コードが入力されていません。
    .kept = { -kept }
    .next = 控えておいた復元コードを入力してください。
error-recovery-code-symbol = { $at }文字目に、復元コードには使われない文字があります。
    .kept = { -kept }
    .next = 控えと見比べて直してください。
error-recovery-code-length = 復元コードの文字数が合いません（{ $known }文字のところ、{ $found }文字）。
    .kept = { -kept }
    .next = 抜けている文字や余分な文字がないか、控えと見比べてください。
error-recovery-code-check = 復元コードに打ち間違いがあるようです。
    .kept = { -kept }
    .next = 控えと1文字ずつ見比べて直してください。

## 保管庫を変える

error-change-damaged = 保管庫の一部が壊れているため、いまは見るだけしかできません。
    .kept = 読めるアカウントはそのまま使えます。
    .next = 先にバックアップを取ってから、保管庫を修復してください。
error-change-no-such-account = そのアカウントは、もうここにはありません。
    .kept = ほかのアカウントはそのままです。
    .next = 一覧とゴミ箱を確かめてください。
error-change-id-taken = 同じ番号のアカウントがすでにあり、追加できませんでした。
    .kept = { -kept }
    .next = アプリの不具合です。開発元にお知らせください。
error-change-no-counter = このアカウントのコードは時間で変わります。番号を進める必要はありません。
    .kept = { -kept }
    .next = 一覧に表示されているコードを使ってください。
error-change-order = 並べ替えを保存できませんでした。
    .kept = 並び順は前のままです。{ -kept }
    .next = 一覧を開き直して、もう一度お試しください。
error-change-no-such-slot = その開け方は、もう保管庫にありません。
    .kept = { -kept }
    .next = 設定を開き直して確かめてください。
error-change-last-travelling-slot = これを消すと、この端末をなくしたときに保管庫を開けなくなります。
    .kept = 何も消していません。
    .next = 先にパスワードか復元コードを用意してください。
error-change-empty-passphrase = パスワードが空です。
    .kept = いままでのパスワードがそのまま使えます。
    .next = 新しいパスワードを入力してください。
error-change-same-passphrase = いままでと同じパスワードです。知られたかもしれないパスワードは使えません。
    .kept = 何も変更していません。
    .next = 別のパスワードを決めてください。
error-change-cost = パスワードの設定に誤りがあり、変更できませんでした。
    .kept = いままでのパスワードがそのまま使えます。
    .next = アプリの不具合です。開発元にお知らせください。
error-change-nothing-to-undo = 元に戻せる変更がありません。
    .kept = { -kept }
    .next = このままお使いください。
error-change-reopen = 前の変更の書き込みに失敗し、変更されたかどうかを確認できていません。今回の変更は行っていません。
    .kept = 保管庫のファイルには、前の変更がすべて入っているか、まったく入っていないかのどちらかです。今回の変更は入っていません。
    .next = 保管庫をロックしてもう一度開き、前の変更があるか確かめてください。
error-change-unflushed = 変更は保管庫のファイルに入っていますが、ディスクに保存するときにエラーが起きました。
    .kept = 変更した内容は、いま使えます。電源が切れると、この変更だけが元に戻ることがあります。
    .next = 別の場所にバックアップを作成してから、ディスクを確かめてください。
error-change-unknown = 書き込みに失敗し、保管庫のファイルを確認できません。変更されたかどうかはわかりません。
    .kept = ファイルには、変更がすべて入っているか、まったく入っていないかのどちらかです。
    .next = 変更をやり直す前に、保管庫をもう一度開いて確かめてください。復元コードを作っていた場合は、もう一度作ってください。

## 端末

error-device-full = 空き容量が足りず、保存できませんでした。
    .kept = { -kept }
    .next = 不要なファイルを消して空きを作り、もう一度お試しください。
error-device-read-only = この場所には書き込めません。
    .kept = { -kept }
    .next = 書き込める場所を選ぶか、ファイルの設定を変えてください。
error-device-denied = このファイルを使うことが許可されていません。
    .kept = { -kept }
    .next = ファイルの権限を確かめてください。
error-device-folder-missing = フォルダーが見つかりません。
    .kept = 何も変更していません。
    .next = フォルダーを作るか、別の場所を選んでください。
error-device-replaced = 保管庫を開いているあいだに、そのファイルが移動されたか、消されたか、別のファイルに置き換えられたため、変更しませんでした。
    .kept = 開いていたファイルにも、いま同じ場所にあるファイルにも、何も書き込んでいません。
    .next = フォルダーの同期など、ファイルを動かしたものを確かめてから、保管庫を開き直してください。
error-device-io = 読み書きに失敗しました。
    .kept = 変更は保存していません。{ -kept }
    .next = もう一度お試しください。続くようなら、ディスクの故障かもしれません。
error-device-memory = メモリーが足りません。
    .kept = { -kept }
    .next = ほかのアプリを閉じて、もう一度お試しください。
error-device-randomness = 端末から乱数を得られず、安全な鍵を作れませんでした。
    .kept = { -kept }
    .next = 端末を再起動して、もう一度お試しください。

## 保管庫の壊れ

error-damage-unreadable = アカウント「{ $name }」が読めません（{ $id }）。
    .kept = ほかのアカウントは読めています。
    .next = バックアップにあるか確かめて、復元してください。
error-damage-missing = アカウント「{ $name }」がなくなっています（{ $id }）。
    .kept = ほかのアカウントは読めています。
    .next = バックアップにあるか確かめて、復元してください。
error-damage-added = 追加した覚えのないはずのアカウント「{ $name }」が入っています（{ $id }）。
    .kept = ほかのアカウントは読めています。
    .next = 心当たりがなければ使わないでください。
error-damage-rolled-back = アカウント「{ $name }」が以前の状態に戻っています（{ $id }）。
    .kept = ほかのアカウントは読めています。
    .next = 内容を確かめるか、バックアップから復元してください。
error-damage-swapped = アカウント「{ $name }」の場所に、別のアカウントの内容が入っています（{ $id }）。
    .kept = ほかのアカウントは読めています。
    .next = バックアップにあるか確かめて、復元してください。
error-damage-newer-account = アカウント「{ $name }」は、新しいバージョンのアプリで保存されています（{ $id }）。
    .kept = アカウントは保管庫に残っています。
    .next = アプリを最新のものに更新してください。
error-damage-settings = グループの並び順とバックアップの記録が読めません。
    .kept = アカウントは読めています。
    .next = 保管庫を修復してから、設定を確かめてください。
error-damage-changes = 「元に戻す」ための記録が読めません。
    .kept = アカウントは読めています。
    .next = 保管庫を修復してください。
error-damage-roster = アカウントの一覧表が読めません。
    .kept = 読めるアカウントは、すべて表示しています。
    .next = 足りないアカウントがないか確かめて、バックアップから復元してください。
error-damage-manifest = 保管庫全体の確認用の記録が合いません。
    .kept = 読めるアカウントは、すべて表示しています。
    .next = 足りないアカウントがないか確かめて、バックアップから復元してください。
error-damage-more-unreadable = 読めない行が、ほかに{ $count }件あります。
    .kept = 読めるアカウントは、すべて表示しています。
    .next = 足りないアカウントがないか確かめて、バックアップから復元してください。
error-damage-slots = 保管庫の開け方が、設定したものと違っています。
    .kept = アカウントは読めています。
    .next = パスワードを変え、復元コードを作り直してください。
error-damage-file = 保管庫のファイルの一部が読めません。
    .kept = 読めるアカウントは、すべて表示しています。
    .next = バックアップから復元してください。

## 画像

error-picture-empty = 画像ファイルが空です。
    .kept = { -kept }
    .next = 別の画像を選んでください。
error-picture-not-a-picture = このファイルは画像ではありません。
    .kept = { -kept }
    .next = PNG、JPEG、WebP、GIF、BMPのいずれかの画像を選んでください。
error-picture-format = { $found }形式の画像は読めません。
    .kept = { -kept }
    .next = スクリーンショットを撮るか、JPEGかPNGに変えてからお試しください。
error-picture-too-many-bytes = 画像ファイルが大きすぎます（{ $found }バイト、{ $known }バイトまで）。
    .kept = { -kept }
    .next = QRコードの部分だけを切り取って、お試しください。
error-picture-too-many-pixels = 画像が大きすぎます（{ $width }×{ $height }）。
    .kept = { -kept }
    .next = QRコードの部分だけを切り取って、お試しください。
error-picture-damaged = 画像が壊れているか、途中で切れています。
    .kept = { -kept }
    .next = もう一度保存するか、スクリーンショットを撮り直してください。

## バックアップを開く

error-backup-open-empty = バックアップファイルが空です。
    .kept = { -kept }
    .next = 別のバックアップファイルを選んでください。
error-backup-open-too-large = バックアップにしては大きすぎます（{ $found }バイト、{ $known }バイトまで）。
    .kept = { -kept }
    .next = 別のファイルを選んでください。
error-backup-open-not-age = このファイルはバックアップではありません。
    .kept = { -kept }
    .next = 名前が「.age」で終わるファイルを選んでください。
error-backup-open-for-key = パスワードではなく、鍵ファイルで開くファイルです。バックアップではありません。
    .kept = { -kept }
    .next = 別のファイルを選んでください。
error-backup-open-other-content = パスワードは合っていますが、中身はバックアップではありません。
    .kept = { -kept }
    .next = 別のファイルを選んでください。
error-backup-open-newer = 新しいバージョンのアプリで作られたバックアップです（形式{ $found }、このアプリは{ $known }まで）。
    .kept = バックアップは壊れていません。{ -kept }
    .next = アプリを最新のものに更新してください。
error-backup-open-passphrase = バックアップのパスワードが違います。
    .kept = バックアップは壊れていません。{ -kept }
    .next = バックアップを作ったときのパスワードを、もう一度入力してください。
error-backup-open-damaged = バックアップファイルが壊れているか、途中で切れています。
    .kept = { -kept }
    .next = コピーし直すか、別のバックアップを選んでください。
error-backup-open-too-costly = 開くのに必要なメモリーが多すぎます（2の{ $found }乗、{ $known }乗まで）。
    .kept = { -kept }
    .next = 別のバックアップを選んでください。
error-backup-entry-shape = このアカウントの内容が壊れていて、読めません。
    .kept = ほかのアカウントは読めています。
    .next = 別のバックアップにあるか確かめてください。
error-backup-entry-key = このアカウントのキーが読めません。
    .kept = ほかのアカウントは読めています。
    .next = 別のバックアップにあるか確かめてください。
error-backup-entry-parameters = このアカウントの設定には、まだ対応していません。
    .kept = 間違ったコードを出さないために、読み飛ばしました。ほかのアカウントは読めています。
    .next = アプリを最新のものに更新してください。
error-backup-entry-contradiction = このアカウントの中身が食い違っています。
    .kept = 間違ったコードを出さないために、読み飛ばしました。ほかのアカウントは読めています。
    .next = 別のバックアップにあるか確かめてください。
error-backup-entry-id-twice = 同じ番号のアカウントが2つあり、2つめは読み飛ばしました。
    .kept = ほかのアカウントは読めています。
    .next = 別のバックアップにあるか確かめてください。

## コマンドライン

error-cli-usage-unknown = 「{ $found }」というコマンドや指定はありません。
    .kept = 何も変更していません。
    .next = 「aikotoba --help」で使い方を確かめてください。
error-cli-usage-missing = { $found }の指定が足りません。
    .kept = 何も変更していません。
    .next = コマンドのあとに「--help」を付けて、使い方を確かめてください。
error-cli-usage-value = { $name }に「{ $found }」は指定できません。
    .kept = 何も変更していません。
    .next = コマンドのあとに「--help」を付けて、使い方を確かめてください。
error-cli-usage-together = { $name }と{ $found }は同時に指定できません。
    .kept = 何も変更していません。
    .next = どちらか一方だけを指定してください。
error-cli-usage-other = コマンドの書き方が正しくありません。
    .kept = 何も変更していません。
    .next = 「aikotoba --help」で使い方を確かめてください。
error-cli-no-home = 保管庫を置くフォルダーが決められません。
    .kept = 何も変更していません。
    .next = 「--vault」で保管庫の場所を指定してください。
error-cli-no-vault = 保管庫がまだありません（{ $name }）。
    .kept = 何も変更していません。
    .next = 「aikotoba vault create」で作るか、「--vault」で場所を指定してください。
error-cli-vault-needed = アカウントを入れる保管庫がまだありません（{ $name }）。
    .kept = 何も変更していません。
    .next = 「{ $command }」で作ってから、もう一度このコマンドを実行してください。
error-cli-vault-unusable = 保管庫の場所にあるファイルは、保管庫として開けません（{ $name }）。
    .kept = ファイルはそのままです。何も復元していません。
    .next = このファイルを別の名前で残し、新しい保管庫に復元するには、「{ $command }」を実行してください。
error-cli-vault-damaged = 保管庫の一部が壊れているため、復元できません。
    .kept = 読めるアカウントはそのまま使えます。
    .next = 壊れたファイルを残して保管庫を修復し、続けて復元するには、「{ $command }」を実行してください。
error-cli-password-needed = パスワードが必要ですが、入力できる画面がありません。
    .kept = 何も変更していません。
    .next = 「--password-file」でパスワードの入ったファイルを指定してください。
error-cli-passwords-differ = 2回のパスワードが違います。
    .kept = 何も変更していません。
    .next = もう一度最初からお試しください。
error-cli-password-empty = パスワードが空です。
    .kept = 何も変更していません。
    .next = パスワードを入力してください。
error-cli-file-missing = ファイルが見つかりません（{ $name }）。
    .kept = 何も変更していません。
    .next = 名前と場所を確かめてください。
error-cli-file-unreadable = ファイルが読めません（{ $name }）。
    .kept = 何も変更していません。
    .next = フォルダーではないか、読む権限があるかを確かめてください。
error-cli-file-too-large = ファイルが大きすぎます（{ $name }）。
    .kept = 何も変更していません。
    .next = 別のファイルを選んでください。
error-cli-file-exists = 同じ名前のファイルがすでにあります（{ $name }）。
    .kept = そのファイルは上書きしていません。
    .next = 別の名前を指定してください。
error-cli-file-unwritable = ファイルに書き込めません（{ $name }）。
    .kept = { -kept }
    .next = 空き容量と、書き込む権限があるかを確かめてください。
error-cli-not-text = ファイルに読めない文字があります（{ $name }）。
    .kept = 何も変更していません。
    .next = 文字だけのファイル（UTF-8）を用意してください。
error-cli-no-match = 「{ $found }」に合うアカウントはありません。
    .kept = 何も変更していません。
    .next = 「aikotoba list」で名前を確かめてください。
error-cli-several-match = 「{ $found }」に合うアカウントが{ $count }件あります。
    .kept = 何も変更していません。
    .next = 「aikotoba list」で表示される左端の番号を指定してください。
error-cli-no-code = 画像にQRコードが見つかりませんでした（{ $name }）。
    .kept = { -kept }
    .next = QRコード全体が大きく、はっきり写った画像でお試しください。
error-cli-no-account = アカウントを登録するためのQRコードが見つかりませんでした（{ $name }）。
    .kept = { -kept }
    .next = サイトの「認証アプリ」の設定画面に表示されるQRコードを用意してください。
error-cli-several-codes = アカウントが{ $count }件あり、どれを登録するか決められません。
    .kept = まだ何も登録していません。
    .next = 「--all」ですべて登録するか、「--pick 番号」でひとつを選んでください。
error-cli-nobody-to-ask = 確認が必要ですが、答えを入力できる画面がありません。
    .kept = 何も変更していません。
    .next = コマンドのあとに「--help」を付けて、答えを先に指定する方法を確かめてください。
error-cli-stopped = 中止しました。
    .kept = 何も変更していません。
    .next = 続けるときは、もう一度コマンドを実行してください。
error-cli-qr-too-long = 内容が長すぎて、QRコードにできません。
    .kept = { -kept }
    .next = 「--uri」で文字として表示してください。
error-cli-conflicts = 判断が必要なアカウントが{ $count }件あります。
    .kept = まだ何も変更していません。
    .next = 「--on-conflict skip」（入れない）、「add」（別に加える）、「replace」（置き換える）のどれかを指定してください。
error-cli-tour = 体験コースが「{ $found }」のところで失敗しました。
    .kept = あなたの保管庫には触れていません。
    .next = アプリの不具合です。開発元にお知らせください。
error-cli-output-closed = 結果を書き出せませんでした。
    .kept = { -kept }
    .next = 出力先を確かめて、もう一度お試しください。
error-cli-reader-gone = 結果を読むプログラムが先に終わりました。
    .kept = { -kept }
    .next = そのままお使いください。

## 入力したキー

error-typed-key-empty = キーが入力されていません。
    .kept = { -kept }
    .next = サイトの画面に表示されるキーを入力してください。
error-typed-key-symbol = キーの{ $at }文字目に、キーには使われない文字があります。
    .kept = 入力した内容はまだ残っています。{ -kept }
    .next = 英字と2〜7の数字だけになるよう直してください。0はO、1はIかL、8はBの見間違いかもしれません。
error-typed-key-is-link = リンクの書き出しで始まっていて、キーではありません。
    .kept = 入力した内容はまだ残っています。{ -kept }
    .next = 「otpauth://」から始まるリンク全体か、キーだけを貼り付けてください。
error-typed-key-length = キーの文字数が合いません（{ $found }文字）。
    .kept = 入力した内容はまだ残っています。{ -kept }
    .next = 1文字抜けているか、多いようです。サイトの画面と見比べて直してください。

## バックアップを作る

error-backup-save-empty-passphrase = バックアップのパスワードが空です。
    .kept = 前のバックアップはそのままです。
    .next = パスワードを入力してください。
error-backup-save-too-large = バックアップが大きくなりすぎました（{ $found }バイト、{ $known }バイトまで）。
    .kept = アカウントも、前のバックアップもそのままです。
    .next = アプリの不具合です。開発元にお知らせください。
error-backup-save-changed = 読み戻したら、書いた内容と違っていました。
    .kept = アカウントも、前のバックアップもそのままです。
    .next = 保存先が壊れているかもしれません。別の場所に保存してください。
error-backup-save-unproved = 書いたバックアップを、開いて確かめることができませんでした。
    .kept = アカウントも、前のバックアップもそのままです。
    .next = もう一度お試しください。続くようなら、開発元にお知らせください。
error-backup-save-differs = 書いたバックアップの中身が、アカウントと一致しませんでした。
    .kept = アカウントも、前のバックアップもそのままです。
    .next = アプリの不具合です。開発元にお知らせください。

## バックアップの保存先

error-place-gone = 保存先のフォルダーが見つかりません。
    .kept = アカウントも、前のバックアップもそのままです。
    .next = USBメモリーなどがつながっているか確かめるか、別の場所を選んでください。
error-place-missing = ファイルが見つかりません。
    .kept = 何も変更していません。
    .next = 名前と場所を確かめてください。
error-place-taken = 同じ名前の、バックアップではないファイルがあります。
    .kept = そのファイルは上書きしていません。
    .next = 別の名前を指定してください。
error-place-full = 保存先の空き容量が足りません。
    .kept = アカウントも、前のバックアップもそのままです。
    .next = 空きを作るか、別の場所を選んでください。
error-place-denied = 保存先を使うことが許可されていません。
    .kept = アカウントも、前のバックアップもそのままです。
    .next = フォルダーの権限を確かめるか、別の場所を選んでください。
error-place-too-large = バックアップにしては大きすぎるファイルです（{ $found }バイト以上）。
    .kept = 何も変更していません。
    .next = 別のファイルを選んでください。
error-place-name = その名前のファイルは作れません。
    .kept = 何も変更していません。
    .next = 別の名前を指定してください。
error-place-device = 保存先の読み書きに失敗しました。
    .kept = アカウントも、前のバックアップもそのままです。
    .next = もう一度試すか、別の場所を選んでください。
error-cli-is-backup = これはバックアップファイルです（{ $name }）。
    .kept = 何も変更していません。
    .next = 「aikotoba restore ファイル名」で戻してください。
error-cli-key-as-argument = その名前のファイルはなく、キーのように見えます。
    .kept = ここには表示しません。{ -kept }
    .next = 「aikotoba add --issuer サイト名 --account アカウント名 --key-file -」を実行して、そこでキーを入力してください。引数はシェルの履歴に残ることがあります。
error-cli-key-on-input = リンクでも画像でもなく、キーです。
    .kept = { -kept }
    .next = 「aikotoba add --issuer サイト名 --account アカウント名 --key-file -」を実行して、そこでキーを入力してください。

## 取り込みの実行

error-incoming-outdated = 確認しているあいだに、保管庫が変わりました。
    .kept = まだ何も入れていません。{ -kept }
    .next = もう一度お試しください。

## 画面の操作

error-gate-locked = 保管庫は閉じています。
    .kept = { -kept }
    .next = 保管庫を開いてから、もう一度お試しください。
error-gate-cancelled = 取り消しました。
    .kept = { -kept }
    .next = 必要なら、もう一度始めてください。
error-gate-unlocked = 保管庫はもう開いています。
    .kept = { -kept }
    .next = そのままお使いください。
error-gate-working = 保管庫は、いまほかの処理に使われています。
    .kept = { -kept }
    .next = 終わってから、もう一度お試しください。
error-gate-over = この処理はもう終わっています。
    .kept = { -kept }
    .next = 一覧に戻って、もう一度始めてください。
error-gate-too-soon = 間違いが続いたので、まだ試せません。
    .kept = { -kept }
    .next = { $seconds }秒待ってから、もう一度お試しください。
error-gate-not-offered = その選択肢は選べません。
    .kept = { -kept }
    .next = 画面を開き直して、もう一度お選びください。
error-gate-key-length = 端末の鍵の形が正しくありません。
    .kept = { -kept }
    .next = パスワードか復元コードで開いてください。
error-gate-frame-shape = カメラの画像の形式を読めませんでした。
    .kept = { -kept }
    .next = 写真を選ぶか、キーを入力してください。
