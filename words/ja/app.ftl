## どの画面にも

app-name = Aikotoba
action-back = 戻る
action-cancel = キャンセル
action-close = 閉じる
action-done = 完了
action-save = 保存
action-undo = 元に戻す
action-again = もう一度
action-more = その他の操作
action-copy = コピー
action-show-password = パスワードを表示
action-hide-password = パスワードを隠す
told-copied = コードをコピーしました
told-copied-until = コードをコピーしました。コピーした内容は{ $seconds }秒後に消します
opening-vault = 保管庫を開いています…
field-password = Aikotobaのパスワード
field-password-new = 新しいパスワード
field-password-again = もう一度、同じパスワード
passwords-differ = 2つのパスワードが違います。もう一度入力してください。

## 最初の画面

start-title = Amazonなどの2段階認証に使う「認証アプリ」です
start-point-scan = QRコードを読み取ると、すぐに6桁のコードが出ます
start-point-offline = 通信は一切しません。すべてこの端末の中です
start-point-backup = アプリのバックアップ（ファイル）は、開けることまで確かめます
start-scan = QRコードを読み取る
start-restore = バックアップから復元
start-remains-title = 以前の保管庫が残っています
start-remains-next = バックアップがあれば、新しい保管庫に復元できます。いま残っているファイルは消さず、別の名前で残します。
start-aside = 別の名前で残して、バックアップから復元
start-aside-kept = 前からあったファイルは { $name } として残しました。
start-leftover-title = 前の保管庫は、アプリと一緒に削除されました
start-leftover = この端末では、以前もAikotobaを使っていました。アプリを削除したときに、保管庫も削除されています。端末に残っている情報では、保管庫を開けません。バックアップがあれば、新しい保管庫に復元できます。
locks-title = 開け方を決める
locks-why = アカウントをしまう「保管庫」のパスワードを決めます。端末をなくしたときや機種変更のときにも使います。Amazonのパスワードとは別のものです。
locks-password = Aikotobaのパスワード（新しく決めます）
locks-device = この端末の画面ロック（指紋・顔・暗証番号など）でも開けるようにする
locks-make = 保管庫を作る
locks-making = 保管庫を作っています…
recovery-title = 復旧コード
recovery-why = パスワードを忘れたときや、画面ロックで開けなくなったときに、これだけで保管庫を開けます。この端末の保管庫用です。バックアップは開けません。
recovery-how = 紙に書き写して、端末とは別の場所にしまってください。控えを確認するまでは、もう一度表示できます。
recovery-copy = コピーする
recovery-noted = 書き写しました
recovery-check-title = 復旧コードの確認
recovery-check-ask = 紙を見て、番号{ $at }の{ $letters }文字を入力してください
recovery-check-field = 番号{ $at }の文字
recovery-check-right = 控えは正しいものです。大切にしまってください。
recovery-check-do = 確かめる
recovery-show-again = 復旧コードをもう一度表示する
recovery-new = 新しい復旧コードを作る
recovery-new-why = 前の復旧コードは使えなくなります。

## 最初のコードのあと

hand-over-title = もしものときの備え
hand-over-on-paper = 復旧コードを紙に書き写す
hand-over-as-sheet = 復旧コードをファイルに保存する
hand-over-by-password = パスワードを設定する
hand-over-save = ファイルに保存
hand-over-saved = ファイルに保存しました
hand-over-have = 控えを確認する
hand-over-set-password = このパスワードにする
hand-over-later = あとで
recovery-sheet-title = 復旧コード
recovery-sheet-for = 認証アプリ「Aikotoba」の保管庫を開くためのコードです。バックアップは開けません。
recovery-sheet-warning = この用紙を見た人は、端末か保管庫のファイルがあれば、保管庫を開けます。端末とは別の安全な場所に保管してください。
recovery-sheet-use = 使い方: アプリを開く画面で復旧コードを選び、このコードを入力します。

## 設定の仕上げ

