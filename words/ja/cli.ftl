## 質問

ask-import-password = { $name }（{ $app }）のパスワード
ask-import-memory = このファイルを開くのにメモリーを{ $found } MB使います。開きますか？
ask-new-backup-password = バックアップのパスワード（何も入力しなければ、保管庫と同じ）
ask-yes-no = [y/N]
ask-accept-vault = 今後はこの保管庫を使いますか？
ask-empty-trash = ゴミ箱の{ $count }件を完全に消しますか？元に戻せません。
ask-unlock-cost = まだ試していない開け方があります。試すには{ $mebibytes } MBのメモリーと、スマートフォンで{ $minutes ->
    [0] { $seconds }秒
   *[other] { $minutes }分
}ほどの時間が必要です。試しますか？
ask-create-vault = 保管庫がまだありません。いま作りますか？
ask-set-aside = { $why } そのファイルを別の名前で残し、ここにバックアップを保存しますか
ask-repair-first = 保管庫の一部が壊れています。壊れたファイルを残して修復し、続けますか？
ask-move-aside = { $name }を別の名前で残し、同じ場所に新しい保管庫を作って復元しますか？
ask-which-account = どのアカウントですか
ask-which-code = どれを登録しますか
choice = { $number }. { $name }

## 作業中

working-passwd = パスワードを変えています…
working-scan = 画像を読んでいます… { $done }/{ $count }
working-open-import = ファイルを開いています…

## 保管庫

accept-vault-next = これでよければ「--accept-vault」を付けて実行してください。それまでは毎回お知らせします。
vault-damaged-more = ほかに{ $count }件あります。すべては「aikotoba vault check」で見られます。
vault-damaged-next = 先にバックアップを取り、そのあと「aikotoba vault repair」で修復してください。
create-done = 保管庫を作りました: { $name }
recovery-again = まだ確認していないため、前と同じコードを表示しました。控えを確認するには「aikotoba vault recovery --check」を使います。
recovery-alone = この保管庫を開けるのは、このコードだけです。なくすと誰にも開けません。控えを「aikotoba vault recovery --check」で確認すると、アカウントを追加できます。
recovery-replaced = 前の復旧コードは、もう使えません。
password-judged = 新しいパスワード: { $verdict }
passwd-next = 前のパスワードを知られたかもしれないときは「aikotoba vault passwd --rekey」を使ってください。
info-path = 場所: { $name }
info-accounts = アカウント: { $count }件（ゴミ箱に{ $trashed }件）
info-slot-password = パスワード: { $time }に設定
info-slot-recovery = 復旧コード: { $time }に作成
info-slot-device = この端末の画面ロック: { $time }に登録
info-more-slots = 開け方は、ほかに{ $count }件あります。
info-slot-newer = 新しいバージョンの開け方: { $time }に設定
info-backup = 最後のバックアップ: { $time }
info-backup-next = 「aikotoba backup ファイル名」で作れます。
info-recovery-next = 「aikotoba vault recovery --check」で確かめられます。
info-unconfirmed-next = 画面が先に進んだら「aikotoba confirm 番号」、エラーが出たら「aikotoba confirm 番号 --refused」を実行してください。
info-sound = 保管庫に異常はありません。
check-read = { $count }件のアカウントを読んで確かめました。
repair-needless = 壊れたところはありません。{ $count }件とも無事です。
repair-done = 修復しました。{ $count }件のアカウントがあります。壊れていたファイルは残してあります: { $name }

## アカウント

account-nameless = 名前のないアカウント
codes-hotp = 「—」のアカウントは番号で進む種類です。コードは「aikotoba codes --hotp 番号」で1つずつ取り出します。
confirm-done = { $name }: サイトでコードが受け付けられたことを記録しました。
edit-done = { $name }を変更しました。「aikotoba undo」で取り消せます。
remove-next = 戻すときは「aikotoba trash restore { $id }」です。
trash-emptied = ゴミ箱から{ $count }件を完全に消しました。
groups-none = グループはまだありません。「aikotoba edit 番号 --group グループ名」でアカウントをグループに入れられます。
groups-row = { $name }（{ $count }件）
undo-done = { $count ->
    [0] { $what }を元に戻しました。
   *[other] { $what }（{ $count }件）を元に戻しました。
}
show-warning = { $name }のセットアップキーです。これを見た人は、このアカウントのコードをいつでも作れます。

## 読み取り

picture-convert = 変換の例：「magick photo.heic photo.png」（ImageMagick）、Macでは「sips -s format png photo.heic --out photo.png」。
scan-longer = 「--longer」を付けると、もっと詳しく調べます。
scan-account = アカウント: { $name }

## 登録

add-done = { $name }を登録しました（{ $id }）。
add-next = はい: 「aikotoba confirm { $id }」、いいえ: 「aikotoba confirm { $id } --refused」を実行してください。
add-known = { $name }はすでに登録されています（{ $id }）。何も変えていません。
add-advanced = { $name }は登録済みです（{ $id }）。回数を、あとのほうに合わせました。
add-same-key = 同じセットアップキーが{ $name }として登録されています（{ $id }）。何も変更していません。「--on-conflict add」を付けると両方残します。

