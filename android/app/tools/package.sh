#!/usr/bin/env bash
# package.sh [d8|r8]: what Maven has compiled as a signed APK, to check what a packager
# checks: that everything becomes dex, that it aligns and verifies, and what the manifest asks for. It is no
# release: without an NDK it holds no core, and its key is thrown away. It finds r8.jar and jna.aar in
# target/tools.
set -euo pipefail
cd "$(dirname "$0")/.."
r8=target/tools/r8.jar framework=$(cat target/framework.txt) dexer=${1:-d8}
out=target/apk
rm -rf "$out"
mkdir -p "$out/lib"

(cd target/classes && zip -q -r ../apk/app.jar . -i '*.class')
# Twins of the Android artifacts hold the same classes: Gradle picks one, Maven brings both.
mapfile -t jars < <(grep -v 'runtime-annotation-jvm' target/aar/runtime.txt)
options=(--release --min-api 28 --lib "$framework" --output "$out")
if [ "$dexer" = r8 ]; then
  cp proguard.pro "$out/rules.pro"
  while IFS=$'\t' read -r scope _ folder; do
    [ "$scope" = test ] || cat "$folder/proguard.txt" 2>/dev/null >> "$out/rules.pro" || true
  done < target/aar/list.tsv
  java -Xmx2g -cp "$r8" com.android.tools.r8.R8 "${options[@]}" --pg-conf "$out/rules.pro" "$out/app.jar" "${jars[@]}" > "$out/dex.log" 2>&1 ||
    { tail -30 "$out/dex.log"; exit 1; }
else
  java -Xmx2g -cp "$r8" com.android.tools.r8.D8 "${options[@]}" "$out/app.jar" "${jars[@]}" > "$out/dex.log" 2>&1 ||
    { tail -30 "$out/dex.log"; exit 1; }
fi

for abi in arm64-v8a x86_64; do
  mkdir -p "$out/lib/$abi"
  # The jar of JNA that runs on this computer has no Android library; its AAR does.
  unzip -q -o -j target/tools/jna.aar "jni/$abi/*.so" -d "$out/lib/$abi"
  for folder in target/aar/*/jni/$abi; do
    [ -d "$folder" ] && cp "$folder"/*.so "$out/lib/$abi/"
  done
done
cp target/resources.ap_ "$out/unaligned.apk"
(cd "$out" && zip -q unaligned.apk classes*.dex && zip -q -0 -r unaligned.apk lib)
# Debian's zipalign may be too old to know pages of 16 KB.
zipalign -f -P 16 4 "$out/unaligned.apk" "$out/aligned.apk" 2>/dev/null ||
  zipalign -f -p 4 "$out/unaligned.apk" "$out/aligned.apk"

keytool -genkeypair -keystore "$out/throwaway.p12" -storetype PKCS12 -storepass throwaway -alias throwaway \
  -keyalg EC -groupname secp256r1 -validity 1 -dname CN=Throwaway 2>/dev/null
apksigner sign --ks "$out/throwaway.p12" --ks-pass pass:throwaway --min-sdk-version 28 \
  --out "$out/aikotoba-check.apk" "$out/aligned.apk"
apksigner verify --min-sdk-version 28 "$out/aikotoba-check.apk"
zipalign -c 4 "$out/aikotoba-check.apk"

# What the APK asks for, read back from the APK.
aapt2 dump permissions "$out/aikotoba-check.apk" > "$out/permissions.txt"
expected=$'android.permission.CAMERA\nandroid.permission.USE_BIOMETRIC\napp.aikotoba.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION'
found=$(sed -n "s/^uses-permission: name='\(.*\)'.*/\1/p" "$out/permissions.txt" | sort)
if [ "$found" != "$expected" ]; then
  echo "The APK asks for other permissions than it should:" >&2
  diff <(echo "$expected") <(echo "$found") >&2
  exit 1
fi
echo "signed and verified: $(du -h "$out/aikotoba-check.apk" | cut -f1), permissions: camera, biometrics, no network"
