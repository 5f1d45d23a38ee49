//! Errors of the command line, and how all errors are shown in a terminal.

use std::io;
use std::path::Path;

use aikotoba_core::fault::Fault;

use crate::exit::ExitStatus;

/// What stopped a command: an error of the core or a [`CliError`].
#[derive(Debug)]
pub(crate) struct Failure(Box<dyn Fault>);

impl<F: Fault + 'static> From<F> for Failure {
    fn from(fault: F) -> Self {
        Self(Box::new(fault))
    }
}

impl Failure {
    /// The error itself.
    pub(crate) fn fault(&self) -> &dyn Fault {
        &*self.0
    }

    /// The exit status that it causes.
    pub(crate) fn exit(&self) -> ExitStatus {
        if self.0.code().starts_with("cli-usage-") {
            ExitStatus::Usage
        } else {
            self.0.remedy().into()
        }
    }
}

/// Errors that occur only on the command line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("cli", TypeAgain)]
pub(crate) enum CliError {
    /// An option or argument does not exist.
    #[error("unknown argument {found:?}")]
    UsageUnknown {
        /// The argument as typed.
        found: String,
    },
    /// A required argument is missing.
    #[error("{found} is missing")]
    UsageMissing {
        /// The argument's name in the help.
        found: String,
    },
    /// An option has an invalid value.
    #[error("{found:?} is not valid for {name}")]
    UsageValue {
        /// The option.
        name: String,
        /// The value as typed.
        found: String,
    },
    /// Two options exclude each other.
    #[error("{name} and {found} exclude each other")]
    UsageTogether {
        /// One of them.
        name: String,
        /// The other.
        found: String,
    },
    /// Any other usage error.
    #[error("not a command")]
    UsageOther,
    /// Neither `--vault` nor a home folder determines the vault's location.
    #[error("no folder for the vault")]
    #[fault(Device)]
    NoHome,
    /// There is no vault.
    #[error("no vault at {name}")]
    #[fault(AnotherSource)]
    NoVault {
        /// The expected path.
        name: String,
    },
    /// There is no vault to add accounts to, and the user could not be asked to make one.
    #[error("no vault at {name}")]
    #[fault(Decide)]
    VaultNeeded {
        /// The expected path.
        name: String,
        /// The command that makes a vault.
        command: String,
    },
    /// The file at the vault's path is unusable, and the user could not be asked to have it moved
    /// aside.
    #[error("{name} can't be used as a vault")]
    #[fault(Decide)]
    VaultUnusable {
        /// The file.
        name: String,
        /// The command that sets it aside and continues.
        command: String,
    },
    /// The vault is damaged, and the user could not be asked to have it repaired first.
    #[error("the vault is damaged")]
    #[fault(Decide)]
    VaultDamaged {
        /// The command that repairs it and continues.
        command: String,
    },
    /// A password is needed, but there is no terminal.
    #[error("a password is needed")]
    PasswordNeeded,
    /// The two entries of a new password differ.
    #[error("the passwords differ")]
    PasswordsDiffer,
    /// Nothing was typed.
    #[error("the password is empty")]
    PasswordEmpty,
    /// The file does not exist.
    #[error("{name} is missing")]
    #[fault(AnotherSource)]
    FileMissing {
        /// The file.
        name: String,
    },
    /// The file can't be read.
    #[error("{name} cannot be read")]
    #[fault(Device)]
    FileUnreadable {
        /// The file.
        name: String,
    },
    /// The file is larger than the limit.
    #[error("{name} is too large")]
    #[fault(AnotherSource)]
    FileTooLarge {
        /// The file.
        name: String,
    },
    /// The file already exists.
    #[error("{name} already exists")]
    #[fault(Decide)]
    FileExists {
        /// The file.
        name: String,
    },
    /// The backup would replace a file that is not known to be a backup of this vault.
    #[error("{name} is not replaced: {found}")]
    #[fault(Decide)]
    NotReplaced {
        /// The file.
        name: String,
        /// The stable code of the reason.
        found: String,
        /// The reason as a sentence.
        why: String,
    },
    /// The file can't be written.
    #[error("{name} cannot be written")]
    #[fault(Device)]
    FileUnwritable {
        /// The file.
        name: String,
    },
    /// The file is not UTF-8 text.
    #[error("{name} is not text")]
    #[fault(AnotherSource)]
    NotText {
        /// The file.
        name: String,
    },
    /// No account matches.
    #[error("no account matches {found:?}")]
    NoMatch {
        /// The text as typed.
        found: String,
    },
    /// Several accounts match.
    #[error("{count} accounts match {found:?}")]
    #[fault(Decide)]
    SeveralMatch {
        /// The text as typed.
        found: String,
        /// The number of matching accounts.
        count: usize,
    },
    /// The search of the picture stopped early, and no account has been found yet.
    #[error("{name} was not searched completely")]
    #[fault(code = "unfinished", AnotherSource)]
    SearchUnfinished {
        /// The picture.
        name: String,
    },
    /// The picture contains no QR code.
    #[error("no code in {name}")]
    #[fault(AnotherSource)]
    NoCode {
        /// The picture.
        name: String,
    },
    /// The picture contains QR codes, but no account.
    #[error("no account in {name}")]
    #[fault(AnotherSource)]
    NoAccount {
        /// The picture.
        name: String,
    },
    /// The file is a backup, which another command reads.
    #[error("{name} is a backup")]
    #[fault(AnotherSource)]
    IsBackup {
        /// The file.
        name: String,
    },
    /// The file is encrypted, and the user can't be asked for its password.
    #[error("{name} needs its password")]
    #[fault(TypeAgain)]
    ImportPasswordNeeded {
        /// The file.
        name: String,
        /// The app that made it.
        app: &'static str,
    },
    /// An argument looks like a key and is not the name of a file. It is not printed.
    #[error("a key as an argument")]
    KeyAsArgument,
    /// Standard input contains a bare key.
    #[error("a key on the standard input")]
    KeyOnInput,
    /// Names are in use by other keys, and no decision was given.
    #[error("{count} accounts need a decision")]
    #[fault(Decide)]
    Conflicts {
        /// The number of accounts.
        count: usize,
    },
    /// The source contains several accounts, and the user could not be asked to choose.
    #[error("{count} accounts to choose from")]
    #[fault(Decide)]
    SeveralCodes {
        /// The number of accounts.
        count: usize,
    },
    /// A question could not be asked because there is no terminal.
    #[error("no terminal to ask at")]
    #[fault(Decide)]
    NobodyToAsk,
    /// No folder for automatic backups was given, and none is chosen.
    #[error("no folder for backups")]
    #[fault(Decide)]
    NoBackupPlace,
    /// The vault may not keep the backups' password, because nobody agreed to it.
    #[error("nobody agreed that the vault keeps the backups' password")]
    #[fault(Decide)]
    BackupPasswordNotAllowed,
    /// The user declined.
    #[error("stopped")]
    #[fault(Decide)]
    Stopped,
    /// The text is too long for a QR code.
    #[error("too long for a QR code")]
    #[fault(Decide)]
    QrTooLong,
    /// A step of the tour failed.
    #[error("the tour failed at {found}")]
    #[fault(Report)]
    Tour {
        /// The step.
        found: &'static str,
    },
    /// The output can't be written.
    #[error("the output is closed")]
    #[fault(Device)]
    OutputClosed,
    /// The reader closed the output, as `head` does when it has enough.
    #[error("the reader of the output exited")]
    #[fault(Device)]
    ReaderGone,
}

