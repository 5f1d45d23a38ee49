//! Checks that the built program and library import nothing that opens a socket.
//!
//! A list of crate names is never complete; the linker's list of imports is, for everything that
//! calls the system through the C library. `syscall` and `dlsym` are among the imports, because
//! Rust's standard library uses them for functions that older systems lack; `syscalls.rs` checks
//! such calls by tracing a whole run.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::run::{command_line, output, top};
use crate::tools::need;
use crate::{CommandResult, bindings};

/// Functions of the C library that open, use or resolve a network connection.
const NETWORK: &[&str] = &[
    "accept",
    "accept4",
    "bind",
    "connect",
    "freeaddrinfo",
    "gai_strerror",
    "getaddrinfo",
    "getaddrinfo_a",
    "getifaddrs",
    "getnameinfo",
    "getpeername",
    "getsockname",
    "getsockopt",
    "if_indextoname",
    "if_nametoindex",
    "listen",
    "recv",
    "recvfrom",
    "recvmmsg",
    "recvmsg",
    "send",
    "sendmmsg",
    "sendmsg",
    "sendto",
    "setsockopt",
    "shutdown",
    "socket",
    "socketpair",
];

/// Prefixes of whole families of such functions.
const FAMILIES: &[&str] =
    &["__res_", "gethostby", "getnetby", "getprotoby", "getservby", "inet_", "ns_", "res_"];

/// Functions that run another program, which could open a connection.
const PROGRAMS: &[&str] = &[
    "execl",
    "execle",
    "execlp",
    "execv",
    "execve",
    "execveat",
    "execvp",
    "execvpe",
    "fexecve",
    "fork",
    "popen",
    "posix_spawn",
    "posix_spawnp",
    "system",
    "vfork",
];

/// Builds both and checks their imports.
pub(crate) fn check() -> CommandResult {
    if !cfg!(target_os = "linux") {
        println!("   checked on Linux only");
        return Ok(());
    }
    need("nm", "binutils")?;
    command_line()?;
    bindings::build()?;
    for file in ["target/release/aikotoba", "target/release/libaikotoba_uniffi.so"] {
        let imports = imports(&top().join(file))?;
        // A file without any imports would pass; every file of ours imports `fsync`.
        if !imports.contains("fsync") {
            return Err(format!("{file}: its list of imports is incomplete"));
        }
        let found: Vec<&str> =
            imports.iter().map(String::as_str).filter(|name| is_network(name)).collect();
        if !found.is_empty() {
            return Err(format!("{file} could use the network: it imports {}", found.join(", ")));
        }
        println!("   {file}: {} imports, none of a socket or of another program", imports.len());
    }
    Ok(())
}

/// The functions that a file imports from libraries, including weak ones, without their versions.
fn imports(file: &Path) -> Result<BTreeSet<String>, String> {
    let mut nm = Command::new("nm");
    let listed = output(nm.args(["--dynamic", "--undefined-only"]).arg(file))?;
    Ok(names(&listed))
}

fn names(listed: &str) -> BTreeSet<String> {
    let last = listed.lines().filter_map(|line| line.split_whitespace().last());
    last.filter_map(|name| name.split('@').next()).map(str::to_owned).collect()
}

fn is_network(name: &str) -> bool {
    // glibc has second names for its own use.
    let plain = name.trim_start_matches('_');
    let is_known = |known: &&str| *known == name || *known == plain;
    NETWORK.iter().chain(PROGRAMS).any(is_known)
        || FAMILIES.iter().any(|begin| name.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_open_sockets_are_found_among_other_imports() {
        let listed = "                 U fsync@GLIBC_2.2.5\n                 w __cxa_finalize\n\
                      \x20                U getaddrinfo@GLIBC_2.2.5\n";
        let names = names(listed);
        assert_eq!(names.len(), 3);
        let found: Vec<_> = names.iter().filter(|name| is_network(name)).collect();
        assert_eq!(found, ["getaddrinfo"]);
    }

    #[test]
    fn families_are_recognised_and_similar_names_are_not() {
        for name in ["accept4", "__connect", "res_init", "__res_state", "gethostbyname_r"] {
            assert!(is_network(name), "{name}");
        }
        for name in ["fsync", "sendfile", "shutdownd", "resolve", "response_", "bindtextdomain"] {
            assert!(!is_network(name), "{name}");
        }
    }
}
