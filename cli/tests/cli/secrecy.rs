//! What the program must not reveal.

use std::fs;

#[cfg(target_os = "linux")]
use crate::keys;
use crate::program::{AMAZON, KEY, PASSWORD, Person};

#[test]
fn no_command_but_those_asked_for_it_shows_a_key() {
    let person = Person::with(&[AMAZON]);
    let file = person.path("shop.age");
    for line in [
        &["list"][..],
        &["codes"],
        &["confirm", "amazon"],
        &["vault", "info"],
        &["vault", "check"],
        &["backup", &file],
        &["verify", &file],
        &["restore", &file],
        &["remove", "amazon"],
        &["trash"],
        &["undo"],
    ] {
        for json in [&[][..], &["--json"]] {
            let ran = person.run(&[json, line].concat());
            for text in [&ran.out, &ran.err] {
                assert!(!text.contains(&KEY[..8]) && !text.contains(PASSWORD), "{line:?}: {text}");
            }
        }
    }
}

#[test]
fn nothing_on_the_disk_holds_a_key_or_the_password() {
    let person = Person::with(&[AMAZON]);
    person.json(&["backup", &person.path("shop.age")]);
    fs::remove_file(person.path("password")).unwrap();
    for name in ["vault", "shop.age"] {
        let bytes = person.read(name);
        for secret in [KEY, PASSWORD, "shop@example.co.jp"] {
            let is_there = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!is_there, "{secret}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn other_programs_can_not_see_the_password() {
    use std::process::Stdio;
    let person = Person::with(&[AMAZON]);
    let mut watch = person.command(&["--json", "codes", "--watch"]);
    let mut watch = watch.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    for file in ["cmdline", "environ"] {
        // If a process writes no core dumps, only root can read more than its command line.
        let Ok(seen) = fs::read(format!("/proc/{}/{file}", watch.id())) else {
            assert_eq!(file, "environ");
            continue;
        };
        let has = |secret: &str| seen.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!has(PASSWORD) && !has(KEY));
    }
    watch.kill().unwrap();
    watch.wait().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn watching_codes_keeps_no_vault_key_in_memory_and_writes_no_core_dump() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let person = Person::with(&[AMAZON]);
    let sought = keys::turned_keys(person.path("vault").as_ref(), PASSWORD);
    let mut watch = person.command(&["--json", "codes", "--watch"]);
    let mut watch = watch.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(watch.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("valid_until"), "{line}");
    let process = watch.id().to_string();
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    // If the memory can't be read, only root could find anything in it.
    let found = keys::found_in_memory(&process, &sought).unwrap_or_default();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(found.is_empty(), "{found:#?}");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let words: Vec<&str> = core.split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"], "{core}");
}
