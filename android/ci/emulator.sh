#!/usr/bin/env bash
# emulator.sh API: starts an emulator of one Android version and runs the instrumented tests on it. Its camera shows a drawn scene.
set -euo pipefail
cd "$(dirname "$0")/.."
api=$1
image="system-images;android-$api;google_apis;x86_64"
if [ "${2:-}" = --print ]; then
    echo "$image"
    exit 0
fi
# The wall of the emulator's scene shows Amazon's QR code as a phone sees it on a monitor.
poster=$PWD/../target/photograph.png
(cd .. && cargo run --locked --quiet --release --package aikotoba-studio --example photograph -- "$poster")
(set +o pipefail; yes | sdkmanager --licenses > /dev/null)
sdkmanager emulator platform-tools "$image"
echo no | avdmanager create avd --force --name "aikotoba-$api" --package "$image"
"$ANDROID_HOME/emulator/emulator" "@aikotoba-$api" -no-window -no-audio -no-boot-anim -no-snapshot -gpu swiftshader_indirect \
    -camera-back virtualscene -virtualscene-poster "wall=$poster" &
emulator=$!
trap 'kill "$emulator"' EXIT
adb wait-for-device
for _ in $(seq 1 120); do
    [ "$(adb shell getprop sys.boot_completed | tr -d '\r')" = 1 ] && break
    sleep 5
done
[ "$(adb shell getprop sys.boot_completed | tr -d '\r')" = 1 ]
adb logcat -c
./gradlew --no-daemon :app:connectedDebugAndroidTest
# Debug builds log files that the main thread reads or writes (MainThreadCheck.kt).
if adb logcat -d -s StrictMode | grep 'at app\.aikotoba\.'; then
    echo "The app's own code used files on the main thread; see the lines above." >&2
    exit 1
fi
