## 読み取ったもの

scan-google-part = Google 認証システムの移行用QRコード（{ $of }枚中{ $number }枚目、アカウント{ $count }件）
foreign-web = ウェブページへのリンク（{ $host }）です。認証アプリには登録できません。
foreign-amazon = Amazonのページへのリンク（{ $host }）です。登録には「認証アプリ」の設定画面のQRコードを使ってください。
foreign-app-store = アプリをインストールするためのリンクです。サイトの次の画面に表示されるQRコードを使ってください。
foreign-line = LINEのQRコードです。LINEアプリで読み取ってください。
foreign-pay-pay = PayPayのQRコードです。PayPayアプリで読み取ってください。
foreign-microsoft-push = Microsoft Authenticator専用のQRコードです。Microsoftの画面で「別の認証アプリを使用します」を選ぶと、使えるQRコードが表示されます。
foreign-other-factor = { $factor }専用のQRコードです。ほかの認証アプリを選べないか、サイトで確かめてください。
foreign-passkey = パスキーでログインするためのQRコードです。スマートフォンのカメラで読み取ってください。
foreign-steam-sign-in = SteamにログインするためのQRコードです。Steamアプリで読み取ってください。
foreign-wifi = Wi-Fiに接続するためのQRコードです。
foreign-contact = 連絡先のQRコードです。
foreign-key = セットアップキーのようです。「{ scan-type }」から登録できます。
foreign-piece = いくつかに分かれたQRコードの{ $of }枚中{ $number }枚目です。残りのQRコードも読み取ってください。
foreign-micro-qr = マイクロQRコードです。Aikotobaでは読み取れません。登録用のQRコードはもっと大きいので、3つの角に目印がある正方形のQRコードを探してください。
foreign-rectangular-micro-qr = rMQRコード（長方形のQRコード）です。Aikotobaでは読み取れません。3つの角に目印がある正方形のQRコードを探してください。
foreign-text = 文字だけのQRコードです。認証アプリには登録できません。
foreign-empty = 中身のないQRコードです。
scan-hint-hold-still = QRコードを枠の中に入れて、動かさないでください。
scan-hint-distance = 近づけたり離したりしてみてください。画面を明るくすると読みやすくなります。
scan-hint-type-the-key = 読み取れないときは、QRコードのそばに表示されるセットアップキーを入力できます。

## 時計

clock-right = 端末の時計は合っています。
clock-wrong = 端末の時計が{ $seconds }秒ずれています。このままではコードが受け付けられません。
clock-long-past = 端末の時計が大きく遅れています。このままではコードが受け付けられません。
clock-moved = 端末の時計が、使っているあいだに{ $seconds }秒動きました。
clock-set-by-hand = 端末の時計は手動で設定されています。ずれているかもしれません。
clock-before-records = 保存してある日時より、端末の時計が{ $seconds }秒前を指しています。いま遅れているか、前に進みすぎていました。
clock-unknown = 端末の時計が合っているかは分かりません。

## 断られたときの、考えられる原因

doubt-code-turned = コードが切り替わる直前か、直後だったかもしれません。
doubt-clock = 端末の時計がずれているかもしれません。
doubt-older-code = 前に表示された、古いQRコードを登録したかもしれません。ページを開くたびにQRコードは変わります。
doubt-mistyped-key = セットアップキーの入力に間違いがあるかもしれません。
doubt-other-account = 別のアカウントのコードを入力したかもしれません（同じサイトのアカウントが、ほかに{ $others }件あります）。
act-try-next-code = 次のコードが表示されたら、すぐに入力してください。
act-set-clock = 端末の設定で、日付と時刻を「自動」にしてください。
act-scan-again = サイトのページを開き直し、いま表示されているQRコードを読み取ってください。
act-type-key-again = セットアップキーを1文字ずつ見比べて直すか、QRコードを読み取ってください。
act-compare-accounts = アカウントの名前を見比べてください。

## お知らせ

