//! A simulated year: two devices with one vault, a synchronised folder, and sticks that are lost. The
//! clock is turned by hand, and a seed decides everything except when a process is killed.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a program that only tests run")]

mod device;
mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use aikotoba_core::backup::{DeviceId, DeviceRecord};
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::time::UnixMillis;

use crate::faulty::FolderFault;
use crate::operation;
use device::{Device, SaveRun};

pub use device::save_once;

const DAY: i64 = 86_400_000;

/// How many changes are made in the year.
const CHANGES: u64 = 200;

/// Numbers from a seed (`SplitMix64`, Steele et al. 2014).
pub struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }
}

/// A save that another process makes and that is killed after the given microseconds.
pub struct KilledSave<'a> {
    /// The folder of the vault.
    pub vault: &'a Path,
    /// The folder for backups.
    pub place: &'a Path,
    /// The device.
    pub device: DeviceId,
    /// The time on its clock.
    pub now: UnixMillis,
    /// After how long it is killed.
    pub micros: u64,
}

/// What happened in a year.
#[derive(Debug, Default)]
pub struct YearReport {
    /// Changes of a vault.
    pub changes: usize,
    /// Saves that were reported as successful.
    pub saved: usize,
    /// Automatic saves that were reported as successful.
    pub automatic: usize,
    /// Saves that were reported as failed.
    pub failed: usize,
    /// Processes that were killed.
    pub killed: usize,
    /// Rehearsals.
    pub rehearsals: usize,
    /// Lost sticks.
    pub lost_sticks: usize,
    /// New phones.
    pub new_phones: usize,
    /// Accounts that one device had from the other's backups.
    pub joined: usize,
    /// Verified files at the end, in all places.
    pub proved: usize,
    /// Files at the end that are named as broken, unverified or renamed.
    pub broken: usize,
}

/// Lives through the year of a seed, and checks it. `kill` makes a [`KilledSave`].
///
/// # Panics
/// If anything was lost, or something was reported that is not so.
pub fn live(seed: u64, root: &Path, kill: &dyn Fn(&KilledSave<'_>)) -> YearReport {
    let mut year = Year::new(seed, root, kill);
    let mut changes = [0; 365];
    for _ in 0..CHANGES {
        let day = usize::try_from(year.dice.below(365)).unwrap();
        changes[day] += 1;
    }
    for (day, changes) in (0..).zip(changes) {
        year.now = UnixMillis(operation::NOW.0 + day * DAY);
        for _ in 0..changes {
            year.now.0 += 600_000;
            year.change();
        }
        year.now.0 += 600_000;
        year.day(day);
    }
    year.end()
}

struct Year<'a> {
    dice: Dice,
    now: UnixMillis,
    root: PathBuf,
    /// The phone and the computer.
    devices: [Device; 2],
    /// The folders that are synchronised: the phone's and the computer's.
    clouds: [PathBuf; 2],
    /// The names that both had after the last synchronisation.
    synchronised: BTreeSet<String>,
    stick: PathBuf,
    labels: Vec<String>,
    removed: BTreeSet<String>,
    counters: BTreeMap<String, u64>,
    kill: &'a dyn Fn(&KilledSave<'_>),
    report: YearReport,
}

