//! 证明材料: files beside progress and completion, as an owner, a reader and an attacker meet them.

mod kept;
mod refused;
mod signed;

use std::io::{Cursor, Write as _};

use reqwest::Method;
use zhenggai::kernel::digest::sha256;
use zhenggai::kernel::ids::ActId;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::review::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};

/// A file of the fixtures.
fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/tests/fixtures/files/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .expect("a fixture")
}

fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".to_vec()
}

/// A document with this table of contents and one more part.
fn archive(contents: &str, part: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", contents), (part, "text")] {
        zip.start_file(name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

async fn claimed(app: &TestApp, who: &str) -> Filed {
    Filed::by(app, who, &draft("甲")).await.claimed(app).await
}

/// A problem that the official took on, and the official.
async fn owner(app: &TestApp) -> (Filed, Client) {
    (claimed(app, "official").await, app.as_("official").await)
}

/// Where its files are fetched from the page on which its owner works.
async fn desk(official: &Client, filed: &Filed) -> Vec<String> {
    links(&official.get(&filed.path("completion")).await.expect(200))
}

/// Notes progress with files, each a name and what is in it.
async fn note(who: &Client, filed: &Filed, words: &str, with: Vec<(&str, Vec<u8>)>) -> Page {
    let with = with.into_iter().map(|(name, bytes)| ("files", name, bytes));
    who.post_files(&filed.path("progress"), &[("words", words)], with.collect())
        .await
}

/// Reports it as done with files.
async fn report(app: &TestApp, who: &Client, filed: &Filed, with: Vec<(&str, Vec<u8>)>) -> Page {
    let (version, today) = (
        filed.now(app).await.version.to_string(),
        app.clock.today().to_string(),
    );
    let fields = [
        ("version", version.as_str()),
        ("outcome", "件件办结"),
        ("done_on", today.as_str()),
    ];
    let with = with.into_iter().map(|(name, bytes)| ("files", name, bytes));
    who.post_files(&filed.path("completion"), &fields, with.collect())
        .await
}

/// The page of its whole life.
fn life(filed: &Filed) -> String {
    format!("/problems/{}", filed.id())
}

/// What the rows say: name, media type, digest of what is kept, digest of what was sent.
async fn rows(app: &TestApp) -> Vec<(String, String, String, String)> {
    sqlx::query_as(
        "select f.name, f.media_type, f.sha256, f.uploaded_sha256 from files f join evidence e on e.file_id = f.id order by f.at, f.id",
    )
    .fetch_all(app.loader())
    .await
    .expect("rows")
}

/// Where the files of a page are fetched.
fn links(page: &Page) -> Vec<String> {
    let mut links = page.attributes(".zg-files a[download]", "href");
    links.sort();
    links.dedup();
    links
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[tokio::test]
async fn a_photo_is_kept_without_where_when_and_with_what_it_was_taken() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    for (name, kind) in [
        ("photo.jpg", "image/jpeg"),
        ("picture.png", "image/png"),
        ("picture.webp", "image/webp"),
    ] {
        let sent = fixture(name);
        assert!(has(&sent, "Telephone 9"), "{name} tells something");
        note(&official, &filed, "走访", vec![(name, sent.clone())])
            .await
            .redirected();
        let row = rows(&app).await.pop().expect("a row");
        let handed = desk(&official, &filed).await;
        let got = official.get(handed.last().expect("a file")).await.expect(200);
        assert_eq!(got.headers["content-type"], kind);
        assert_eq!(got.headers["x-content-type-options"], "nosniff");
        let disposition = got.headers["content-disposition"].to_str().expect("text");
        assert_eq!(disposition, format!("attachment; filename*=UTF-8''{name}"));
        for gone in [
            "Telephone",
            "Handset",
            "2018:09:20",
            "xmpmeta",
            "back door",
            "film",
            "Somebody",
        ] {
            assert!(!has(&got.bytes, gone), "{name} still says {gone}");
        }
        assert_eq!(row.2, hex::encode(sha256(&got.bytes)));
        assert_eq!(
            row.3,
            hex::encode(sha256(&sent)),
            "whoever has the original can show that it is this one"
        );
        // Latitude and longitude are numbers: what is left of the data about it says which way is up, and nothing else.
        let told = exif::Reader::new().read_from_container(&mut Cursor::new(&got.bytes));
        let told: Vec<_> = told
            .iter()
            .flat_map(exif::Exif::fields)
            .map(|field| field.tag)
            .collect();
        assert_eq!(told, [exif::Tag::Orientation], "{name}");
    }
}

#[tokio::test]
async fn who_reads_the_problem_fetches_its_files_and_nobody_else() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    note(&official, &filed, "走访", vec![("证明.pdf", pdf())])
        .await
        .redirected();
    let page = official.get(&life(&filed)).await.expect(200);
    let [file] = links(&page).try_into().expect("one file");
    assert!(
        page.text().contains(&hex::encode(sha256(&pdf()))),
        "its digest is told"
    );
    for reader in ["official", "leader", "reviewer", "office"] {
        let got = app.as_(reader).await.get(&file).await.expect(200);
        assert_eq!(got.bytes, pdf(), "{reader}");
    }
    app.as_("colleague").await.get(&file).await.expect(403);
    for stranger in ["official@beta", "office@beta", "province@prov"] {
        app.as_(stranger).await.get(&file).await.expect(404);
    }
    let to = app.anonymous().get(&file).await.redirected();
    assert!(to.starts_with("/sign-in"), "{to}");
    // Of another problem of one's own it is none.
    let other = claimed(&app, "official").await;
    let elsewhere = file.replace(&filed.id(), &other.id());
    official.get(&elsewhere).await.expect(404);
    // Nor does its uploader's right go to others.
    for who in ["leader", "office", "colleague"] {
        app.as_(who)
            .await
            .post(&format!("{file}/taking-back"), &[])
            .await
            .expect(403);
    }
}

#[tokio::test]
async fn opening_a_file_of_a_guarded_problem_is_recorded_like_its_texts() {
    let app = TestApp::small().await;
    let filed = claimed(&app, "citylead").await;
    let owner = app.as_("citylead").await;
    note(&owner, &filed, "走访", vec![("证明.pdf", pdf())])
        .await
        .redirected();
    let [file] = links(&owner.get(&life(&filed)).await.expect(200))
        .try_into()
        .expect("one file");
    let opened = async || {
        let acts = filed.acts(&app).await;
        acts.iter().filter(|act| *act == "problem.opened").count()
    };
    let before = opened().await;
    owner.get(&file).await.expect(200);
    assert_eq!(opened().await, before, "one's own");
    app.as_("cityhead").await.get(&file).await.expect(200);
    assert_eq!(opened().await, before + 1);
    app.as_("colleague").await.get(&file).await.expect(403);
    assert_eq!(opened().await, before + 1, "who is refused opened nothing");
}

#[tokio::test]
async fn a_retry_counts_once() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    let act = ActId::fresh().to_string();
    let fields = [("act_id", act.as_str()), ("words", "走访")];
    for _ in 0..3 {
        let with = vec![("files", "证明.pdf", pdf())];
        official
            .post_files(&filed.path("progress"), &fields, with)
            .await
            .redirected();
    }
    assert_eq!(rows(&app).await.len(), 1);
    let noted = filed.acts(&app).await;
    assert_eq!(
        noted.iter().filter(|act| *act == "rectification.noted").count(),
        1
    );
    assert_eq!(
        noted
            .iter()
            .filter(|act| *act == "rectification.attached")
            .count(),
        1
    );
}