banner-vault-damaged = 保管庫の一部が壊れています（{ $damages }件）。いまは見ることしかできません。
banner-vault-older = この保管庫は、前に見たときより古いものです。
banner-vault-other = この保管庫は、前にここで開いたものとは別のものです。
banner-clock-wrong = 端末の時計がずれているため、コードが受け付けられません。
banner-backup-failing = バックアップを作れていません。
banner-backup-unfinished = 最後のバックアップを保存できていません。ファイルに最後まで書けませんでした。
banner-automatic-backup-failing = 自動バックアップを保存できていません。
banner-backup-missing = アプリのバックアップ（ファイル）がまだありません。この端末をなくすと、{ $accounts }件のアカウントに入れなくなります。
banner-this-device-only = いま保管庫を開けられるのは、この端末の画面ロックだけです。端末をなくしたり、画面ロックの設定をなくしたりすると、保管庫（{ $accounts }件）を開けなくなります。
banner-recovery-unconfirmed = 控えた復旧コードに間違いがないか確かめましょう。
banner-backup-stale = 最後のバックアップのあとに変更がありました。
banner-clock-doubtful = 端末の時計がずれているかもしれません。
banner-clock-corrected = このアプリのコードだけ、端末の時計より{ $seconds }秒{ $way ->
    [later] あと
   *[earlier] 前
}の時刻で計算しています。
banner-unconfirmed = サイトの画面が先に進んだか、まだ答えていないアカウントが{ $accounts }件あります。
lead-repair = くわしく見る
lead-accept-older = 確認する
lead-accept-other = 確認する
lead-device-clock = 時計の設定を開く
lead-clock-correction = 直す
lead-backup = バックアップする
lead-automatic-backup = 詳しく見る
lead-hand-over = 備える
lead-recovery-check = 確かめる
lead-unconfirmed = 見る

## コードの一覧

codes-empty-no-accounts = アカウントはまだありません。サイトに表示されたQRコードを読み取って始めましょう。
codes-empty-nothing-found = 合うアカウントはありません。

## バックアップの画面

backup-standing-nothing = バックアップするアカウントがまだありません。
backup-standing-missing = アプリのバックアップ（ファイル）がまだありません。
backup-standing-failing = 最後のバックアップに失敗しました。
backup-standing-unfinished = 保存できていません。最後のバックアップを、ファイルに最後まで書けませんでした。
backup-standing-stale = 最後のバックアップのあとに変更がありました。
backup-standing-recent = 最後のバックアップのあとに変更がありました（数分以内）。
backup-standing-fresh = すべてバックアップ済みです（開けることを確認しました）。
backup-step-sealing = 暗号化しています…
backup-step-writing = 書き込んでいます…
backup-step-proving = 開いて確かめています…
backup-step-keeping = 古いバックアップを整理しています…
backup-trust-whole = 保存したときのまま、すべてそろっています。
backup-trust-partial = 壊れた保管庫から作られたので、足りないアカウントがあるかもしれません。
backup-trust-changed = 作られたあとに、中身が変えられています。
backup-trust-unread = 新しい版で作られたアカウントがあり、ここでは一部を読めません。
backup-warning-not-noted = バックアップは保存しましたが、そのことを保管庫に記録できませんでした。記録できるまで、バックアップを促す表示が続くことがあります。
backup-warning-unflushed = バックアップは保存し、開けることも確かめました。ただし、停電しても残るかどうかを保存先に確かめられませんでした。念のため、別の場所にも保存してください。
backup-warning-damaged-backup = 新しいバックアップは保存し、開けることも確かめました。ただし、同じフォルダの以前のバックアップが、作ったあとに壊れています。開けないかもしれません。削除していないので、いらなくなったらご自分で削除してください。
backup-warning-renamed-copies = バックアップは保存し、開けることも確かめました。フォルダには、ほかのアプリが名前を変えたバックアップのコピー（「競合コピー」など）もあります。これはバックアップとして数えず、削除もしません。ご自分で削除してもかまいません。
backup-warning-old-not-deleted = バックアップは保存し、開けることも確かめました。ただし、以前のバックアップの一部を削除できませんでした。フォルダには、選んだ数より多くのバックアップが残っているかもしれません。
rehearsal-complete = このバックアップから、いまのアカウントをすべて復元できます。
rehearsal-older = すべてのアカウントを復元できます。名前や並び順など、あとで変えたところは前のままです。
rehearsal-lacking = このバックアップにはないアカウントがあります。
password-empty = 関係のない言葉をいくつかつなげると、覚えやすく、推測されにくくなります。
password-weak = 推測されやすいパスワードです。関係のない言葉をいくつかつなげると安全です。
password-fair = まずまずです。もう少し長いと安心です。
password-strong = 十分に強いパスワードです。
password-weakness-guessable = ファイルを手に入れた人に推測されるおそれがあります。パスワードはいつでも変えられます。
password-weakness-account-name = アカウントやサイトの名前が使われています。ファイルを手に入れた人は、まずその名前を試します。パスワードはいつでも変えられます。

## 復元と取り込みの予定

