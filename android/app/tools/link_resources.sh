#!/usr/bin/env bash
# link_resources.sh FRAMEWORK.jar: the merged manifest, the linked resources of the app and of every AAR, and
# an R class for each package. Writes target/AndroidManifest.xml, target/resources.ap_
# and target/generated, and the framework's path for tools/package.sh into target/framework.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
framework_jar=$1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/aikotoba/android
framework=$cache/$(basename "$framework_jar" .jar).apk
if [ ! -f "$framework" ]; then
  mkdir -p "$cache"
  python3 tools/classic_arsc.py "$framework_jar" "$framework.part"
  mv "$framework.part" "$framework"
fi

# The bundled fonts are in the folder of the screens; on Android they are assets.
mkdir -p target/compiled target/assets
echo "$framework_jar" > target/framework.txt
rm -rf target/assets/fonts
cp -R ../ui/src/main/resources/fonts target/assets/
libraries=() packages='' manifests=()
while IFS=$'\t' read -r scope package folder; do
  [ "$scope" = test ] && continue
  manifests+=("$folder/AndroidManifest.xml")
  packages=$packages:$package
  [ -n "$(ls -A "$folder/res" 2>/dev/null)" ] || continue
  compiled=target/compiled/$(basename "$folder").zip
  [ -f "$compiled" ] || aapt2 compile --dir "$folder/res" -o "$compiled"
  libraries+=(-R "$compiled")
done < target/aar/list.tsv

python3 tools/merge_manifest.py target/AndroidManifest.xml app.aikotoba 28 36 src/main/AndroidManifest.xml "${manifests[@]}"
aapt2 compile --dir src/main/res -o target/compiled/app.zip
rm -rf target/generated
mkdir target/generated
aapt2 link -o target/resources.ap_ -I "$framework" --manifest target/AndroidManifest.xml \
  --java target/generated --custom-package app.aikotoba.android --extra-packages "${packages#:}" \
  --proguard target/manifest.pro -A target/assets --auto-add-overlay --version-code 1 --version-name 0.1.0 \
  "${libraries[@]}" -R target/compiled/app.zip
echo "linked resources: the app and $((${#libraries[@]} / 2)) libraries"
