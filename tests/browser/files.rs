//! Evidence handed in: with a script the field says at once what can't be taken and how far it is; without one the form does the same.

use std::path::PathBuf;

use crate::chromium::Chromium;
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/files/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A file of a machine, with this in it.
fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> String {
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    path.display().to_string()
}

async fn sign_in(tab: &Tab) {
    tab.open("/sign-in").await;
    tab.fill("#login", "official").await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "alpha").await;
    tab.submit("main form button[type=submit]").await;
}

const NOTE: &str = "form[action$='/progress']";

#[tokio::test(flavor = "multi_thread")]
async fn with_scripts_the_field_says_what_is_wrong_before_anything_is_sent() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .claimed(&app)
        .await;
    let folder = tempfile::tempdir().expect("a folder");
    let tab = chromium.tab(&app.url()).await;
    sign_in(&tab).await;
    tab.open(&filed.path("completion")).await;
    tab.fill("#words", "Visited three households.").await;
    let large = file(&folder, "large.pdf", &vec![b' '; (20 << 20) + 1]);
    tab.choose_file("#note-files", &large).await;
    tab.until("document.querySelector('#note-files-e').textContent.includes('20 MB')")
        .await;
    // Nothing goes out, and the words stay.
    tab.click(&format!("{NOTE} .btn")).await;
    assert_eq!(tab.path().await, filed.path("completion"));
    assert_eq!(
        tab.eval::<String>("document.querySelector('#words').value").await,
        "Visited three households."
    );
    tab.choose_file("#note-files", &file(&folder, "page.html", b"<p>"))
        .await;
    tab.until("document.querySelector('#note-files-e').textContent.includes('page.html')")
        .await;
    // What only its bytes tell, the server says at the same place, and nothing is gone.
    let disguised = file(&folder, "photo.jpg", b"MZ and no photo");
    tab.choose_file("#note-files", &disguised).await;
    tab.until("document.querySelector('#note-files-e').textContent === ''")
        .await;
    tab.click(&format!("{NOTE} .btn")).await;
    tab.until("document.querySelector('#note-files-e').textContent.includes('改文件名没有用')")
        .await;
    assert_eq!(
        tab.eval::<String>("document.querySelector('#words').value").await,
        "Visited three households."
    );
    // A photo goes, and the message of the act waits on the page that comes; so do the words of the form beside.
    tab.fill("#outcome", "Nearly done.").await;
    tab.choose_file("#note-files", &fixture("photo.jpg")).await;
    tab.submit(&format!("{NOTE} .btn")).await;
    tab.says("进展已记下").await;
    assert_eq!(tab.texts(".zg-story .zg-files a").await, ["photo.jpg"]);
    assert_eq!(
        tab.eval::<String>("document.querySelector('#outcome').value")
            .await,
        "Nearly done."
    );
    assert_eq!(tab.faults(), Vec::<String>::new());
    chromium.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_form_with_a_file_is_a_form() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .claimed(&app)
        .await;
    let folder = tempfile::tempdir().expect("a folder");
    let tab = chromium.tab(&app.url()).await;
    tab.without_scripts().await;
    sign_in(&tab).await;
    tab.open(&filed.path("completion")).await;
    tab.fill("#outcome", "Every letter answered.").await;
    tab.pick_day("#done_on", &app.clock.today().to_string()).await;
    tab.choose_file("#done-files", &file(&folder, "photo.jpg", b"MZ and no photo"))
        .await;
    tab.submit("form[action$='/completion'] .btn").await;
    assert!(tab.text("#done-files-e").await.contains("改文件名没有用"));
    assert_eq!(
        tab.eval::<String>("document.querySelector('#outcome').value")
            .await,
        "Every letter answered."
    );
    tab.choose_file("#done-files", &fixture("photo.jpg")).await;
    tab.submit("form[action$='/completion'] .btn").await;
    // The sheet to be signed names it.
    assert_eq!(tab.texts(".zg-doc .zg-files a").await, ["photo.jpg"]);
    // Taken back, it is gone from the desk.
    tab.open(&filed.path("completion")).await;
    tab.submit("form[action$='/taking-back'] .btn").await;
    tab.says("文件已撤回").await;
    assert!(!tab.has(".zg-files").await);
    chromium.stop().await;
}
