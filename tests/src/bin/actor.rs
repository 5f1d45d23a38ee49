//! Changes a vault and prints what was saved, until it is killed: the child process of
//! `tests/crash.rs`.
//!
//! `actor FILE TASK`. Each output line is printed after the vault has answered.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program that only tests run")]

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use aikotoba_core::account::Account;
use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::fault::Fault;
use aikotoba_core::otpauth;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    AccountChange, ChangeBatch, ChangeError, ChangeReason, UnlockCredential, Vault,
};
use aikotoba_core::vault::{NewVaultCredentials, RekeyChoice, make_recovery_code, rekey};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

fn main() {
    let [file, task] = std::env::args().skip(1).collect::<Vec<_>>().try_into().unwrap();
    let key = SymmetricKey::from_slice(&[0x5a; 32]).unwrap();
    if task == "first" {
        return first(Path::new(&file), &key);
    }
    let locked = Vault::open(Path::new(&file), Arc::new(SystemRandom::new())).unwrap();
    say("open");
    let vault = locked.unlock(UnlockCredential::Device(&key)).unwrap();
    say("unlocked");
    let done = match task.as_str() {
        "add" => add(vault),
        "import" => import(vault),
        "passphrase" => passphrase(vault),
        "rekey" => rekeyed(vault, &key),
        "undo" => undo(vault),
        "codes" => codes(vault),
        // The task was to unlock, or to keep the vault open.
        "migrate" => Ok(()),
        "hold" => {
            std::io::stdin().read_line(&mut String::new()).unwrap();
            Ok(())
        }
        other => panic!("no task {other}"),
    };
    if let Err(why) = done {
        say(&format!("refused {}", why.code()));
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

fn account(label: &str) -> Account {
    let text = format!("otpauth://totp/Amazon:{label}?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon");
    otpauth::parse(&text, NOW).unwrap()
}

fn add(mut vault: Vault) -> Result<(), ChangeError> {
    for number in 0..2000 {
        vault.add(account(&format!("a{number}")), NOW)?;
        say(&format!("saved a{number}"));
    }
    Ok(())
}

fn import(mut vault: Vault) -> Result<(), ChangeError> {
    for round in 0..200 {
        let labels: Vec<String> = (0..40).map(|number| format!("i{round}-{number}")).collect();
        let add = |label| AccountChange::Add {
            id: None,
            account: Box::new(account(label)),
            trashed: None,
        };
        let steps = labels.iter().map(|label| add(label)).collect();
        vault.apply(ChangeBatch { changes: steps, settings: None }, ChangeReason::Import, NOW)?;
        say(&format!("saved {}", labels.join(" ")));
    }
    Ok(())
}

fn passphrase(mut vault: Vault) -> Result<(), ChangeError> {
    let cheap = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
    for number in 0..500 {
        vault.change_passphrase(&Passphrase::new(format!("p{number}")), cheap, NOW)?;
        say(&format!("passphrase p{number}"));
    }
    Ok(())
}

fn rekeyed(mut vault: Vault, device: &SymmetricKey) -> Result<(), ChangeError> {
    let cheap = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
    for number in 0..200 {
        let passphrase = Passphrase::new(format!("p{number}"));
        let choice = RekeyChoice { passphrase: &passphrase, cost: cheap, device: Some(device) };
        rekey(&mut vault, &choice, NOW, &SystemRandom::new())?;
        say(&format!("passphrase p{number}"));
    }
    Ok(())
}

/// Makes a vault that the device and a recovery code open, and stores its first account, as the
/// first scan does.
fn first(path: &Path, key: &SymmetricKey) {
    say("begun");
    let cost = PassphraseCost::MIN;
    let locks = NewVaultCredentials { passphrase: None, recovery: true, device: Some(key), cost };
    let made = Vault::create(path, &locks, NOW, Arc::new(SystemRandom::new()));
    let (mut vault, code) = made.unwrap();
    say(&format!("code {}", *code.unwrap().print()));
    vault.add(account("first"), NOW).unwrap();
    say("saved first");
    vault.confirm_recovery(NOW).unwrap();
    say("confirmed");
}

/// Shows recovery codes one after the other, each until it is confirmed.
fn codes(mut vault: Vault) -> Result<(), ChangeError> {
    for _ in 0..200 {
        let shown = make_recovery_code(&mut vault, NOW, &SystemRandom::new())?;
        say(&format!("code {}", *shown.code.print()));
        vault.confirm_recovery(NOW)?;
        say("confirmed");
    }
    Ok(())
}

fn undo(mut vault: Vault) -> Result<(), ChangeError> {
    for number in 0..500 {
        let id = vault.add(account(&format!("u{number}")), NOW)?;
        vault.edit(id, account(&format!("v{number}")), NOW)?;
        vault.undo(NOW)?;
        say(&format!("saved u{number}"));
    }
    Ok(())
}