## 書き出し

ask-export = 書き出したセットアップキーを見た人は、いつまでもコードを作れます。暗号化せずに書き出しますか？
export-before = セットアップキーを暗号化せずに書き出します。見た人は、いつまでもコードを作れます。
export-omitted-notes = この形式にはメモを入れられません（{ $count }件）。
export-omitted-groups = この形式にはグループを入れられません（{ $count }件）。
export-omitted-more-groups = この形式では、アカウントのグループは1つです。最初のグループだけを書き出します（{ $count }件）。
export-omitted-favourites = この形式には、上に固定したことを入れられません（{ $count }件）。
export-omitted-colours = この形式には色を入れられません（{ $count }件）。
export-omitted-parameters = この形式には、リンクのその他の値を入れられません（{ $count }件）。
export-omitted-trash = ゴミ箱のアカウントは書き出しません（{ $count }件）。
sheet-title = 認証アプリのセットアップキー
sheet-warning = この紙を見た人は、コードを作れます。安全な場所に保管し、写真に撮らないでください。アカウントを追加し直すときは、QRコードを読み取るか、セットアップキーを入力します。
sheet-algorithm = 方式
sheet-digits = 桁数
sheet-period = 秒数
sheet-counter = 回数
export-file = 書き出しました: { $name }
export-refused = 含まれていません: { $entry }
export-warning = { $count }件のセットアップキーがそのまま書かれています。使い終わったら消してください。
ask-conflict = どうしますか
add-recovered = { $name }はゴミ箱にありました。戻しました（{ $id }）。

## バックアップ、復元、取り込み

backup-done = バックアップを保存しました: { $name }
entry-refused = 読めません: { $entry }
entry-refused-at = 読めません（{ $at }番目）: { $entry }
entry-refused-in = 読めません（{ $file }の{ $at }番目）: { $entry }
plan-would = 次のようになります（まだ何も変えていません）。
plan-row = { $what }: { $name }
plan-left-same-key = { $name }は、同じセットアップキーが別の名前で登録されているため、追加しませんでした。「--on-conflict add」を付けると両方残します。
plan-left-removed-here = { $name }は、ここで前に削除したアカウントなので、追加しませんでした。「--on-conflict add」を付けると追加します。
plan-left-maybe-truncated = { $name }は追加しませんでした。ファイルがこのセットアップキーで終わっていて、途中で切れているかもしれません。「--on-conflict add」を付けると追加します。
plan-undo = 「aikotoba undo」で取り消せます。
notice-period-assumed = { $count }件は、30秒ごとに変わるコードとして読みました（Google 認証システムの移行用QRコードには、切り替え時間が書かれていません）。
notice-part-missing = 移行用QRコードが足りません: { $of }枚中{ $number }枚目
notice-pictures-omitted = { $count }件のアカウントに、元のアプリで設定した画像があります。画像は引き継ぎません。
notice-without-codes = ファイルの{ $count }件は、ワンタイムパスワードのない項目（パスワードやカードなど）です。取り込んでいません。
notice-picture-damaged = 画像が壊れているか、途中で切れています。読み取れた部分だけを使いました。
notice-data-omitted = { $count }件には、元のアプリのデータのうち、大きくて残せないものがあります。コードには影響しません。
notice-last-line-open = ファイルの最後の行（{ $at }行目）の後に改行がありません。ファイルが途中で切れていると、その行のアカウントのコードは正しくなりません。元のアプリから消す前に、コードが同じか確かめてください。
notice-name-garbled = { $count }件の名前に、読めない文字があります。

## 断られたとき

refused-confirmed = { $name }: このアカウントのコードは、前にサイトで受け付けられています。QRコードを設定し直した場合は、新しいQRコードを登録してください。
add-skipped = { $name }は登録しませんでした。

## 自動バックアップ

automatic-is-off = 自動バックアップはオフです。
automatic-is-on = 自動バックアップの保存先: { $name }（{ $count }個まで残します）
ask-keep-backup-password = この端末で保管庫を開ける人は、バックアップも開けるようになります。バックアップのパスワードを保管庫に預けますか?

## バックアップの予行

verify-file = ファイル: { $name }
info-rehearsal-next = 「aikotoba verify --newest フォルダー」とバックアップのパスワードで開けます。
recovery-sheet-written = 印刷用の用紙: { $name }
# バックアップのフォルダにある、ほかの端末
devices-file = 最新のバックアップ（{ $time }）: { $name }
devices-lacks-none = この保管庫にないアカウントはありません。
devices-lacks = この保管庫にないアカウントが{ $count }件あります。取り込むには: aikotoba restore { $name }
devices-unopened = 開けませんでした。{ $why }