checklist-title = 設定の仕上げ
checklist-why = 端末をなくしても困らないように、ここまで済ませておくと安心です。
checklist-line = 設定の仕上げ（残り{ $open }件）
checklist-method-ask = どの方法を登録しましたか？ SMSが届かないときは音声電話が役に立ちます。ここに控えておくと、端末をなくしたときに思い出せます。
checklist-method-change = 方法を選び直す
checklist-turned-on-do = 「有効になりました」と表示された
checklist-turned-on-undo = まだだった
checklist-recovery-do = 復旧コードを確かめる
checklist-all-done = すべて済みました
checklist-is-done = 済み
checklist-is-open = まだ

## どのログインか

enrol-login-ask = { $site }のどのログインですか？
enrol-login-others = 登録済みの{ $site }:
enrol-login-nameless = （名前なし）
enrol-login-name = 分かりやすい名前（店名、担当者など）

## この端末の時計の補正

correction-title = コードの時刻を直す
correction-why = 端末の時計を合わせられないときだけ使います。このアプリのコードだけ、時刻をずらして計算します。この端末だけの設定で、バックアップには入りません。
correction-now = 端末の時計に{ $seconds }秒を{ $way ->
    [later] 足して
   *[earlier] 引いて
}います。
correction-none = 時計は端末のままです。
correction-later = 30秒進める
correction-earlier = 30秒戻す
correction-off = 端末の時計に合わせる
correction-over = 端末の時計が直ったので、コードの時刻の補正を終わりにしました。
correction-open = このアプリだけ時刻を直す

## コードの一覧

codes-add = 追加
codes-search = 名前で探す
codes-search-clear = 検索をやめる
codes-group = グループ
codes-group-all = すべて
codes-group-move = グループ「{ $name }」の位置を変える
codes-group-earlier = 1つ前へ移動
codes-group-later = 1つ後ろへ移動
code-next = 次
code-seconds-left = あと{ $seconds }秒
code-hidden = 隠したコード。タップすると表示します
code-take = 次のコードを出す
code-unconfirmed = 未確認
code-favourite = お気に入り
code-next-is = 次のコード
row-copy = { $name }のコードをコピー
row-menu = { $name }の操作
menu-edit = 名前などを変える
menu-share = QRコードで渡す
menu-favourite = お気に入りにする
menu-favourite-not = お気に入りから外す
menu-up = 上へ移動
menu-down = 下へ移動
menu-trash = ゴミ箱に入れる
menu-finish = 登録の続き
menu-copy-next = 次のコードをコピー
told-trashed = { $name }をゴミ箱に入れました
menu-backup = バックアップ
menu-restore = バックアップから復元（機種変更）
menu-trash-can = ゴミ箱
menu-settings = 設定
menu-about = このアプリについて
menu-lock = ロックする
first-backup = 最初のバックアップをする

## 読み取り

scan-title = QRコードを読み取る
scan-aim = サイトに表示されたQRコードを枠に入れてください
scan-torch-on = ライトをつける
scan-torch-off = ライトを消す
scan-picture = 画像を選ぶ
scan-paste = 貼り付け
paste-offer = コピーしたものがあります。サイトのセットアップキーか、登録用のリンクですか？
paste-offer-do = 貼り付けて読み取る
scan-type = キーを入力
scan-choose = どれを追加しますか
scan-confirm = ほかのアプリから届きました。心当たりがあるときだけ追加してください。
scan-add-all = すべて追加
scan-not-account = 追加できないQRコード
scan-incomplete-unfinished = この画像をまだ最後まで調べていません。ほかにもQRコードがあるかもしれません。
scan-incomplete-damaged = 画像が壊れているか、途中で切れています。読み取れた部分だけを表示しています。
scan-look-longer = もっと詳しく調べる
scan-kept = ここから追加したものはありません。
scan-reading = 画像を読んでいます…
scan-parts-missing = { $of }枚のうち、残りは{ $missing }枚目です。続けて読み取ってください。
scan-add-parts = 読み取った分を追加
camera-settings = 端末の設定を開く
type-title = セットアップキーを入力
type-site = サイト
type-account = アカウント（メールアドレスなど）
type-key = セットアップキー
type-key-hint = QRコードの近くの「スキャンできない場合」などを押すと出る、長い英数字です。小文字や空白があっても大丈夫です。
type-add = 追加する