plan-new = 追加します
plan-already-there = 登録済みです
plan-in-trash = ゴミ箱にあります
plan-name-taken = 同じ名前で、セットアップキーの違うアカウントがあります
plan-removed-here = ここで削除したアカウントです
plan-same-key = 同じセットアップキーが別の名前で登録済み
plan-same-key-twice = 同じセットアップキーが別の名前でもう1件あります
plan-maybe-truncated = ファイルがこのセットアップキーで終わっています。途中で切れているかもしれないので、追加したら、元のアプリとコードが同じか確かめてください
plan-twice = 2回入っています
plan-choice-add = 追加する
plan-choice-add-beside = 別に追加する
plan-choice-skip = 追加しない
plan-choice-recover = ゴミ箱から戻す
plan-choice-replace = 置き換える
plan-replaced = { $count }件を置き換えました。前のものはゴミ箱にあります。
plan-recovered = { $count }件をゴミ箱から戻しました。
plan-advanced = { $count }件の回数を、あとのほうに合わせました。
plan-known = { $count }件は登録済みでした。
plan-skipped = { $count }件は追加しませんでした。
plan-keep-app = 前のアプリは、こちらのコードでサイトに一度ログインできるまで、消さないでください。

## 取り消した変更

reason-add = 追加
reason-edit = 編集
reason-arrange = 並べ替え
reason-arrange-groups = グループの並べ替え
reason-discard = ゴミ箱に入れたこと
reason-recover = ゴミ箱から戻したこと
reason-import = 取り込み
reason-restore = バックアップからの復元
reason-other = 変更

## 最初の画面と、開く画面

start-welcome = はじめまして。QRコードを読み取るか、バックアップから復元します。
start-device-lock = 端末の画面ロックを確認しています。
start-locks = 保管庫の開け方を選んでください。
start-recovery-code = 復旧コードを紙に書いてください。
hand-over-choose = いま保管庫を開けられるのは、この端末の画面ロックだけです。画面ロックで開けなくなったときや機種変更のときのために、サイトにQRコードが表示されているうちに、ほかの開け方を1つ用意してください。続けてバックアップも作ります。
hand-over-paper = 復旧コードを紙に書き写してください。
hand-over-sheet = 復旧コードの用紙をファイルに保存してください。印刷もできます。端末とは別の場所に保管してください。
hand-over-password = 画面ロックの代わりに保管庫を開けるパスワードです。
hand-over-confirm = 控えを確認すると、保管庫の中にある復旧コードの写しは消えます。
hand-over-backup = 画面ロックのほかにも、保管庫の開け方ができました。端末をなくしたときのために、バックアップも作ってください。
start-remains = 以前の保管庫の一部が残っています。上書きはしません。
rekey-removed-passphrase = 別のパスワードでは、もう開けません。
rekey-removed-recovery = 別の復旧コードでは、もう開けません。
rekey-removed-device = ほかの端末の画面ロック、またはこの端末で使えなくなった画面ロックでは、もう開けません。あとで設定し直せます。
rekey-removed-newer = 新しいバージョンで設定した開け方では、もう開けません。
code-doubt-unflushed = 保管庫は、いまこの復旧コードで開けます。ただし、ディスクに保存するときにエラーが起きたため、電源が切れると、これまでの開け方に戻ることがあります。次の変更がエラーなく保存されるまで、前の復旧コードやパスワードも残しておいてください。
code-doubt-unknown = 書き込みに失敗し、保管庫のファイルを確認できません。保管庫がこの復旧コードで開けるようになったか、何も変わっていないかのどちらかです。開いて確かめるまで、前の復旧コードやパスワードも残しておいてください。
unlock-way-device = この端末の画面ロックで解除
unlock-way-passphrase = パスワードで解除
unlock-way-recovery = 復旧コードで解除
unlock-notice-from-another-phone = 別の端末から移した保管庫です。最初だけ、パスワードか復旧コードでロックを解除してください。
unlock-notice-device-key-gone = 指紋や画面ロックが変わったため、この端末の画面ロックでは解除できなくなりました。パスワードか復旧コードで解除してください。アカウントは無事です。
unlock-notice-device-key-unavailable = いまは端末の画面ロックで解除できません。パスワードか復旧コードで解除してください。

## 設定とこのアプリについて

setting-language = 言語
setting-theme = 画面の色（明るい／暗い）
setting-auto-lock = 自動ロック
setting-hide-codes = コードを隠す
setting-next-code = 次のコードも表示
setting-grouping = コードの区切り方
setting-sorting = 並び順
setting-clipboard = コピーしたコードを消すまで
setting-screenshots = スクリーンショットを許可
setting-scan-feedback = QRコードを読み取ったときの合図
promise-no-network = インターネットにはつながりません。
promise-sealed = すべて暗号化して、この端末に保管します。
promise-open-backup = バックアップは、開けることまで確かめます。age対応のほかのソフトでも開けます。
promise-open-source = プログラムはすべて公開されています。

## 登録する前に

