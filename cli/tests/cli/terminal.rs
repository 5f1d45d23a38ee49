//! A user at a terminal: the program runs in a pseudo-terminal, and its prompts are answered.

use std::process::{Command, Stdio};

use crate::program::{Person, Ran};

/// Runs the arguments after the first in a pseudo-terminal and prints all output. The first
/// argument contains pairs of lines: the prompt to wait for, and the answer to type.
const TERMINAL: &str = r#"
import os, pty, signal, sys
# A question that is never asked fails the test instead of keeping it waiting.
signal.alarm(600)
answers = sys.argv[1].split("\n")
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])
written, mark = b"", 0
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    written += data
    while len(answers) > 1 and answers[0].encode() in written[mark:]:
        os.write(terminal, answers[1].encode() + b"\n")
        mark, answers = len(written), answers[2:]
sys.stdout.buffer.write(written)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"#;

/// Runs the program in English and answers each prompt.
pub(crate) fn answer(person: &Person, arguments: &[&str], answers: &[(&str, &str)]) -> Ran {
    let program = env!("CARGO_BIN_EXE_aikotoba");
    let lines: Vec<&str> = answers.iter().flat_map(|(asked, typed)| [*asked, *typed]).collect();
    let mut command = Command::new("python3");
    command.args(["-c", TERMINAL, &lines.join("\n"), program, "--lang=en"]);
    command.args(["--vault", &person.path("vault")]).args(arguments);
    command.env("XDG_STATE_HOME", person.folder.path().join("state")).stdin(Stdio::null());
    let output = command.output().unwrap();
    Ran {
        exit: output.status.code().expect("every question was asked within ten minutes"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