impl CliError {
    /// Converts an error while writing the output.
    pub(crate) fn answering(why: &io::Error) -> Self {
        match why.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::OutputClosed,
        }
    }

    /// Converts an error while reading a file.
    pub(crate) fn reading(path: &Path, why: &io::Error) -> Self {
        let name = path.display().to_string();
        match why.kind() {
            io::ErrorKind::NotFound => Self::FileMissing { name },
            _ => Self::FileUnreadable { name },
        }
    }

    /// Converts an error while writing a file.
    pub(crate) fn writing(path: &Path, why: &io::Error) -> Self {
        let name = path.display().to_string();
        match why.kind() {
            io::ErrorKind::AlreadyExists => Self::FileExists { name },
            _ => Self::FileUnwritable { name },
        }
    }
}

#[cfg(test)]
mod tests {
    use aikotoba_words::{Language, Words};

    use super::*;

    #[test]
    fn every_cli_error_has_its_sentences() {
        for language in Language::ALL {
            let words = Words::new(language);
            let codes = CliError::codes();
            let missing: Vec<_> =
                codes.iter().filter(|code| !words.has(&format!("error-{code}"))).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }

    #[test]
    fn usage_errors_have_exit_status_two() {
        let unknown = CliError::UsageUnknown { found: "--x".to_owned() };
        assert_eq!(Failure::from(unknown).exit(), ExitStatus::Usage);
        assert_eq!(Failure::from(CliError::PasswordEmpty).exit(), ExitStatus::TypeAgain);
    }
}
