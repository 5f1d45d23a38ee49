//! Exports for other apps are imported again unchanged.

use super::*;
use crate::account::{Account, AccountGroups, Favourite};
use crate::crypto::random::SystemRandom;
use crate::fault::Fault;
use crate::import::{ReadEntry, Recognised, recognise};
use crate::otpauth::parse;
use crate::phrase::Phrase;
use crate::time::UnixMillis;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

fn accounts() -> Vec<Account> {
    let uris = [
        "otpauth://totp/Amazon:shop@example.co.jp?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon",
        "otpauth://totp/%E6%A5%BD%E5%A4%A9:a%3Ab?secret=MFRGGZDF&algorithm=SHA256&digits=8&period=60",
        "otpauth://hotp/Bank:me?secret=NBSWY3DP&counter=41",
        "otpauth://totp/Steam:me?secret=ONSWG4TFOQ&issuer=Steam",
        "otpauth://totp/Odd:me?secret=ONSWG4TFOQ&digits=7&period=10&algorithm=SHA512",
    ];
    let mut accounts: Vec<_> = uris.iter().map(|uri| parse(uri, NOW).unwrap()).collect();
    accounts[0].note = "back room".to_owned();
    accounts[0].groups = AccountGroups::named(["Shop", "店"]);
    accounts[2].groups = AccountGroups::named(["店"]);
    accounts[0].favourite = Favourite::Yes;
    accounts[1].colour = Some(3);
    accounts
}

fn came_in(text: &str) -> Vec<Account> {
    let Ok(Recognised::Plain(read)) = recognise(None, None, text.as_bytes(), NOW) else {
        panic!("{text}");
    };
    let accounts = read.entries.into_iter().map(|entry| match entry {
        ReadEntry::Account(arrival) => arrival.account,
        other => panic!("{other:?}"),
    });
    accounts.collect()
}

#[test]
fn an_aegis_export_is_imported_again_with_the_users_data() {
    let mut given = accounts();
    let file = aegis::print(&given.iter().collect::<Vec<_>>(), &SystemRandom::new()).unwrap();
    assert_eq!((file.accounts, file.refused.len()), (5, 0));
    assert_eq!(file.omitted, [OmittedData::Colours { accounts: 1 }]);
    given[1].colour = None;
    let mut found = came_in(&file.text);
    for account in &mut found {
        account.unknown.clear();
    }
    assert_eq!(found, given);
}

#[test]
fn a_2fas_export_is_imported_again_and_omissions_are_reported() {
    let mut given = accounts();
    let file = twofas::print(&given.iter().collect::<Vec<_>>(), &SystemRandom::new(), NOW).unwrap();
    let omitted: Vec<String> = file.omitted.iter().map(Phrase::code).collect();
    let expected = ["more-groups", "notes", "favourites", "colours"];
    assert_eq!(omitted.len(), 4);
    assert!(expected.iter().all(|data| omitted.contains(&format!("export-omitted-{data}"))));
    assert!(file.omitted.contains(&OmittedData::MoreGroups { accounts: 1 }));
    (given[0].note, given[0].favourite) = (String::new(), Favourite::No);
    given[0].groups = AccountGroups::named(["Shop"]);
    given[1].colour = None;
    let mut found = came_in(&file.text);
    for account in &mut found {
        account.unknown.clear();
    }
    assert_eq!(found, given);
}

#[test]
fn an_account_that_would_give_other_codes_is_omitted_and_named() {
    let long = parse("otpauth://totp/Long:me?secret=GE&period=2147484", NOW).unwrap();
    let far = parse("otpauth://hotp/Far:me?secret=GE&counter=9223372036854775808", NOW).unwrap();
    let ten = parse("otpauth://totp/Ten:me?secret=GE&digits=10", NOW).unwrap();
    let all = [&long, &far, &ten];
    let refusals = |file: &ExportFile| -> Vec<(usize, String, String)> {
        file.refused.iter().map(|one| (one.at, one.name.clone(), one.why.code())).collect()
    };
    let aegis = aegis::print(&all, &SystemRandom::new()).unwrap();
    let named = |at, name: &str, code: &str| (at, name.to_owned(), code.to_owned());
    let expected = [named(1, "Long:me", "export-period"), named(2, "Far:me", "export-counter")];
    assert_eq!((refusals(&aegis), aegis.accounts), (expected.into(), 1));
    let twofas = twofas::print(&all, &SystemRandom::new(), NOW).unwrap();
    let expected = [
        named(1, "Long:me", "export-period"),
        named(2, "Far:me", "export-counter"),
        named(3, "Ten:me", "export-digits"),
    ];
    assert_eq!((refusals(&twofas), twofas.accounts), (expected.into(), 0));
}