## 登録

enrol-title = 登録
enrol-cautions = 追加する前に
enrol-add = 追加する
enrol-add-anyway = このまま追加する
enrol-replace-older = 前のものと置き換える
enrol-saved = この端末に登録しました。次はサイトの画面です
enrol-type-it = この{ $digits }桁をサイトの画面に入力してください
enrol-soon = まもなく切り替わります。次のコードが出てから入力すると確実です。
enrol-ask-named = { $site }の画面は先に進みましたか？
enrol-ask-site = サイトの画面は先に進みましたか？
enrol-yes = はい、進みました
enrol-no = いいえ、エラーが出ました
enrol-doubt = 考えられる原因 { $at } / { $of }
enrol-likely = 可能性が高い
enrol-doubt-next = 次の原因を見る
enrol-try-again = もう一度入力してみる
enrol-no-more-doubts = 考えられる原因は以上です。登録を取り消し、サイトのページを開き直して、最初からやり直してください。
enrol-cancel = この登録を取り消す
enrol-confirmed = コードが通りました
enrol-confirmed-why = まだ終わりではないことがあります。サイトの画面に戻り、「2段階認証が有効になりました」などと出るまで進めてください。Amazonでは、このあとに続きがあります。
enrol-to-list = 一覧を見る
enrol-guide = 手順を見る
enrol-guide-hide = 手順を閉じる
enrol-scan-again = QRコードを読み取り直す
enrol-open-clock = 時計の設定を開く

## 開く

unlock-title = 保管庫のロックを解除
unlock-recovery-field = 復旧コード
unlock-wait = 続けて間違えたため、あと{ $seconds }秒待ってください。保管庫は無事です。
unlock-accept-cost = 時間がかかってもよいので試す
unlock-cancel = やめる
unlock-prompt = Aikotobaのロックを解除

## バックアップ

backup-title = バックアップ
backup-place = 保存先
backup-place-none = まだ選んでいません
backup-place-choose = フォルダーを選ぶ
backup-place-change = 別のフォルダーを選ぶ
backup-place-why = USBメモリーやSDカード、クラウドの同期フォルダーなど、この端末をなくしても残る場所が安心です。
backup-document-choose = ファイル1つを選ぶ（Googleドライブなど）
backup-document-change = 別のファイルを選ぶ
backup-document-why = フォルダーには何回分かのバックアップが残ります。ファイル1つの場合は毎回上書きし、最新のものだけが残ります。Googleドライブなど、フォルダーを選べないアプリ向けです。
backup-document-saved = 開けることを確かめて { $place } に渡しました。クラウドに届いたかどうかは、そのアプリで確かめてください。
devices-title = この保存先にあるほかの端末
devices-explain = バックアップを、そのパスワードで開きます。ここにないアカウントを確認してから追加できます。
devices-reading = 保存先を読んでいます
devices-open = このバックアップを開く
backup-share = ほかのアプリに送る
backup-share-why = 作ったバックアップを開けることを確かめてから、選んだアプリに渡します。そのアプリが保存したかどうかは、ここでは分かりません。フォルダーに保存すると、保存したものを開いて確かめ、何回か前のものも残ります。
backup-share-do = バックアップを作って送る
backup-shared = 確かめたバックアップを渡しました。送った先に届いたか確かめてください。
backup-password-why = バックアップを開くためのパスワードです。保管庫と違うものでも構いません。
backup-password = バックアップのパスワード
backup-password-generate = 覚えやすいパスワードを作る
backup-password-generated = 紙に書き写してください。あとからは表示できません。
backup-do = バックアップする
backup-read-back = { $accounts ->
    [1] アカウント1件を、開けることを確かめました
   *[other] アカウント{ $accounts }件すべて、開けることを確かめました
}
backup-history = これまでのバックアップ
backup-rehearse = 開けるか試す
backup-rehearse-why = バックアップを選んで開いてみます。保管庫は変わりません。
backup-rehearsed = { $same ->
    [1] 1件を復元できます
   *[other] { $same }件とも復元できます
}
backup-rehearsed-partly = 最新{ $same }件・変更前の内容{ $changed }件・未収録{ $missing }件
backup-rehearsed-next = いまバックアップすると、すべて入ります。
backup-cancelled = 中止しました。前のバックアップはそのままです。
backup-accounts = アカウント{ $accounts }件
backup-success = バックアップできました
backup-password-keep = このパスワードを忘れると、バックアップは開けません。

