//! `tests/screens/`: what the screens show in common situations, one file each. The previews and
//! tests of the apps load the same files. After an intended change: `AIKOTOBA_WRITE_SCREENS=1 cargo
//! test -p aikotoba-tests --test screens`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test's input is known to be valid")]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use aikotoba_core::account::{Account, AccountGroups, AccountId};
use aikotoba_core::backup::{AutomaticBackup, ChosenPlace, DeviceId, PlaceError, SavedBackup};
use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::{Random, RandomError};
use aikotoba_core::enrol::{AccountDraft, ClockVerdict, Enrolment, TypedKey, TypedOptions};
use aikotoba_core::export::ExportTarget;
use aikotoba_core::incoming::IncomingPlan;
use aikotoba_core::intake::{Intake, Provenance};
use aikotoba_core::lock::UnlockTries;
use aikotoba_core::otpauth;
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::scan::{ScanIncomplete, ScanResult};
use aikotoba_core::screens::automatic_backup::AutomaticBackupState;
use aikotoba_core::screens::backup::BackupState;
use aikotoba_core::screens::banners::{BannerInput, banners};
use aikotoba_core::screens::codes::{CodesScreen, CodesState, ListFilter};
use aikotoba_core::screens::enrolment::EnrolmentState;
use aikotoba_core::screens::export::{ExportAction, ExportState};
use aikotoba_core::screens::found::ScanState;
use aikotoba_core::screens::plan::{OutcomeState, PlanState};
use aikotoba_core::screens::start::{FirstStartState, Offered};
use aikotoba_core::screens::trash::TrashState;
use aikotoba_core::screens::unlock::{DeviceKey, UnlockState, UnlockWay};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_core::vault::{Epoch, NewVaultCredentials, Vault, VaultAge, VaultPresence};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;

/// The time of every screen: 15 seconds into a period of 30.
const NOW: UnixMillis = UnixMillis(1_800_000_015_000);

const AMAZON: &str = "otpauth://totp/Amazon:shop%40example.com?issuer=Amazon&\
                      secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA";
const ANOTHER_AMAZON: &str = "otpauth://totp/Amazon:shop%40example.com?issuer=Amazon&\
                              secret=MZXW6YTBOIGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY";
const RAKUTEN: &str = "otpauth://totp/%E6%A5%BD%E5%A4%A9:shop%40example.com?\
                       issuer=%E6%A5%BD%E5%A4%A9&secret=MZXW6YTBOIMZXW6YTBOI&digits=8";
const COUNTER: &str = "otpauth://hotp/Bank:1234?issuer=Bank&secret=GEZDGNBVGY3TQOJQ&counter=7";
const STEAM: &str = "otpauth://totp/Steam:me?issuer=Steam&secret=MZXW6YTBOIMZXW6YTBOI&\
                     encoder=steam&digits=5";

/// The first of two parts of a Google Authenticator export.
const GOOGLE_PART: &str = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";

/// Counts up, so that identifiers are always the same.
#[derive(Default)]
struct CountingRandom(AtomicU8);

impl Random for CountingRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
        Ok(())
    }
}

/// A vault of these accounts, all confirmed, in a folder that exists as long as the returned
/// handle.
fn vault_of(texts: &[&str]) -> (TempDir, Vault, Vec<AccountId>) {
    let folder = tempfile::tempdir().unwrap();
    let device = SymmetricKey::from_slice(&[7; 32]).unwrap();
    let cost = PassphraseCost::MIN;
    let locks =
        NewVaultCredentials { passphrase: None, recovery: true, device: Some(&device), cost };
    let path = folder.path().join("vault.aikotoba");
    let random = Arc::new(CountingRandom::default());
    let (mut vault, _) = Vault::create(&path, &locks, NOW, random).unwrap();
    vault.confirm_recovery(NOW).unwrap();
    let ids = texts.iter().map(|text| {
        let id = vault.add(account(text), NOW).unwrap();
        vault.confirm(id, NOW).unwrap();
        id
    });
    let ids = ids.collect();
    (folder, vault, ids)
}

fn account(text: &str) -> Account {
    otpauth::parse(text, NOW).unwrap()
}

/// The list of codes as the app shows it, with the warnings about the vault.
fn codes(vault: &Vault, typed: &str) -> CodesState {
    codes_at(vault, VaultAge::Current, typed)
}

/// The same for a vault of the given [`VaultAge`].
fn codes_at(vault: &Vault, age: VaultAge, typed: &str) -> CodesState {
    let shown = banners(&BannerInput::of(vault, age, ClockVerdict::Right, NOW));
    let mut screen = CodesScreen::new(vault.accounts());
    screen.search(typed);
    screen.state(
        vault.accounts(),
        &vault.settings().groups,
        &AppSettings::of(vault.settings()),
        shown,
        NOW,
    )
}

/// The expected files: a name and its JSON.
#[derive(Default)]
struct ScreenFiles(BTreeMap<String, String>);

