//! Argon2id: how much work it is, and where it is done.

use std::pin::pin;

use futures::future::join_all;
use zhenggai::domain::accounts::AccountError;
use zhenggai::domain::accounts::password::Passwords;

use crate::support::{PASSWORD, TestApp};

#[tokio::test]
async fn a_password_is_kept_as_argon2id_with_a_salt_of_its_own() {
    let app = TestApp::small().await;
    let new = "staple battery 9";
    for who in ["official", "colleague"] {
        let browser = app.as_(who).await;
        let page = browser.get("/account/password").await.expect(200);
        let form = page.form("/account/password").set("present", PASSWORD);
        browser
            .submit(form.set("wanted", new).set("again", new))
            .await
            .redirected();
    }
    let kept: Vec<String> = sqlx::query_scalar(
        "select password_hash from accounts a join tenants t on t.id = a.tenant_id
         where t.slug = 'alpha' and login in ('official', 'colleague')",
    )
    .fetch_all(app.loader())
    .await
    .expect("rows");
    assert_eq!(kept.len(), 2);
    assert_ne!(kept[0], kept[1], "the same password can be seen");
    for hash in &kept {
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }
}

#[tokio::test]
async fn the_thread_that_serves_pages_never_hashes() {
    let passwords = Passwords::new();
    // This runtime has one thread: were the work done on it, the first poll would bring the answer.
    let mut hashing = pin!(passwords.hash(PASSWORD.to_owned()));
    assert!(futures::poll!(hashing.as_mut()).is_pending());
    let hash = hashing.await.expect("a hash");
    let mut verifying = pin!(passwords.verify(PASSWORD.to_owned(), Some(&hash)));
    assert!(futures::poll!(verifying.as_mut()).is_pending());
    assert!(verifying.await.expect("an answer"));
    // Of nobody's too.
    let mut verifying = pin!(passwords.verify(PASSWORD.to_owned(), None));
    assert!(futures::poll!(verifying.as_mut()).is_pending());
    assert!(!verifying.await.expect("an answer"));
}

#[tokio::test]
async fn beyond_a_queue_the_next_is_told_at_once_and_the_others_are_served() {
    let passwords = Passwords::new();
    let hash = passwords.hash(PASSWORD.to_owned()).await.expect("a hash");
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let all = (0..cores + 60).map(|_| passwords.verify(PASSWORD.to_owned(), Some(&hash)));
    let (mut served, mut told) = (0, 0);
    for answer in join_all(all).await {
        match answer {
            Ok(matches) => {
                assert!(matches);
                served += 1;
            }
            Err(AccountError::Busy) => told += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert!(served > 0 && told > 0, "{served} served, {told} told");
    // A turn that was over is free again.
    assert!(
        passwords
            .verify(PASSWORD.to_owned(), Some(&hash))
            .await
            .expect("a turn")
    );
}
