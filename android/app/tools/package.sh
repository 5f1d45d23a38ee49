#!/usr/bin/env bash
# package.sh [d8|r8]: packages the output of Maven as a signed APK. Checks that everything compiles to dex,
# that the APK is aligned and verifies, that native code supports 16 KB pages, and which permissions the
# manifest requests. It is not a release: without an NDK it does not contain the core, and its key is temporary.
# r8.jar and jna.aar must be in target/tools.
set -euo pipefail
cd "$(dirname "$0")/.."
dexer=${1:-d8} framework=$(cat target/framework.txt)
out=target/apk
rm -rf "$out"
mkdir -p "$out/lib"

# Some Android artifacts contain the same classes: Gradle selects one, Maven includes both.
mapfile -t libraries < <(grep -v 'runtime-annotation-jvm' target/aar/runtime.txt)
options=(--release --min-api 28 --lib "$framework")

# Runs D8 or R8; both print many warnings, so their output is shown only if they fail.
dex() {
  java -Xmx2g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp target/tools/r8.jar "com.android.tools.r8.$1" \
    "${options[@]}" "${@:2}" > "$out/dex.log" 2>&1 || { tail -30 "$out/dex.log" >&2; exit 1; }
}

(cd target/classes && zip -q -r ../apk/app.jar . -i '*.class')
if [ "$dexer" = r8 ]; then
  # In addition to our rules: classes named in the manifest and in layouts, and the libraries' rules. Of the
  # rules that Gradle adds, this check needs those for enumerations.
  cat proguard.pro target/manifest.pro > "$out/rules.pro"
  echo '-keepclassmembers enum * { public static **[] values(); public static ** valueOf(java.lang.String); }' >> "$out/rules.pro"
  while IFS=$'\t' read -r scope _ folder; do
    [ "$scope" = test ] || cat "$folder/proguard.txt" 2>/dev/null >> "$out/rules.pro" || true
  done < target/aar/list.tsv
  dex R8 --pg-conf "$out/rules.pro" --output "$out" "$out/app.jar" "${libraries[@]}"
else
  # The libraries take most of the time and rarely change: their dex files are cached by a hash of their input.
  sum=$(cat "${BASH_SOURCE[0]}" target/tools/r8.jar "${libraries[@]}" | sha256sum | cut -c1-16)
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/aikotoba/android
  kept=$cache/libraries-$sum.zip
  if [ ! -f "$kept" ]; then
    mkdir -p "$cache"
    dex D8 --output "$out/libraries.zip" "${libraries[@]}"
    cp "$out/libraries.zip" "$kept.$$"
    mv "$kept.$$" "$kept"
  fi
  beside=()
  for library in "${libraries[@]}"; do beside+=(--classpath "$library"); done
  dex D8 "${beside[@]}" --output "$out" "$out/app.jar"
  # An APK may have any number of dex files, numbered without gaps.
  number=$(find "$out" -name 'classes*.dex' | wc -l)
  unzip -q "$kept" -d "$out/libraries"
  for part in "$out"/libraries/classes*.dex; do
    number=$((number + 1))
    mv "$part" "$out/classes$number.dex"
  done
fi

for abi in arm64-v8a x86_64; do
  mkdir -p "$out/lib/$abi"
  unzip -q -o -j target/tools/jna.aar "jni/$abi/*.so" -d "$out/lib/$abi"
  for folder in target/aar/*/jni/$abi; do
    [ -d "$folder" ] && cp "$folder"/*.so "$out/lib/$abi/"
  done
done
python3 tools/page_size.py "$out"/lib/*/*.so
cp target/resources.ap_ "$out/unaligned.apk"
(cd "$out" && zip -q unaligned.apk classes*.dex && zip -q -0 -r unaligned.apk lib)
# Debian's zipalign may be too old for 16 KB pages.
zipalign -f -P 16 4 "$out/unaligned.apk" "$out/aligned.apk" 2>/dev/null ||
  zipalign -f -p 4 "$out/unaligned.apk" "$out/aligned.apk"

keytool -genkeypair -keystore "$out/throwaway.p12" -storetype PKCS12 -storepass throwaway -alias throwaway \
  -keyalg EC -groupname secp256r1 -validity 1 -dname CN=Throwaway 2>/dev/null
apksigner sign --ks "$out/throwaway.p12" --ks-pass pass:throwaway --min-sdk-version 28 \
  --out "$out/aikotoba-check.apk" "$out/aligned.apk"
apksigner verify --min-sdk-version 28 "$out/aikotoba-check.apk"
zipalign -c 4 "$out/aikotoba-check.apk"

tools/permissions.sh "$out/aikotoba-check.apk"
echo "signed and verified: $(du -h "$out/aikotoba-check.apk" | cut -f1), permissions: camera, biometrics, no network"
