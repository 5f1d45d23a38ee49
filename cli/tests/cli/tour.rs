//! The tour, as in the README and the checks.

use crate::program::{Person, run};

#[test]
fn every_step_of_the_tour_succeeds() {
    let printed = run(&["--json", "--lang=en", "tour"]).json();
    let steps: Vec<_> =
        printed.as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect();
    let expected = [
        "picture", "scan", "vault", "enrol", "code", "confirm", "backup", "proof", "restore",
        "same",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn its_files_are_kept_only_in_the_chosen_folder() {
    let person = Person::new();
    let folder = person.path("tour");
    let ran = run(&["--lang=ja", "tour", "--dir", &folder]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("すべて成功しました"), "{}", ran.out);
    let scanned = run(&["--json", "scan", &format!("{folder}/amazon.png")]).json();
    assert_eq!(scanned[0]["codes"][0]["issuer"], "Amazon");
    let again = run(&["--json", "tour", "--dir", &folder]);
    assert_eq!((again.exit, again.fault().as_str()), (7, "cli-file-exists"));
}