#[tokio::test]
async fn a_name_is_a_name_and_never_a_path_or_a_disguise() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    let with = vec![
        ("../../etc/cron.d/x.pdf", pdf()),
        ("证明\u{202e}fdp.exe", [pdf(), b" ".to_vec()].concat()),
        ("a\u{200b}b: c?.pdf", [pdf(), b"  ".to_vec()].concat()),
    ];
    note(&official, &filed, "走访", with).await.redirected();
    let names: Vec<String> = rows(&app).await.into_iter().map(|row| row.0).collect();
    assert_eq!(names, ["x.pdf", "证明fdp.exe.pdf", "ab_ c_.pdf"]);
    // A line break in a header's value never gets that far: the parts are sent by hand.
    let body = "--B\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\n走访\r\n--B\r\nContent-Disposition: form-data; name=\"act_id\"\r\n\r\n"
        .to_owned()
        + &ActId::fresh().to_string()
        + "\r\n--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a%0D%0ASet-Cookie: x\nb.pdf\"\r\n\r\n%PDF-1.7 by hand\r\n--B--\r\n";
    let request = official
        .request(Method::POST, &filed.path("progress"))
        .header("content-type", "multipart/form-data; boundary=B")
        .body(body);
    let answer = official.send(request).await;
    for (name, ..) in rows(&app).await {
        assert!(!name.contains(['\n', '\r']), "{name:?}");
    }
    if answer.status == 303 {
        let handed = desk(&official, &filed).await;
        let got = official.get(handed.last().expect("a file")).await.expect(200);
        assert!(!got.headers.contains_key("set-cookie"));
    }
}