## 自動バックアップ

automatic-title = 自動バックアップ
automatic-why = 変更すると、1分ほどあとに保存先へ自動でバックアップします。アプリを離れるときにも保存します。保存したものは開けることを確かめ、何回か前のものも残します。
automatic-set-up = 自動バックアップを設定する
automatic-show = 自動バックアップを見る
automatic-turn-on = パスワードを預けてオンにする
automatic-turn-off = オフにする
automatic-turned-on = 自動バックアップをオンにしました。
automatic-turned-off = 自動バックアップをオフにし、預かっていたパスワードを消しました。これまでのバックアップは残っています。
automatic-saving = 保存しています…
automatic-retry = いま保存する
automatic-failing-since = { $time }から保存できていません。
automatic-stopped-since = { $time }に止まりました。

## 戻す

restore-title = バックアップから復元
restore-why = バックアップのファイルを選び、そのバックアップを作ったときのパスワードを入力してください。いまあるアカウントは消えません。
restore-password = バックアップを作ったときのパスワード
restore-pick = ファイルを選ぶ
restore-pick-other = 別のファイルを選ぶ
restore-opening = バックアップを開いています…
restore-open = 中身を見る
plan-title = 復元する内容の確認
plan-title-import = 追加する内容の確認
plan-made = { $time }のバックアップ
plan-removed-on = { $time }にここで削除したアカウントです
plan-adds = 追加{ $adds }件・登録済み{ $already }件
plan-undecided = あと{ $undecided }件、どうするか選んでください
plan-refused = 読めない項目
plan-apply = { $adds }件を復元
plan-apply-import = { $adds }件を追加
plan-apply-none = 復元するものはありません
plan-apply-none-import = 追加するものはありません
plan-done = { $adds }件を復元しました
plan-done-import = { $adds }件を追加しました
plan-done-none = 復元したアカウントはありません
plan-done-none-import = 追加したアカウントはありません
plan-undone = 元に戻しました
plan-nothing-lost = いまあるアカウントは消えません。あとから元に戻せます。
restore-needs-vault = この端末で使うパスワードを新しく決めます。バックアップのパスワードは次の画面で入力します。

## ゴミ箱

trash-title = ゴミ箱
trash-empty = ゴミ箱は空です。
trash-why = 入れたアカウントは、自分で消すまで残ります。
trash-restore = 戻す
trash-put-back = { $name }を戻しました
trash-when = { $time }に入れました
trash-erase = 完全に消す
trash-erase-ask = { $name }を完全に消しますか？
trash-erase-why = 2段階認証を無効にするか、別の認証アプリに移しましたか？ そのままで消すと、ログインできなくなることがあります。
trash-erased = { $name }を消しました

## 編集と受け渡し

