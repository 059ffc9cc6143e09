//! Who may read (domain §3): the table of roles by owners, asked of the program over HTTP, on the page of a problem, on every list
//! and in every workbook.

mod strangers;

use crate::imports::books::texts;
use crate::support::filed::{Filed, draft};
use crate::support::{Client, TestApp};
pub use strangers::strangers;

/// Whose problem, a column each, with the word that stands in its sentence and nowhere else.
pub const OWNERS: [(&str, &str); 11] = [
    ("市级领导", "Quillfish"),
    ("班子, being filed", "Wolverine"),
    ("班子, approved", "Dormouse"),
    ("县处级 in the county", "Peregrine"),
    ("县处级 in a department", "Salamander"),
    ("乡科级 in the county", "Bluethroat"),
    ("乡科级 in a department", "Chaffinch"),
    ("乡科级 in the department of another group", "Nightjar"),
    ("draft of a 乡科级 in a department", "Hedgehog"),
    ("draft of the 班子", "Lapwing"),
    ("another city's", "Mongoose"),
];

/// A line for each role and each tie to an owner: `R` reads, `-` gets 403 and no word anywhere, `0` gets 404 and no word.
pub const TABLE: [(&str, &str); 27] = [
    // Of the roles of §6, all fourteen; the reviewer is also the owner in the department of the other group.
    ("reviewer", "R R R R R R R R - - 0"),
    ("grouphead", "R R R R R R R - - - 0"),
    ("reviewer of another group", "- - - - - - - R - - 0"),
    ("head of another group", "- - - - - - - R - - 0"),
    ("liaison", "- - - - - - - - - - 0"),
    ("unithead", "- - - - - - - - - - 0"),
    ("unitadmin", "- - - - - - - - - - 0"),
    ("county", "- - - - - R - - - - 0"),
    ("office of another county", "- - - - - - - - - - 0"),
    ("county office and head of the unit", "- - - - - R - - - - 0"),
    ("office alone", "- - - R R R R R - - 0"),
    ("officehead", "- - - R R R R R - - 0"),
    ("named reader alone", "R R R - - - - - - - 0"),
    ("office", "R R R R R R R R - - 0"),
    ("province@prov", "0 0 0 0 0 0 0 0 0 0 0"),
    ("figures", "- - - - - - - - - - 0"),
    ("sysadmin", "- - - - - - - - - - 0"),
    ("secadmin", "- - - - - - - - - - 0"),
    ("auditor", "- - - - - - - - - - 0"),
    // Of the ties to an owner: themself, who leads them, who works beside them.
    ("citylead", "R R R R R - - - - R 0"),
    ("cityhead", "R R R - - - - - - - 0"),
    ("countylead", "- - - R - R - - - - 0"),
    ("leader", "- - - - R - R - - - 0"),
    ("official", "- - - - - - R - R - 0"),
    ("colleague", "- R - - - - - - - R 0"),
    ("cadre", "- - - - - R - - - - 0"),
    ("otherlead", "- - - - - - - R - - 0"),
];

/// Lists that show sentences in passing to some; those of a problem's page are asked one by one.
const LISTS: [&str; 20] = [
    "/my",
    "/bodies",
    "/ours",
    "/our-figures",
    "/our-figures/rows?figure=waiting_review",
    "/our-figures/rows?figure=problems_all",
    "/figures/rows?figure=waiting_review",
    "/figures/rows?figure=problems_all",
    "/figures/rows?figure=problems_bodies",
    "/readings",
    "/to-sign",
    "/review",
    "/lots",
    "/checks",
    "/closures",
    "/closures/numbers",
    "/packages",
    "/people",
    "/ledger",
    "/imports",
];

/// Lists of one's own that may show even a guarded sentence without a record, to its owner.
const OWN: [&str; 3] = ["/my", "/bodies", "/to-sign"];

