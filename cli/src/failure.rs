//! What can go wrong in a terminal, and how any error is told there.

use std::io;
use std::path::Path;

use aikotoba_core::fault::Fault;

use crate::exit::Exit;

/// What stopped a command: an error of the core or one of [`CliError`].
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

    /// How the program ends because of it.
    pub(crate) fn exit(&self) -> Exit {
        if self.0.code().starts_with("cli-usage-") { Exit::Usage } else { self.0.remedy().into() }
    }
}

/// What only happens in a terminal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("cli", TypeAgain)]
pub(crate) enum CliError {
    /// An option or argument that isn't there.
    #[error("unknown argument {found:?}")]
    UsageUnknown {
        /// As it was typed.
        found: String,
    },
    /// Something that the command needs.
    #[error("{found} is missing")]
    UsageMissing {
        /// Its name in the help.
        found: String,
    },
    /// A value that doesn't fit its option.
    #[error("{found:?} does not fit {name}")]
    UsageValue {
        /// The option.
        name: String,
        /// The value as it was typed.
        found: String,
    },
    /// Options that exclude each other.
    #[error("{name} excludes {found}")]
    UsageTogether {
        /// One of them.
        name: String,
        /// The other.
        found: String,
    },
    /// Anything else that makes no command.
    #[error("not a command")]
    UsageOther,
    /// Neither `--vault` nor a home folder says where the vault is.
    #[error("no folder for the vault")]
    #[fault(Device)]
    NoHome,
    /// There is no vault yet.
    #[error("no vault at {name}")]
    #[fault(AnotherSource)]
    NoVault {
        /// Where it was looked for.
        name: String,
    },
    /// Accounts were to be put into a vault, there is none, and nobody was there to be offered one.
    #[error("no vault at {name} to put accounts into")]
    #[fault(Decide)]
    VaultNeeded {
        /// Where it was looked for.
        name: String,
        /// The command that makes one.
        command: String,
    },
    /// What stands in the vault's place can't be used, and nobody was there to say that it may be
    /// moved aside.
    #[error("{name} can't be used as a vault")]
    #[fault(Decide)]
    VaultUnusable {
        /// The file.
        name: String,
        /// The command that moves it aside and goes on.
        command: String,
    },
    /// The vault is damaged, and nobody was there to say that it may be repaired first.
    #[error("the vault is damaged")]
    #[fault(Decide)]
    VaultDamaged {
        /// The command that repairs it and goes on.
        command: String,
    },
    /// A password is needed, and there is no terminal to ask in.
    #[error("a password is needed")]
    PasswordNeeded,
    /// The two entries of a new password differ.
    #[error("the passwords differ")]
    PasswordsDiffer,
    /// Nothing was typed.
    #[error("the password is empty")]
    PasswordEmpty,
    /// There is no such file.
    #[error("{name} is not there")]
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
    /// The file is larger than anything that is read here.
    #[error("{name} is too large")]
    #[fault(AnotherSource)]
    FileTooLarge {
        /// The file.
        name: String,
    },
    /// A file of that name is there already.
    #[error("{name} is there already")]
    #[fault(Decide)]
    FileExists {
        /// The file.
        name: String,
    },
    /// A file that is not known to be a backup of the vault stands where a backup would go.
    #[error("{name} is not replaced: {found}")]
    #[fault(Decide)]
    NotReplaced {
        /// The file.
        name: String,
        /// The stable code of the reason.
        found: String,
        /// The reason, in a sentence.
        why: String,
    },
    /// The file can't be written.
    #[error("{name} cannot be written")]
    #[fault(Device)]
    FileUnwritable {
        /// The file.
        name: String,
    },
    /// A text is no UTF-8.
    #[error("{name} is no text")]
    #[fault(AnotherSource)]
    NotText {
        /// The file.
        name: String,
    },
    /// No account fits what was typed.
    #[error("no account fits {found:?}")]
    NoMatch {
        /// As it was typed.
        found: String,
    },
    /// Several accounts fit what was typed.
    #[error("{count} accounts fit {found:?}")]
    #[fault(Decide)]
    SeveralMatch {
        /// As it was typed.
        found: String,
        /// How many.
        count: usize,
    },
    /// The search of the picture ended early, and no account was found so far.
    #[error("{name} was not searched to the end")]
    #[fault(AnotherSource)]
    Unfinished {
        /// The picture.
        name: String,
    },
    /// There is no QR code in the picture.
    #[error("no code in {name}")]
    #[fault(AnotherSource)]
    NoCode {
        /// The picture.
        name: String,
    },
    /// There are QR codes in the picture, and none is an account.
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
    /// The file is encrypted, and nobody can be asked for its password.
    #[error("{name} needs its password")]
    #[fault(TypeAgain)]
    ImportPasswordNeeded {
        /// The file.
        name: String,
        /// The app that made it.
        app: &'static str,
    },
    /// An argument looks like a key, and no file is called so. It is not shown.
    #[error("a key as an argument")]
    KeyAsArgument,
    /// What came on the standard input is a key.
    #[error("a key on the standard input")]
    KeyOnInput,
    /// Names are taken by other keys, and nobody said what to do.
    #[error("{count} accounts need a decision")]
    #[fault(Decide)]
    Conflicts {
        /// How many.
        count: usize,
    },
    /// Several accounts are in the source, and nobody was there to choose.
    #[error("{count} accounts to choose from")]
    #[fault(Decide)]
    SeveralCodes {
        /// How many.
        count: usize,
    },
    /// A question could not be asked, since there is no terminal.
    #[error("nobody to ask")]
    #[fault(Decide)]
    NobodyToAsk,
    /// The person said no.
    #[error("stopped")]
    #[fault(Decide)]
    Stopped,
    /// The text is too long for a QR code.
    #[error("too long for a QR code")]
    #[fault(Decide)]
    QrTooLong,
    /// A line of the tour did not come out.
    #[error("the tour failed at {found}")]
    #[fault(Report)]
    Tour {
        /// Which line.
        found: &'static str,
    },
    /// What was written can't reach its reader.
    #[error("the output is closed")]
    #[fault(Device)]
    OutputClosed,
    /// The reader of the output has gone, as `head` does when it has enough.
    #[error("the reader has gone")]
    #[fault(Device)]
    ReaderGone,
}

impl CliError {
    /// What stopped us from writing the answer.
    pub(crate) fn answering(why: &io::Error) -> Self {
        match why.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::OutputClosed,
        }
    }

    /// What stopped us from reading a file.
    pub(crate) fn reading(path: &Path, why: &io::Error) -> Self {
        let name = path.display().to_string();
        match why.kind() {
            io::ErrorKind::NotFound => Self::FileMissing { name },
            _ => Self::FileUnreadable { name },
        }
    }

    /// What stopped us from writing a file.
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
    fn every_error_of_the_terminal_has_its_sentences() {
        for language in Language::ALL {
            let words = Words::new(language);
            let codes = CliError::codes();
            let untold: Vec<_> =
                codes.iter().filter(|code| !words.has(&format!("error-{code}"))).collect();
            assert!(untold.is_empty(), "{untold:?}");
        }
    }

    #[test]
    fn the_command_line_itself_ends_with_two() {
        let unknown = CliError::UsageUnknown { found: "--x".to_owned() };
        assert_eq!(Failure::from(unknown).exit(), Exit::Usage);
        assert_eq!(Failure::from(CliError::PasswordEmpty).exit(), Exit::TypeAgain);
    }
}
