#!/usr/bin/env bash
# Prepares a computer that has the Android SDK's command line tools: installs the platform, the NDK, cargo-ndk and the Gradle wrapper's jar.
# The versions are those of gradle/libs.versions.toml and gradle/wrapper/gradle-wrapper.properties. `sdk.sh --print` only prints what it
# would install.
set -euo pipefail
cd "$(dirname "$0")/.."

version() { sed -n "s/^$1 = \"\(.*\)\"/\1/p" gradle/libs.versions.toml; }
compile_sdk=$(version compileSdk)
ndk=$(version ndk)
cargo_ndk=$(version cargoNdk)
gradle=$(sed -n 's/^distributionUrl=.*gradle-\(.*\)-bin\.zip$/\1/p' gradle/wrapper/gradle-wrapper.properties)
[ -n "$compile_sdk" ] && [ -n "$ndk" ] && [ -n "$cargo_ndk" ] && [ -n "$gradle" ]

echo "platforms;android-$compile_sdk ndk;$ndk cargo-ndk $cargo_ndk gradle $gradle"
if [ "${1:-}" = --print ]; then exit 0; fi

# A signal ends `yes` when sdkmanager stops reading.
(set +o pipefail; yes | sdkmanager --licenses > /dev/null)
sdkmanager "platforms;android-$compile_sdk" "ndk;$ndk"
rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android
cargo install --locked --version "$cargo_ndk" cargo-ndk

# The wrapper's jar is not in the repository. Any version of Gradle can make it in an empty folder, where it does not read our settings.
# The wrapper then downloads the version in gradle-wrapper.properties.
if [ ! -f gradle/wrapper/gradle-wrapper.jar ]; then
    empty=$(mktemp -d)
    touch "$empty/settings.gradle"
    (cd "$empty" && gradle --no-daemon wrapper --gradle-version "$gradle")
    cp "$empty/gradle/wrapper/gradle-wrapper.jar" gradle/wrapper/
    cp "$empty/gradlew" "$empty/gradlew.bat" .
    rm -rf "$empty"
fi