/// A problem for each column, in its order.
pub async fn problems(app: &TestApp) -> Vec<Filed> {
    let word = |n: usize| draft(OWNERS[n].1);
    vec![
        Filed::by(app, "citylead", &word(0)).await,
        Filed::by_body(app, "alpha", &word(1)).await,
        Filed::by_body(app, "alpha", &word(2)).await.approved(app).await,
        Filed::by(app, "countylead", &word(3)).await,
        Filed::by(app, "leader", &word(4)).await,
        Filed::by(app, "cadre", &word(5)).await,
        Filed::by(app, "official", &word(6)).await,
        Filed::by(app, "reviewer", &word(7)).await,
        Filed::draft_by(app, "official", &word(8)).await,
        Filed::draft_of_body(app, "alpha", &word(9)).await,
        Filed::by(app, "official@beta", &word(10)).await,
    ]
}

/// What a page of one problem answers, as the table says it.
async fn asked(client: &Client, filed: &Filed, word: &str, page: &str) -> Result<char, String> {
    let path = format!("/problems/{}{page}", filed.id());
    let page = client.get(&path).await;
    let said = match page.status {
        200 | 303 => 'R',
        403 => '-',
        404 => '0',
        other => return Err(format!("{path}: {other}")),
    };
    if said != 'R' && page.body.contains(word) {
        return Err(format!("{path} refuses and says {word}"));
    }
    Ok(said)
}

#[tokio::test]
async fn the_table_of_who_may_read_holds_on_every_page() {
    let app = TestApp::small().await;
    // The other group first, so that what is filed stands with the right one.
    let strangers = strangers(&app).await;
    let problems = problems(&app).await;
    let mut wrong = Vec::new();
    for (who, line) in TABLE {
        let client = match strangers.get(who) {
            Some(account) => app.signed_in(*account, who).await,
            None => app.as_(who).await,
        };
        let line: Vec<char> = line.chars().filter(|c| *c != ' ').collect();
        assert_eq!(line.len(), OWNERS.len(), "{who}");
        for ((filed, (owner, word)), expected) in problems.iter().zip(OWNERS).zip(&line) {
            let pages: &[&str] = if owner.starts_with("draft") {
                &[""]
            } else {
                &["", "/revisions/1"]
            };
            for page in pages {
                match asked(&client, filed, word, page).await {
                    Ok(said) if said == *expected => {}
                    Ok(said) => wrong.push(format!("{who} at {owner} {page:?}: {said}, not {expected}")),
                    Err(why) => wrong.push(format!("{who} at {owner}: {why}")),
                }
            }
        }
        wrong.extend(in_passing(&client, who, &line).await);
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Sentences that lists show to somebody who may not read them, and guarded ones that are shown in passing at all.
async fn in_passing(client: &Client, who: &str, line: &[char]) -> Vec<String> {
    let mut wrong = Vec::new();
    for list in LISTS {
        let page = client.get(list).await;
        for ((owner, word), reads) in OWNERS.iter().zip(line) {
            let guarded = owner.starts_with("市级") || owner.contains("班子");
            let own = OWN.contains(&list);
            if page.body.contains(word) && (*reads != 'R' || guarded && !own) {
                wrong.push(format!("{who}: {list} shows the {owner}"));
            }
        }
    }
    wrong
}

/// The workbook of all lists holds what its reader may read, and nothing else; whoever may not take it out gets none.
#[tokio::test]
async fn workbooks_hold_what_their_reader_may_read() {
    let app = TestApp::small().await;
    let strangers = strangers(&app).await;
    problems(&app).await;
    for (who, line) in TABLE {
        let client = match strangers.get(who) {
            Some(account) => app.signed_in(*account, who).await,
            None => app.as_(who).await,
        };
        let answer = client.get("/exports/lists.xlsx").await;
        let takes = matches!(who, "office" | "officehead" | "office alone");
        assert_eq!(answer.status, if takes { 200 } else { 403 }, "{who}");
        if !takes {
            continue;
        }
        let texts = texts(&answer.bytes).concat().join("\n");
        let line: Vec<char> = line.chars().filter(|c| *c != ' ').collect();
        for ((owner, word), reads) in OWNERS.iter().zip(line) {
            assert_eq!(texts.contains(word), reads == 'R', "{who}: the {owner}");
        }
    }
}
