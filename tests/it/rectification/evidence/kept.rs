//! Where files lie: below their own city, swept when nobody wrote a row, and never otherwise.

use std::fs::{File, FileTimes};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use zhenggai::domain::files::sweep;
use zhenggai::kernel::clock::Clock;
use zhenggai::kernel::ids::TenantId;
use zhenggai::platform::files::{Kind, clean};

use super::{desk, note, owner, pdf};
use crate::support::TestApp;

/// All files that lie there.
fn lying(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(lying(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// As if it had been put there so long ago.
fn age(path: &Path, hours: u64) {
    let file = File::options().write(true).open(path).expect("a file");
    let then = file.metadata().expect("told").modified().expect("a date") - Duration::from_hours(hours);
    file.set_times(FileTimes::new().set_modified(then)).expect("aged");
}

/// As a request that is killed between file and row leaves it.
async fn orphan(app: &TestApp, tenant: TenantId, words: &str) -> PathBuf {
    let bytes = Bytes::from([pdf(), words.as_bytes().to_vec()].concat());
    let file = clean("x.pdf", bytes, &Kind::ALL).await.expect("fit");
    let before = lying(app.files());
    app.app.files().put(tenant, &file).await.expect("put");
    let mut now = lying(app.files());
    now.retain(|path| !before.contains(path));
    now.pop().expect("a file")
}

async fn sweep_now(app: &TestApp) -> usize {
    let now = Clock::system().now();
    let known: Vec<TenantId> = app.cast.tenants.values().copied().collect();
    sweep::sweep(app.app.db(), app.app.files(), &known, now)
        .await
        .expect("swept")
}

#[tokio::test]
async fn a_file_without_a_row_is_swept_after_a_day_and_one_with_a_row_never() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    note(&official, &filed, "走访", vec![("证明.pdf", pdf())])
        .await
        .redirected();
    let [kept] = lying(app.files()).try_into().expect("one file");
    let tenant = app.cast.tenants["alpha"];
    assert!(
        kept.starts_with(app.files().join(tenant.to_string())),
        "below its city"
    );
    age(&kept, 1000);
    let (old, fresh) = (
        orphan(&app, tenant, "old").await,
        orphan(&app, tenant, "fresh").await,
    );
    age(&old, 25);
    age(&fresh, 23);
    let strange = orphan(&app, TenantId::fresh(), "of a city that nobody knows").await;
    age(&strange, 1000);
    // The same content in another city, where it has no row.
    let elsewhere = orphan(&app, app.cast.tenants["beta"], "").await;
    age(&elsewhere, 25);
    assert_eq!(sweep_now(&app).await, 2);
    assert_eq!(lying(app.files()).len(), 3);
    assert!(kept.exists() && fresh.exists() && strange.exists());
    // What was taken back has a row still, and stays where it lies.
    let [file] = desk(&official, &filed).await.try_into().expect("one file");
    official
        .post(&format!("{file}/taking-back"), &[])
        .await
        .redirected();
    assert_eq!(sweep_now(&app).await, 0);
    assert!(kept.exists());
}

#[tokio::test]
async fn a_form_that_was_refused_leaves_nothing_that_stays() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    note(&official, &filed, "", vec![("证明.pdf", pdf())])
        .await
        .expect(422);
    let [left] = lying(app.files())
        .try_into()
        .expect("it was put there before the words were read");
    age(&left, 25);
    // Handed in again meanwhile, it is as good as new.
    note(&official, &filed, "走访", vec![("证明.pdf", pdf())])
        .await
        .redirected();
    assert_eq!(sweep_now(&app).await, 0);
    assert!(left.exists());
}

#[tokio::test]
async fn what_was_changed_where_it_lies_is_not_handed_out() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    note(&official, &filed, "走访", vec![("证明.pdf", pdf())])
        .await
        .redirected();
    let [file] = desk(&official, &filed).await.try_into().expect("one file");
    let [path] = lying(app.files()).try_into().expect("one file");
    std::fs::write(&path, b"%PDF-1.4 another").expect("written");
    official.get(&file).await.expect(500);
    std::fs::remove_file(&path).expect("removed");
    official.get(&file).await.expect(500);
    official.get(&filed.path("completion")).await.expect(200);
}