impl<'a> Year<'a> {
    fn new(seed: u64, root: &Path, kill: &'a dyn Fn(&KilledSave<'_>)) -> Self {
        let folder = |name: &str| {
            let folder = root.join(name);
            fs::create_dir(&folder).unwrap();
            folder
        };
        let phone = folder("phone");
        operation::create_at(&phone, operation::NOW).unwrap();
        let computer = folder("computer");
        // The second device begins with a copy of the vault's file.
        fs::copy(operation::vault_file(&phone), operation::vault_file(&computer)).unwrap();
        let devices = [phone, computer].map(|folder| Device::open(&folder));
        assert_ne!(devices[0].id, devices[1].id);
        Self {
            dice: Dice(seed),
            now: operation::NOW,
            root: root.to_owned(),
            devices,
            clouds: [folder("cloud-phone"), folder("cloud-computer")],
            synchronised: BTreeSet::new(),
            stick: folder("stick-0"),
            labels: Vec::new(),
            removed: BTreeSet::new(),
            counters: BTreeMap::new(),
            kill,
            report: YearReport::default(),
        }
    }

    /// What happens on every day, and on some.
    fn day(&mut self, day: i64) {
        if self.dice.one_in(3) {
            self.synchronise(4);
        }
        if day % 7 == 6 {
            let stick = self.stick.clone();
            self.save(0, &stick);
            let device = usize::from(self.dice.one_in(2));
            self.join(device);
        }
        if self.dice.one_in(30) {
            let side = usize::from(self.dice.one_in(2));
            files::damage_one(&mut self.dice, &self.clouds[side]);
        }
        if day % 30 == 20 {
            self.rehearse();
        }
        if day % 110 == 100 {
            fs::remove_dir_all(&self.stick).unwrap();
            self.report.lost_sticks += 1;
            // Saves fail until there is another stick in the next week.
            let stick = self.stick.clone();
            self.save_missing(&stick);
            self.stick = self.root.join(format!("stick-{}", self.report.lost_sticks));
            fs::create_dir(&self.stick).unwrap();
        }
        if day == 200 {
            self.new_phone();
        }
    }

    /// Changes one of the devices, which then saves by itself.
    fn change(&mut self) {
        let device = usize::from(self.dice.one_in(3));
        self.report.changes += 1;
        let label = format!("n{}", self.labels.len());
        let before = self.devices[device].labels();
        let changed = self.devices[device].change(&mut self.dice, &label, self.now);
        if let Some((label, counter)) = changed {
            let known = self.counters.entry(label).or_default();
            *known = counter.max(*known);
        }
        let after = self.devices[device].labels();
        if after.contains(&label) {
            self.labels.push(label);
        }
        for erased in before.difference(&after) {
            // Its last codes were perhaps in no backup, so the other device may have an older counter.
            self.counters.remove(erased);
            self.removed.insert(erased.clone());
        }
        let cloud = self.clouds[device].clone();
        self.save(device, &cloud);
    }

    /// Saves as it happens: mostly well, sometimes killed, sometimes to a folder that fails.
    fn save(&mut self, device: usize, place: &Path) -> bool {
        let now = if self.dice.one_in(40) { UnixMillis(self.now.0 - 3 * DAY) } else { self.now };
        let before = files::proved(place);
        if self.dice.one_in(10) {
            let micros = self.dice.below(120_000);
            let Device { folder, id, .. } = &self.devices[device];
            let (folder, id) = (folder.clone(), *id);
            let labels = self.devices[device].labels();
            self.devices[device].close();
            (self.kill)(&KilledSave { vault: &folder, place, device: id, now, micros });
            self.devices[device].reopen();
            assert_eq!(self.devices[device].labels(), labels, "a killed save changed the vault");
            self.report.killed += 1;
            let after = files::proved(place);
            let own = |name: &&String| files::device_of(name) == Some(id);
            let lost: Vec<_> = before.difference(&after).collect();
            assert!(lost.iter().all(own), "a killed save deleted files of others: {lost:?}");
            assert!(lost.is_empty() || after.iter().any(|name| own(&name)));
            return false;
        }
        let call = usize::try_from(self.dice.below(12)).unwrap();
        let fault = match self.dice.below(24) {
            0 => FolderFault::Full,
            1 => FolderFault::ReadOnly,
            2 => FolderFault::GoneAt(call),
            3 => FolderFault::LateAfter(call),
            4 => FolderFault::ListIsOldBy(call),
            5 => FolderFault::ReplacedBeforeRename,
            _ => FolderFault::None,
        };
        let by_requests = self.dice.one_in(2);
        let run = SaveRun { fault, by_requests, now };
        if self.dice.one_in(3) {
            return self.save_automatically(device, place, &run);
        }
        self.save_with(device, place, &run)
    }

    /// Saves without a person, and checks that nothing was lost.
    fn save_automatically(&mut self, device: usize, place: &Path, run: &SaveRun) -> bool {
        let before = files::proved(place);
        let device = &mut self.devices[device];
        let Some(carried) = device.save_automatically(place, run) else { return false };
        let after = files::proved(place);
        let lost: BTreeSet<_> = before.difference(&after).cloned().collect();
        let own = |name: &&String| files::device_of(name) == Some(device.id);
        match carried {
            Ok(()) => {
                self.report.automatic += 1;
                assert!(lost.iter().all(|name| own(&name)), "{run:?}: {lost:?}");
                let labels = Some(device.labels());
                let mut saved = after.iter().filter(own);
                assert!(saved.any(|name| files::labels(&place.join(name)) == labels), "{run:?}");
                true
            }
            Err(why) => {
                self.report.failed += 1;
                assert_eq!(lost, BTreeSet::new(), "{run:?}: {why}");
                assert!(*run != run.well(), "a folder without a fault failed: {why}");
                false
            }
        }
    }

    /// Saves, and checks that nothing was lost and that the report is true.
    fn save_with(&mut self, device: usize, place: &Path, run: &SaveRun) -> bool {
        let before = files::proved(place);
        let device = &mut self.devices[device];
        let saved = device.save(place, run);
        let after = files::proved(place);
        let lost: BTreeSet<_> = before.difference(&after).cloned().collect();
        match saved {
            Ok(proof) => {
                self.report.saved += 1;
                assert!(after.contains(&proof.name), "{run:?}: a saved file is not whole");
                let reported = proof.rotated.dropped.iter().cloned().collect();
                assert!(lost.is_subset(&reported), "{run:?}: {lost:?} {reported:?}");
                assert!(lost.iter().all(|name| files::device_of(name) == Some(device.id)));
                assert_eq!(files::labels(&place.join(&proof.name)), Some(device.labels()));
                true
            }
            Err(why) => {
                self.report.failed += 1;
                assert_eq!(lost, BTreeSet::new(), "{run:?}: {why}");
                assert!(*run != run.well(), "a folder without a fault failed: {why}");
                false
            }
        }
    }

    fn save_well(&mut self, device: usize) {
        let place = self.clouds[device].clone();
        let run = SaveRun { fault: FolderFault::None, by_requests: false, now: self.now };
        assert!(self.save_with(device, &place, &run));
        assert!(self.devices[device].is_current());
    }

    /// Saves to a stick that is lost.
    fn save_missing(&mut self, stick: &Path) {
        let run = SaveRun { fault: FolderFault::None, by_requests: false, now: self.now };
        assert!(self.devices[0].save(stick, &run).is_err());
        assert!(!stick.exists());
        self.report.failed += 1;
    }

    fn synchronise(&mut self, skips_one_in: u64) {
        let [phone, computer] = self.clouds.clone();
        self.synchronised = files::synchronise(
            &mut self.dice,
            [&phone, &computer],
            &self.synchronised,
            skips_one_in,
        );
    }

    /// Brings in what the other devices' newest files have.
    fn join(&mut self, device: usize) {
        let own = self.devices[device].id;
        for file in files::newest_of_others(&self.clouds[device], own) {
            self.report.joined += self.devices[device].restore(&file, self.now);
        }
    }

    /// Opens the newest file: it restores everything, if the vault was not changed since.
    fn rehearse(&mut self) {
        self.report.rehearsals += 1;
        let device = usize::from(self.dice.one_in(2));
        let places = [self.clouds[device].clone(), self.stick.clone()];
        let is_current = self.devices[device].is_current();
        match self.devices[device].rehearse(&places) {
            Some(is_complete) if is_current => assert!(is_complete, "a current backup lacks data"),
            Some(_) => {}
            // The file is gone with its stick, or damaged: a new one is made.
            None => self.save_well(device),
        }
    }

    /// The phone is lost after it said that its backup is current. The new one has everything.
    fn new_phone(&mut self) {
        self.save_well(0);
        self.report.new_phones += 1;
        let (labels, former) = (self.devices[0].labels(), self.devices[0].id);
        self.devices[0].close();
        fs::remove_dir_all(&self.devices[0].folder).unwrap();
        let folder = self.root.join("phone-2");
        fs::create_dir(&folder).unwrap();
        operation::create_at(&folder, self.now).unwrap();
        self.devices[0] = Device::open(&folder);
        assert_ne!(self.devices[0].id, former);
        for file in files::newest_first(&self.clouds[0]) {
            self.devices[0].restore(&file, self.now);
        }
        assert!(self.devices[0].labels().is_superset(&labels), "the new phone lacks accounts");
    }

    /// Ends the year: both devices save, the folder is synchronised, and both join.
    fn end(mut self) -> YearReport {
        self.now.0 += DAY;
        for _ in 0..2 {
            for device in [0, 1] {
                self.now.0 += 1000;
                self.save_well(device);
                self.synchronise(u64::MAX);
                self.join(1 - device);
            }
        }
        self.now.0 += 1000;
        let expected: BTreeSet<_> =
            self.labels.iter().filter(|label| !self.removed.contains(*label)).cloned().collect();
        assert!(!expected.is_empty());
        for device in [0, 1] {
            self.save_well(device);
            let device = &self.devices[device];
            let missing: Vec<_> = expected.difference(&device.labels()).cloned().collect();
            assert_eq!(missing, [] as [String; 0], "accounts are lost");
            for (label, counter) in &self.counters {
                let found = device.counter(label);
                assert!(found.is_none_or(|found| found >= *counter), "{label}: {counter}");
            }
            assert!(
                device.has_reported_all(&self.clouds),
                "a file is neither proved nor named as broken"
            );
        }
        for place in self.clouds.iter().chain([&self.stick]) {
            let (proved, broken) = files::counted(place);
            self.report.proved += proved;
            self.report.broken += broken;
        }
        self.report
    }
}

/// A new identifier, as a device has that opens a vault for the first time.
fn new_device(vault: aikotoba_core::vault::VaultId) -> DeviceId {
    DeviceRecord::of(None, vault, &SystemRandom::new()).unwrap().device()
}
