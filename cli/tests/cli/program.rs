//! A user with a vault and a folder of their own.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{NewVaultCredentials, Vault};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const AMAZON: &str = "otpauth://totp/Amazon%3Ashop%40example.co.jp?secret=\
    GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA&issuer=Amazon";
pub(crate) const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA";
pub(crate) const PASSWORD: &str = "正しい馬 battery";

/// The result of a run.
pub(crate) struct Ran {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The JSON output of a successful run.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.exit, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}: {}", self.out))
    }

    /// The code of the error in JSON.
    pub(crate) fn fault(&self) -> String {
        let line = self.err.lines().last().unwrap_or_default();
        let printed: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{}", self.err));
        let error = &printed["error"];
        for part in ["happened", "kept", "next"] {
            assert!(!error[part].as_str().unwrap().is_empty(), "{printed}");
        }
        assert_eq!(error["exit"], self.exit);
        error["code"].as_str().unwrap().to_owned()
    }
}

/// Runs the program without a vault.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    start(Command::new(env!("CARGO_BIN_EXE_aikotoba")).args(arguments), "")
}

fn start(command: &mut Command, typed: &str) -> Ran {
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        if !command.get_envs().any(|(name, _)| name == variable) {
            command.env_remove(variable);
        }
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that exits before it has read all input closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        exit: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program with these environment variables.
pub(crate) fn run_with(variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aikotoba"));
    start(command.args(arguments).envs(variables.iter().copied()), "")
}

/// A user with a password and a folder.
pub(crate) struct Person {
    pub(crate) folder: TempDir,
}

impl Person {
    /// A user without a vault.
    pub(crate) fn new() -> Self {
        let person = Self { folder: tempfile::tempdir().unwrap() };
        person.write("password", format!("{PASSWORD}\n"));
        person
    }

    /// A user with an empty vault whose password is cheap to try, since these tests open vaults
    /// hundreds of times. `vault.rs` makes some vaults at full cost.
    pub(crate) fn with_vault() -> Self {
        let person = Self::new();
        let password = Passphrase::new(PASSWORD.to_owned());
        let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
        let locks = NewVaultCredentials {
            passphrase: Some(&password),
            recovery: false,
            device: None,
            cost,
        };
        let path = person.folder.path().join("vault");
        Vault::create(&path, &locks, UnixMillis(0), Arc::new(SystemRandom::new())).unwrap();
        person
    }

    /// A user with a vault that contains these links.
    pub(crate) fn with(links: &[&str]) -> Self {
        let person = Self::with_vault();
        person.type_in(&links.join("\n"), &["--json", "add", "-", "--all"]).json();
        person
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file in the folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.folder.path().join(name), content).unwrap();
        self.path(name)
    }

    /// The bytes of a file in the folder.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).unwrap()
    }

    /// Runs the program on the vault, with the password from its file.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.type_in("", arguments)
    }

    /// Runs it with a text on standard input.
    pub(crate) fn type_in(&self, typed: &str, arguments: &[&str]) -> Ran {
        start(&mut self.command(arguments), typed)
    }

    /// Runs it with JSON output.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Ran {
        let with_json: Vec<&str> = ["--json"].iter().chain(arguments).copied().collect();
        self.run(&with_json)
    }

    /// The JSON output of a successful run.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        self.ask(arguments).json()
    }

    /// Runs it with JSON output, after a shell command that sets up the environment.
    #[cfg(unix)]
    pub(crate) fn ask_under(&self, surroundings: &str, arguments: &[&str]) -> Ran {
        let inner = self.command(arguments);
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{surroundings}; exec \"$0\" --json \"$@\"")]);
        command.arg(inner.get_program()).args(inner.get_args());
        command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
        start(&mut command, "")
    }

    /// The command, for a test that starts it itself.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aikotoba"));
        command.args(["--vault", &self.path("vault")]).args(arguments);
        command.env("XDG_STATE_HOME", self.folder.path().join("state"));
        if !arguments.contains(&"--password-file") {
            command.args(["--password-file", &self.path("password")]);
        }
        command
    }
}