edit-title = アカウントの編集
edit-issuer = サイト
edit-label = アカウント
edit-group = グループ（任意）
edit-group-new = 新しいグループ
edit-group-add = グループを追加
edit-note = メモ（任意）
edit-colour = 色
edit-colour-named = 色{ $number }
share-title = QRコードで渡す
share-why = このQRコードを読み取った人は、同じコードを出せるようになります。信頼できる相手だけに見せてください。
share-unlock-why = 渡す前に、もう一度パスワードを入力してください。
share-unlock-recovery-why = 渡す前に、復旧コードを入力してください。
share-unlock-device-why = 渡す前に、この端末の画面ロックをもう一度確認します。
share-ask = だれに渡しますか？
share-staff-why = この人は、これからずっと同じコードを出せます。辞めたときなどは、サイトの2段階認証を設定し直すと出せなくなります。
share-new-phone-why = 新しい端末には、バックアップから復元すると全部まとめて移せます。この1件だけを移すときは、新しい端末の認証アプリで読み取ってください。この端末のコードもそのまま使えます。
share-holder = 渡した相手の名前
share-holder-note = だれが同じコードを出せるかを、このアカウントのメモに残せます。
share-holder-save = メモに残す
share-holder-saved = メモに残しました
share-holder-line = QRコードで渡した相手: { $name }
share-show = QRコードを表示
share-hide = 隠す

## 設定

settings-title = 設定
settings-password = Aikotobaのパスワードを変える
settings-password-changed = パスワードを変えました
settings-password-copies = 古いコピーの保管庫のファイルと前のパスワードの両方を持つ人は、いまの保管庫も開けます。バックアップのパスワードは変わりません。
rekey-title = パスワードを知られたかもしれない
rekey-why = 保管庫を新しい鍵で暗号化し直し、パスワードと復旧コードを新しくします。これまでのパスワードと復旧コード、ほかの端末の画面ロックでは開けなくなります。アカウントはそのままです。
rekey-copies = 古いコピーのファイルは前のパスワードで開け、そのときの中身が見えます。バックアップのパスワードも変わりません。終わったら、別のパスワードでバックアップを取り直してください。中身を見られたかもしれないときは、各サイトで2段階認証を設定し直してください。
rekey-do = 新しい鍵で暗号化し直す
rekey-working = 保管庫を暗号化し直しています…
rekey-changed = 保管庫を暗号化し直しました
rekey-changed-all = 保管庫を新しい鍵で暗号化し直しました。新しい復旧コードを書き留めてください。前の復旧コードはもう使えません。
settings-recovery = 復旧コードの表示と確認
settings-device-key = この端末の画面ロックで開く
settings-device-key-on = 使う
settings-device-key-off = 使わない
settings-device-key-not-offered = 端末に画面ロックを設定すると使えます
settings-new-biometrics = 新しい顔や指紋が登録されたら使えなくする
settings-new-biometrics-why = いま登録してある顔や指紋だけで開き、端末のパスコードでは開けなくなります。新しい顔や指紋が登録されたあとは、パスワードか復旧コードで開きます。
settings-device-backup = 端末のバックアップに保管庫を含めない
settings-device-backup-why = iCloudやパソコンへの端末全体のバックアップに、保管庫が含まれなくなります。残るのは、Aikotobaで作ったバックアップだけです。
settings-code-setup = 確認コードの設定にAikotobaを使う
device-key-not-given = 指紋や画面ロックで確認できませんでした。
device-key-not-given-safe = 何も変えていません。
device-key-not-given-next = もう一度試して、指紋や画面ロックで確認してください。
device-key-not-given-start = もう一度試すか、端末の画面ロックで開く設定をオフにして進んでください。
touch-covered = 別のアプリが画面に重なっているため、操作を受け付けませんでした。重なっているアプリを閉じてから、もう一度試してください。
settings-section-look = 表示
settings-section-safety = セキュリティ
settings-section-data = アカウントとバックアップ

## このアプリについて

about-title = このアプリについて
about-version = バージョン { $version }
about-licences = 使っているソフトウェア
about-licences-why = Aikotobaは、次の公開ソフトウェアと書体を使っています。