impl ScreenFiles {
    fn put<S: Serialize + DeserializeOwned + PartialEq + Debug>(&mut self, name: &str, state: &S) {
        let json = serde_json::to_string_pretty(state).unwrap();
        assert_eq!(&serde_json::from_str::<S>(&json).unwrap(), state, "{name} reads back");
        assert_eq!(self.0.insert(format!("{name}.json"), json + "\n"), None, "{name} twice");
    }
}

fn first_start(files: &mut ScreenFiles) {
    for (name, found, offered) in [
        ("start-welcome", VaultPresence::Nothing, Offered::Yes),
        ("start-remains", VaultPresence::Remains, Offered::No),
    ] {
        files.put(name, &FirstStartState::new(found, offered).unwrap());
    }
}

fn scanning(files: &mut ScreenFiles) {
    let seen = |text: &str, provenance| {
        let mut intake = Intake::default();
        intake.text(text, provenance, NOW);
        ScanState::of(&intake)
    };
    files.put("scan-account", &seen(AMAZON, Provenance::User));
    files.put("scan-from-elsewhere", &seen(AMAZON, Provenance::OtherApp));
    files.put("scan-google-part", &seen(GOOGLE_PART, Provenance::User));
    files.put("scan-web-link", &seen("https://www.amazon.co.jp/", Provenance::User));
    let mut nothing = Intake::default();
    let (sightings, size) = (Vec::new(), (1280, 720));
    nothing.frame(ScanResult { sightings, size, incomplete: None }, 9_000, NOW);
    files.put("scan-nothing-for-long", &ScanState::of(&nothing));
    let mut unfinished = Intake::default();
    let (sightings, incomplete) = (Vec::new(), Some(ScanIncomplete::Unfinished));
    unfinished.picture_read(ScanResult { sightings, size, incomplete }, Provenance::User, NOW);
    files.put("scan-unfinished", &ScanState::of(&unfinished));
}

fn enrolment(files: &mut ScreenFiles) {
    let (_folder, mut empty, _) = vault_of(&[]);
    let scanned = AccountDraft::scanned(account(AMAZON));
    files.put("enrolment-scanned", &EnrolmentState::of_draft(&scanned, &empty));
    let typed = TypedKey {
        issuer: "Amazon",
        label: "shop@example.com",
        key: "GEZD GNBV GY3T QOJQ",
        options: TypedOptions::default(),
    };
    let typed = typed.draft(NOW).unwrap();
    files.put("enrolment-typed-too-short", &EnrolmentState::of_draft(&typed, &empty));
    let (_other_folder, other, _) = vault_of(&[ANOTHER_AMAZON]);
    files.put("enrolment-name-taken", &EnrolmentState::of_draft(&scanned, &other));

    let mut enrolment = scanned.commit(&mut empty, NOW).unwrap();
    let state = |enrolment: &Enrolment, vault: &Vault| {
        EnrolmentState::of_kept(enrolment, vault, None, NOW).unwrap()
    };
    files.put("enrolment-first-code", &state(&enrolment, &empty));
    enrolment.diagnose_rejection(empty.accounts(), ClockVerdict::SetByHand, NOW);
    files.put("enrolment-refused", &state(&enrolment, &empty));
    enrolment.confirm(&mut empty, NOW).unwrap();
    files.put("enrolment-confirmed", &state(&enrolment, &empty));
}

fn list(files: &mut ScreenFiles) {
    let (_empty_folder, empty, _) = vault_of(&[]);
    files.put("codes-empty", &codes(&empty, ""));
    let (_folder, mut vault, ids) = vault_of(&[AMAZON, RAKUTEN, COUNTER, STEAM]);
    files.put("codes", &codes(&vault, ""));
    files.put("codes-search", &codes(&vault, "ａｍａ"));
    files.put("codes-nothing-found", &codes(&vault, "none"));
    let older = VaultAge::Older { found: Epoch(7), known: Epoch(9) };
    files.put("codes-older-vault", &codes_at(&vault, older, ""));
    files.put("codes-other-vault", &codes_at(&vault, VaultAge::OtherVault, ""));
    for (id, groups) in ids.iter().zip([["店", "仕入れ"].as_slice(), &["仕入れ"]]) {
        let account = vault.find(*id).unwrap().account.duplicate();
        let grouped = Account { groups: AccountGroups::named(groups), ..account };
        vault.edit(*id, grouped, NOW).unwrap();
    }
    let mut screen = CodesScreen::new(vault.accounts());
    screen.narrow(ListFilter::Group("店".to_owned()));
    let settings = AppSettings::of(vault.settings());
    files.put("codes-group", &screen.state(vault.accounts(), &[], &settings, Vec::new(), NOW));
    vault.discard(ids[2], NOW).unwrap();
    files.put("trash", &TrashState::new(vault.trashed()));
}

