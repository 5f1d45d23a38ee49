//! The Android app without the Android SDK: compiled against the real Jetpack libraries, tested
//! with Robolectric and the real core, linked, dexed and signed. See `docs/android.md`.

use std::path::{Path, PathBuf};

use crate::run::top;
use crate::tools::{loud_maven, need, need_java, run_tests};
use crate::{CommandResult, bindings};

/// Builds the core and the app, runs its tests, and packages it.
pub(crate) fn check() -> CommandResult {
    let packages = [
        ("python3", "python3"),
        ("zip", "zip"),
        ("unzip", "unzip"),
        ("aapt2", "aapt"),
        ("zipalign", "zipalign"),
        ("apksigner", "apksigner"),
    ];
    need_java()?;
    for (program, package) in packages {
        need(program, package)?;
    }
    let java = newer_java()?;
    bindings::build()?;
    let app = top().join("android/app");
    // Kotlin would use classes of an earlier run as a library.
    for left in ["target/classes", "target/test-classes"] {
        let _ = std::fs::remove_dir_all(app.join(left));
    }
    let mut maven = loud_maven(&app);
    maven.arg(format!("-Dtest.jvm={}", java.display()));
    // The phase before Maven would build a jar; `tools/package.sh` builds an APK instead.
    run_tests(maven.arg("prepare-package"))
}

/// A Java version that runs Android 16, whose classes are compiled for Java 21.
fn newer_java() -> Result<PathBuf, String> {
    let named = std::env::vars_os()
        .filter(|(name, _)| name.to_string_lossy().starts_with("JAVA_HOME"))
        .map(|(_, home)| PathBuf::from(home));
    let beside = std::fs::read_dir("/usr/lib/jvm").into_iter().flatten().flatten();
    let homes = named.chain(beside.map(|entry| entry.path()));
    homes
        .filter(|home| version(home).is_some_and(|version| version >= 21))
        .map(|home| home.join("bin/java"))
        .find(|java| java.is_file())
        .ok_or_else(|| {
            "a JDK of version 21 or newer is missing: the tests run Android 16, whose classes need \
             it. Install one, and name its folder in JAVA_HOME where it isn't under /usr/lib/jvm"
                .to_owned()
        })
}

/// The version in a JDK's `release` file.
fn version(home: &Path) -> Option<u32> {
    let text = std::fs::read_to_string(home.join("release")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("JAVA_VERSION=\""))?;
    line.split(['.', '"', '-']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_jdk_is_read() {
        let folder = std::env::temp_dir().join(format!("aikotoba-jdk-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.1\"\n")
            .unwrap();
        assert_eq!(version(&folder), Some(25));
        assert_eq!(version(&folder.join("none")), None);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