## 保管庫の異常

health-title = 保管庫の状態
health-damaged-why = 読めるアカウントはいつもどおり使えます。先にバックアップをしてから、修復してください。
health-repair = 修復する
health-repaired = 修復しました。壊れていたファイルは残してあります。
health-older-title = 前より古い保管庫です
health-older-why = 保管庫のファイルが、前にここで開いたものより古くなっています。自分で古いファイルに戻したときや、端末ごと復元したときは、問題ありません。心当たりがないときは、何も追加せず、最近追加したアカウントがあるか確かめてください。
health-other-title = 前とは別の保管庫です
health-other-why = 保管庫のファイルが、前にここで開いたものではありません。自分で置き換えたときは、問題ありません。心当たりがないときは、何も追加しないでください。前の保管庫のアカウントは、この中にありません。元のファイルを探すか、バックアップから復元してください。
health-doubt-kept = 何も変更していません。「{ health-accept }」を選ぶまで、開くたびにお知らせします。
health-accept = この保管庫を使う
health-later = あとで決める

## 手順と質問

guide-open = 手順を見ながら登録する
guide-choose = どのサイトを設定しますか？
guide-ask-place = QRコードはどこに表示されていますか？
guide-place-another = パソコンか、別のスマートフォン
guide-place-this = このスマートフォン
guide-step = 手順 { $number } / { $total }
guide-did = できました
guide-next = 次の手順へ
guide-later = あとで続ける
guide-similar = ボタンの名前が少し違うときは、似たものを押してください。
guide-camera = カメラで読み取る
guide-paste = コピーしたものを貼り付ける
guide-show-code = 6桁のコードを表示する
guide-finished = 設定が終わりました
guide-leftover = QRコードのスクリーンショットを撮ったときは、消してください。見た人は、同じコードを出せます。
guide-continue = 続きの手順へ
guide-continue-site = 続きの手順: { $site }
topics-title = 質問と答え
topics-search = 言葉で探す
topics-none = 合う質問はありません。短い言葉で探してみてください。

## バックアップとパスワードの確認

rehearsal-title = バックアップを確かめる
rehearsal-why = バックアップのパスワードを入力してください。いちばん新しいファイルを開いて、保管庫と比べます。何も変わりません。20秒ほどで終わります。
rehearsal-no-place = バックアップの保存先を使えません。バックアップの画面で選び直してください。
rehearsal-last = 前に確かめた日時: { $time }
rehearsal-next = 次に確かめる日時: { $time }
rehearsal-do = 開いて比べる
rehearsal-new-backup = 新しくバックアップする
rehearsal-put-off = 数日後にする
credential-check-title = 忘れていないか確かめる
credential-check-why = 異常はありません。いつもこの端末の画面ロックで開いていると、パスワードを忘れたり、復旧コードの控えをなくしたりしがちです。この端末がないときに保管庫を開けるのは、そのどちらかだけです。間違えても、ロックはかかりません。
credential-check-by-password = 代わりにパスワードを入力する
credential-check-by-code = 代わりに復旧コードを入力する
credential-check-do = 確かめる
credential-check-right = 合っています。この端末がなくても、保管庫を開けます。

## 復旧コードの用紙（バックアップについて）

recovery-sheet-made = 作成日時: { $time }
recovery-sheet-backups = 端末も保管庫もなくしたとき（バックアップ）
recovery-sheet-place = バックアップの保存先: { $place }
recovery-sheet-place-none = バックアップの保存先（書き込んでください）: ____________________
recovery-sheet-open = バックアップは、この用紙にはない、バックアップのパスワードで開きます。アプリでは「{ menu-restore }」を選びます。アプリがなくても、ageというファイル形式（age-encryption.org）に対応したソフトで開けます。たとえばパソコンで「age -d ファイル名」を実行します。半角で入力できる文字は、半角で入力してください。中のテキストには、ほかの認証アプリで読み込めるリンクがアカウントごとにあります。
