#!/bin/sh
# Makes the bundled fonts from their publishers' packages: Noto Sans JP in two weights, reduced to JIS X 0208
# level 1 and the characters of the catalogues, and Inter's digits of equal width.
# Needs npm, python3 and a network; run it only when the catalogues use a new character.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${XDG_CACHE_HOME:-$HOME/.cache}/aikotoba/fonts
out=$here/src/main/resources/fonts
mkdir -p "$work" "$out"
cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-jp@0.4.3 @expo-google-fonts/inter@0.4.2
for family in noto-sans-jp inter; do
    mkdir -p "$family"
    tar xzf expo-google-fonts-$family-*.tgz -C "$family" --strip-components 1
done
[ -d venv ] || python3 -m venv venv
venv/bin/pip -q install fonttools==4.68.0
python3 - "$here/../../words" > letters.txt <<'PY'
import pathlib, sys
letters = set(map(chr, range(0x20, 0x7f))) | set(map(chr, range(0xa0, 0x180)))
letters |= set(map(chr, range(0x3000, 0x3100))) | set(map(chr, range(0xff01, 0xffe7))) | set("“”‘’…–—•→←↑↓✓×①②③④⑤⑥")
for row in [*range(0x81, 0x85), *range(0x88, 0x99)]:  # symbols and kana, then the kanji of level 1
    for cell in range(0x40, 0xfd):
        try:
            letters.add(bytes([row, cell]).decode("cp932"))
        except UnicodeDecodeError:
            pass
for file in pathlib.Path(sys.argv[1]).rglob("*.ftl"):
    letters |= set(file.read_text())
print("".join(sorted(l for l in letters if l.isprintable())), end="")
PY
for weight in 400Regular 600SemiBold; do
    venv/bin/pyftsubset noto-sans-jp/$weight/NotoSansJP_$weight.ttf --text-file=letters.txt \
        --layout-features=kern,palt,ccmp --no-hinting --desubroutinize --output-file="$out/NotoSansJP-$weight.ttf"
done
venv/bin/pyftsubset inter/500Medium/Inter_500Medium.ttf --unicodes=U+0020-007E,U+00B7,U+2022 \
    --layout-features=tnum,kern --no-hinting --output-file="$out/Inter-500Medium.ttf"
cp noto-sans-jp/LICENSE_FONT "$out/NotoSansJP-OFL.txt"
cp inter/LICENSE_FONT "$out/Inter-OFL.txt"
ls -l "$out"
