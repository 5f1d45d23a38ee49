//! Swift on Linux: the one on the `PATH`, or Debian's in a folder of the cache.
//!
//! Debian has packages of Swift from release 13 on. They are installed into a minimal Debian of
//! their own, so the machine's release does not matter and its system is not changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::CommandResult;
use crate::run::{cache, output, quiet_output, top};
use crate::tools::{is_there, need};

/// The Debian release whose Swift is used: 6.0.
const RELEASE: &str = "trixie";

/// The packages that are installed: Swift, and the libraries with which it links.
const PACKAGES: [&str; 3] = ["swiftlang", "libc6-dev", "libstdc++-14-dev"];

/// The keys of Debian's archive, from debootstrap's own package.
const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Runs its arguments inside the minimal Debian, in a mount namespace of their own: nothing stays
/// mounted when they end. The repository has the same path inside.
const ENTER: &str = r#"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mkdir -p "$ROOT$TOP"
mount --bind "$TOP" "$ROOT$TOP"
exec chroot "$ROOT" /usr/bin/env -i HOME=/root LANG=C.UTF-8 DIR="$DIR" \
  PATH=/usr/libexec/swift/bin:/usr/bin:/bin sh -c 'cd "$DIR" && exec "$@"' -- "$@"
"#;

/// A Swift 6 that can be used.
pub(crate) enum Swift {
    /// The Swift on the `PATH`.
    Own,
    /// The Swift in a minimal Debian below this folder.
    Debian(PathBuf),
}

impl Swift {
    /// Finds Swift, or installs it once.
    ///
    /// # Errors
    /// A sentence that says what to install.
    pub(crate) fn find() -> Result<Self, String> {
        let version = Command::new("swift").arg("--version").output();
        let version = version.map(|said| String::from_utf8_lossy(&said.stdout).into_owned());
        if version.is_ok_and(|version| is_new_enough(&version)) {
            return Ok(Self::Own);
        }
        let root = cache().join(format!("swift-{RELEASE}"));
        let ready = root.join("ready");
        if !ready.exists() {
            println!("   installing Swift into {}, once", root.display());
            install(&root)?;
            fs::write(&ready, PACKAGES.join("\n")).map_err(|why| why.to_string())?;
        }
        Ok(Self::Debian(root))
    }

    /// A command for a program of the tool chain, which runs in a folder of the repository.
    pub(crate) fn command(&self, folder: &Path, program: &str) -> Command {
        match self {
            Self::Own => {
                let mut command = Command::new(program);
                command.current_dir(folder);
                command
            }
            Self::Debian(root) => {
                let mut command = Command::new("unshare");
                command.args(["--mount", "--propagation", "private", "sh", "-euc", ENTER, "sh"]);
                command.env("ROOT", root).env("TOP", top()).env("DIR", folder).arg(program);
                command
            }
        }
    }
}

/// Whether Swift reports version 6 or a later one.
fn is_new_enough(version: &str) -> bool {
    let number = version.split("Swift version ").nth(1).and_then(|rest| rest.split('.').next());
    number.and_then(|number| number.parse::<u32>().ok()).is_some_and(|number| number >= 6)
}

/// Installs a minimal Debian with Swift.
fn install(root: &Path) -> CommandResult {
    let advice = || {
        "Swift 6 is missing: put it on the PATH. On Debian it is installed for this command alone, \
         which needs root and the package debootstrap"
            .to_owned()
    };
    need("debootstrap", "debootstrap").map_err(|_| advice())?;
    let mirror = mirror().ok_or_else(advice)?;
    let failed = |why: std::io::Error| format!("{}: {why}", root.display());
    // Removes the remains of an interrupted run.
    if root.exists() {
        fs::remove_dir_all(root).map_err(failed)?;
    }
    // A system that can be made again need not be flushed file by file.
    fs::create_dir_all(root.join("etc/dpkg/dpkg.cfg.d")).map_err(failed)?;
    fs::write(root.join("etc/dpkg/dpkg.cfg.d/unsafe-io"), "force-unsafe-io\n").map_err(failed)?;
    quietly(
        Command::new("debootstrap")
            .args(["--variant=minbase", "--keyring", KEYS, RELEASE])
            .args([root.as_os_str(), mirror.as_ref()]),
    )?;
    for name in ["resolv.conf", "hosts"] {
        // If the machine has no such file, none is needed.
        let _ = fs::copy(Path::new("/etc").join(name), root.join("etc").join(name));
    }
    let inside = |arguments: &[&str]| {
        let mut command = Command::new("chroot");
        command.arg(root).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        quietly(&mut command)
    };
    inside(&["apt-get", "update", "-q"])?;
    let packages = [&["apt-get", "install", "-q", "-y", "--no-install-recommends"], &PACKAGES[..]];
    inside(&packages.concat())?;
    inside(&["apt-get", "clean"])
}

/// The Debian mirror that the machine's own apt uses.
fn mirror() -> Option<String> {
    if !is_there("apt-get") {
        return None;
    }
    let mut targets = Command::new("apt-get");
    targets.args(["indextargets", "--format", "$(LABEL) $(SITE)", "Created-By: Packages"]);
    let listed = output(&mut targets).ok()?;
    listed.lines().find_map(|line| line.strip_prefix("Debian ")).map(str::to_owned)
}

/// Runs a program whose output matters only if it fails.
fn quietly(command: &mut Command) -> CommandResult {
    quiet_output(command).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swift_6_and_later_are_new_enough() {
        assert!(is_new_enough("Swift version 6.0.3 (swift-6.0.3-RELEASE)"));
        assert!(is_new_enough("Apple Swift version 12.1 (swiftlang-6.2)"));
        assert!(!is_new_enough("Swift version 5.10 (swift-5.10-RELEASE)"));
        assert!(!is_new_enough("command not found"));
    }
}
