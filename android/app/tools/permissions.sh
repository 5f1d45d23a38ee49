#!/usr/bin/env bash
# permissions.sh APK: compares the permissions in an APK with the allowed ones. It fails if a library requests
# the network. The Android SDK has aapt2 in a folder of its build tools.
set -euo pipefail
aapt2=$(command -v aapt2 || find "${ANDROID_HOME:-/nowhere}/build-tools" -name aapt2 -type f | LC_ALL=C sort | tail -n 1)
allowed=$'android.permission.CAMERA\nandroid.permission.USE_BIOMETRIC\napp.aikotoba.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION'
found=$("$aapt2" dump permissions "$1" | sed -n "s/^uses-permission[^:]*: name='\([^']*\)'.*/\1/p" | LC_ALL=C sort)
if [ "$found" != "$allowed" ]; then
  echo "The APK asks for other permissions than it should:" >&2
  diff <(echo "$allowed") <(echo "$found") >&2
  exit 1
fi