caution-already-there = 同じアカウントがすでに登録されています。
caution-in-trash = 同じアカウントがゴミ箱にあります。
caution-same-key = 同じセットアップキーが別の名前で登録されています。両方とも残せます。
caution-older-of-same-page = 同じ名前の「未確認」のアカウントがあります。QRコードを表示し直すと、前のコードは使えません。前のものと置き換えてください。
caution-name-taken = 同じ名前で、セットアップキーの違うアカウントを使っています。
caution-key-length = セットアップキーが{ $found }文字です。このサイトのキーは、ふつう{ $known }文字です。抜けや余分がないか、見比べてください。
caution-key-tail = セットアップキーの最後の文字が抜けているかもしれません。見比べてください。
caution-other-site = このセットアップキーの長さは{ $site }のものです。サイトを間違えていないか確かめてください。

## 設定の選択肢

setting-language-device = 端末の設定に従う
setting-language-japanese = 日本語
setting-language-english = English
setting-theme-device = 端末の設定に従う
setting-theme-light = 明るい
setting-theme-dark = 暗い
setting-auto-lock-at-once = すぐに
setting-auto-lock-half-minute = 30秒後
setting-auto-lock-minute = 1分後
setting-auto-lock-five-minutes = 5分後
setting-auto-lock-quarter-hour = 15分後
setting-hide-codes-on = 隠す
setting-hide-codes-off = 隠さない
setting-next-code-on = 表示する
setting-next-code-off = 表示しない
setting-grouping-threes = 3桁ずつ
setting-grouping-pairs = 2桁ずつ
setting-grouping-fours = 4桁ずつ
setting-grouping-whole = 区切らない
setting-sorting-own = 自分で並べる
setting-sorting-name = 名前順
setting-clipboard-half-minute = 30秒
setting-clipboard-minute = 1分
setting-clipboard-two-minutes = 2分
setting-clipboard-never = 消さない
setting-screenshots-on = 許可する
setting-screenshots-off = 許可しない
setting-scan-feedback-vibration = 振動する
setting-scan-feedback-sound = 振動して音も鳴らす
setting-scan-feedback-off = 合図しない

## 最初のコードからバックアップまでの一覧

checklist-accepted = サイトでコードが通った
checklist-backup-method = サイトのバックアップ手段を登録した
checklist-turned-on = サイトの最後の画面まで進んだ
checklist-recovery = 復旧コードの控えを確認した（またはパスワードを決めた）
checklist-backup = アプリのバックアップを作り、開いて確かめた
backup-method-sms = SMS（電話番号に文字で届く）
backup-method-voice-call = 音声電話（番号を読み上げる）
backup-method-other = そのほかの方法
share-for-staff = お店のスタッフなど、ほかの人に
share-for-new-phone = 自分の新しい端末に

## 自動バックアップ

automatic-backup-explained = バックアップのパスワードは、保管庫に暗号化して預けます。この端末で保管庫を開ける人は、バックアップも開けるようになります。オフにすると、預けたパスワードは消えます。パスワードは自分でも控えてください。この端末をなくしたときに必要です。
automatic-backup-standing-off = オフです。
automatic-backup-standing-saved = オンです。すべて保存してあります。
automatic-backup-standing-waiting = オンです。まだ保存していない変更があり、1分ほどで保存します。
automatic-backup-standing-failing = オンですが、保存できていません。
automatic-backup-standing-stopped = 止まっています。
automatic-backup-standing-elsewhere = オンです。この保管庫を開くほかのソフトが保存します。

## バックアップの予行と、パスワードの確認

setting-rehearsal = バックアップとパスワードの確認
setting-rehearsal-off = 確認しない
setting-rehearsal-weekly = 毎週
setting-rehearsal-monthly = 毎月
setting-rehearsal-three-monthly = 3か月ごと
rehearsed-all = { $accounts }件中{ $accounts }件のアカウントを復元できます。
rehearsed-some-older = { $accounts }件中{ $accounts }件のアカウントを復元できます。うち{ $changed }件は、変更前の内容です。
banner-rehearsal-due = 異常はありません。必要なときにバックアップを開けるように、いちどパスワードを入力して確かめましょう。
banner-rehearsal-failed = 確かめたとき、いちばん新しいバックアップは使えませんでした。
banner-credential-check-due = 異常はありません。{ $asked ->
        [recovery-code] 復旧コードの控えをなくしていないか
       *[password] 保管庫のパスワードを忘れていないか
    }、いちど入力して確かめましょう。
lead-rehearsal = 確かめる
lead-credential-check = 入力する

## 保存先にあるほかの端末のバックアップ

devices-none = ほかの端末のバックアップはありません。
devices-this-vault = 端末 { $name }
devices-other-vault = 端末 { $name }（別の保管庫）。新しい端末で復元した保管庫も、別の保管庫になります。
devices-damaged = { $name } は、作ったあとに変わったか、まだ最後までコピーされていません。
devices-renamed = { $name } は、ほかのアプリが名前を変えたコピーです。バックアップとして数えません。
