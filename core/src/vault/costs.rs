//! Measures what some guarantees of the vault cost. Prints the numbers for `docs/performance.md`:
//! `cargo test --workspace --lib -- --ignored --nocapture vault::costs`.

#[allow(clippy::print_stdout, clippy::unwrap_used, reason = "these are measurements")]
mod tests {
    use std::fs;
    use std::time::{Duration, Instant};

    use crate::account::AccountId;
    use crate::crypto::kdf::PassphraseCost;
    use crate::secret::Passphrase;
    use crate::time::UnixMillis;
    use crate::vault::file::WriteSet;
    use crate::vault::schema::Table;
    use crate::vault::test_support::{account, made, path, unlock};
    use crate::vault::{
        AccountChange, ChangeBatch, ChangeReason, UnlockCredential, UnlockError, Vault,
    };

    const ROUNDS: u32 = 40;

    /// The CPU time of this thread. Waiting for the disk and for other processes is not counted.
    fn running<T>(act: impl FnOnce() -> T) -> (Duration, T) {
        let now = || {
            let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
            Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
        };
        let begin = now();
        let done = act();
        (now().saturating_sub(begin), done)
    }

    /// The wall-clock time of `act`: the minimum of many runs, because other processes use the
    /// machine too.
    fn waiting<T>(act: impl FnOnce() -> T) -> (Duration, T) {
        let begin = Instant::now();
        let done = act();
        (begin.elapsed(), done)
    }

    fn filled(folder: &std::path::Path, count: usize) -> (Vault, Vec<AccountId>) {
        let mut vault = made(folder);
        let add = |number| AccountChange::Add {
            id: None,
            account: Box::new(account(&format!("account {number}"))),
            trashed: None,
        };
        let batch = ChangeBatch { changes: (0..count).map(add).collect(), settings: None };
        let ids = vault.apply(batch, ChangeReason::Import, UnixMillis(1)).unwrap();
        (vault, ids)
    }

    #[test]
    #[ignore = "a measurement"]
    fn what_reading_back_and_erasing_cost() {
        for count in [10, 1000] {
            let folder = tempfile::tempdir().unwrap();
            let (mut vault, ids) = filled(folder.path(), count);
            let mut spent = [Duration::MAX; 5];
            for round in 0..ROUNDS {
                let id = ids[round as usize % ids.len()];
                let name = format!("edited {round}");
                let (edit, done) = waiting(|| vault.edit(id, account(&name), UnixMillis(2)));
                done.unwrap();
                // What the edit above wrote.
                let epoch = vault.epoch.0;
                let mut rows = Vec::new();
                for table in Table::ALL {
                    let written = vault.file.rows(table).into_iter();
                    rows.extend(written.filter(|row| row.version == epoch).map(|row| (table, row)));
                }
                assert!((4..=5).contains(&rows.len()), "{}", rows.len());
                let mut write = WriteSet { rows, ..WriteSet::default() };
                let (back, holds) = waiting(|| vault.file.contains(&write));
                assert!(holds);
                // The same rows again, without and with erasing the old ones.
                let (plain, done) = waiting(|| vault.file.try_write(&write));
                done.unwrap();
                write.slots = Some(vault.slot_rows.clone());
                let (erasing, done) = waiting(|| vault.file.try_write(&write));
                done.unwrap();
                let (back_erased, holds) = waiting(|| vault.file.contains(&write));
                assert!(holds);
                for (sum, one) in spent.iter_mut().zip([edit, back, plain, erasing, back_erased]) {
                    *sum = one.min(*sum);
                }
            }
            let [edit, back, plain, erasing, back_erased] =
                spent.map(|least| least.as_secs_f64() * 1000.0);
            println!(
                "{count}: edit {edit:.2} ms, reading back {back:.2} ms; writing the rows {plain:.2} ms, \
                 with an erasure {erasing:.2} ms (read back {back_erased:.2} ms)"
            );
        }
    }

    #[test]
    #[ignore = "a measurement"]
    fn what_a_million_junk_rows_cost() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, ids) = filled(folder.path(), 2);
        drop(vault);
        let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
        let junk = "WITH RECURSIVE numbers (n) AS
                (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000000)
            INSERT INTO account SELECT randomblob(16), 1, randomblob(284) FROM numbers";
        connection.execute(junk, []).unwrap();
        drop(connection);
        let (took, vault) = running(|| unlock(folder.path()));
        println!("a million junk rows: {} ms, {}", took.as_millis(), peak());
        assert_eq!(vault.accounts().len(), ids.len());
        println!("{} damages", vault.health().damages().len());
        assert!(vault.health().damages().len() < 30);
    }

    #[test]
    #[ignore = "a measurement"]
    fn what_planted_slots_cost() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let (right, wrong) = (Passphrase::new("right".into()), Passphrase::new("wrong".into()));
        vault.change_passphrase(&right, PassphraseCost::MIN, UnixMillis(1)).unwrap();
        drop(vault);
        let open =
            || Vault::open(&path(folder.path()), crate::vault::test_support::random()).unwrap();
        let unlock = |passphrase| {
            running(|| open().unlock(UnlockCredential::Passphrase(passphrase)).map(drop))
        };
        let (alone, opened) = unlock(&right);
        opened.unwrap();
        // Slots of the same cost before it: as many as the limit allows, and more.
        let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
        let plant = "INSERT INTO slot SELECT ?1, kind, parameters, zeroblob(16), wrapped, checksum
            FROM slot WHERE kind = 'passphrase' ORDER BY length(id) LIMIT 1";
        for number in 0..60_u8 {
            connection.execute(plant, [[number; 16]]).unwrap();
        }
        drop(connection);
        let (asked, refused) = unlock(&wrong);
        let why = refused.unwrap_err().why;
        println!(
            "one slot {} ms; until the person is asked {} ms ({why:?}), {}",
            alone.as_millis(),
            asked.as_millis(),
            peak()
        );
        assert!(matches!(why, UnlockError::TooCostly { .. }));
    }

    /// The peak memory of this process.
    fn peak() -> String {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        status.lines().find(|line| line.starts_with("VmHWM")).unwrap().to_owned()
    }
}