fn unlocking(files: &mut ScreenFiles) {
    let all = [UnlockWay::Device, UnlockWay::Passphrase, UnlockWay::Recovery];
    let (none, mut wrong) = (UnlockTries::default(), UnlockTries::default());
    for _ in 0..6 {
        wrong = wrong.failed(MonotonicMillis(1_000));
    }
    for (name, device, tries) in [
        ("unlock", DeviceKey::Ready, none),
        ("unlock-another-phone", DeviceKey::Absent, none),
        ("unlock-key-gone", DeviceKey::Invalidated, none),
        ("unlock-wait", DeviceKey::Unavailable, wrong),
    ] {
        files.put(name, &UnlockState::new(&all, device, tries, MonotonicMillis(2_000)));
    }
}

fn backups(files: &mut ScreenFiles) {
    let (_folder, mut vault, _) = vault_of(&[AMAZON, RAKUTEN]);
    files.put("backup-missing", &BackupState::of(&vault, NOW));
    let mut automatic = AutomaticBackup::of(vault.settings());
    for (day, accounts) in [("20270114", 1), ("20270115", 2)] {
        let name = format!("aikotoba-{day}-080000.age");
        automatic.note_success(SavedBackup { name, at: NOW, accounts });
    }
    let mut settings = vault.settings().clone();
    automatic.write(&mut settings);
    vault.change_settings(settings).unwrap();
    files.put("backup-history", &BackupState::of(&vault, NOW));
}

fn automatic_backups(files: &mut ScreenFiles) {
    let (_folder, mut vault, _) = vault_of(&[AMAZON, RAKUTEN]);
    let (here, there) = (DeviceId([1; 4]), DeviceId([2; 4]));
    files.put("automatic-backup-off", &AutomaticBackupState::of(&vault, here));
    let passphrase = Passphrase::new("four ordinary words here".to_owned());
    let place = ChosenPlace::folder("USB".to_owned(), "content://usb".to_owned());
    AutomaticBackup::turn_on(&mut vault, place, &passphrase, here, NOW).unwrap();
    files.put("automatic-backup-waiting", &AutomaticBackupState::of(&vault, here));
    files.put("automatic-backup-elsewhere", &AutomaticBackupState::of(&vault, there));
    AutomaticBackup::remember_failure(&mut vault, &PlaceError::PlaceMissing, NOW);
    files.put("automatic-backup-failing", &AutomaticBackupState::of(&vault, here));
    files.put("codes-automatic-backup-failing", &codes(&vault, ""));
    AutomaticBackup::end_copied(&mut vault, there, NOW).unwrap();
    files.put("automatic-backup-stopped", &AutomaticBackupState::of(&vault, there));
}

fn arrivals(files: &mut ScreenFiles) {
    let (_folder, mut vault, _) = vault_of(&[AMAZON, COUNTER]);
    let text = [AMAZON, ANOTHER_AMAZON, RAKUTEN, "otpauth://totp/Broken?secret=1"].join("\n");
    let mut intake = Intake::adding_up();
    intake.file(Some("links.txt"), text.as_bytes(), NOW);
    let plan = IncomingPlan::new(intake.into_incoming(), &vault);
    files.put("import-preview", &PlanState::of(&plan));
    let outcome = plan.apply(&mut vault, NOW).unwrap();
    files.put("import-outcome", &OutcomeState::of(&outcome));
}

fn exports(files: &mut ScreenFiles) {
    let (_empty_folder, empty, _) = vault_of(&[]);
    files.put("export-nothing", &ExportState::of(&empty));
    let long = "otpauth://totp/VPN:me?issuer=VPN&secret=GEZDGNBVGY3TQOJQ&period=120";
    let (_folder, mut vault, ids) = vault_of(&[AMAZON, RAKUTEN, COUNTER, long, STEAM]);
    let mut amazon = vault.find(ids[0]).unwrap().account.duplicate();
    amazon.groups = AccountGroups::named(["店", "仕入れ"]);
    "レジの横".clone_into(&mut amazon.note);
    vault.edit(ids[0], amazon, NOW).unwrap();
    vault.discard(ids[4], NOW).unwrap();
    files.put("export-targets", &ExportState::of(&vault));
    let review = ExportState::review(&vault, ExportTarget::Twofas);
    files.put("export-review", &review);
    let confirm = review.after(ExportAction::GoOn).unwrap();
    files.put("export-confirm", &confirm);
    files.put("export-saved", &confirm.after(ExportAction::Saved).unwrap());
    let codes =
        ExportState::review(&vault, ExportTarget::Google).after(ExportAction::GoOn).unwrap();
    let first = codes.after(ExportAction::Shown { total: 2 }).unwrap();
    files.put("export-codes", &first.after(ExportAction::NextCode).unwrap());
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("screens")
}

#[test]
fn the_screens_equal_their_files() {
    let mut files = ScreenFiles::default();
    for make in [
        first_start,
        scanning,
        enrolment,
        list,
        unlocking,
        backups,
        automatic_backups,
        arrivals,
        exports,
    ] {
        make(&mut files);
    }
    if std::env::var_os("AIKOTOBA_WRITE_SCREENS").is_some() {
        for (name, json) in &files.0 {
            std::fs::write(folder().join(name), json).unwrap();
        }
    }
    let there = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
    let there: BTreeMap<_, _> = there
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    assert_eq!(files.0, there);
}
