//! The harness: a database per test, two cities with a fixed cast, clients that act as its members.
//!
//! ```ignore
//! #[tokio::test]
//! async fn an_official_sees_their_own_list() {
//!     let app = TestApp::small().await;
//!     let official = app.as_("official").await;
//!     let page = official.get("/my").await.expect(200);
//!     assert!(page.has("h1"));
//! }
//! ```
//!
//! When a [`TestApp`] is dropped, what authors forget is checked (`checks`), and the database goes.

mod app;
pub mod cast;
mod casting;
pub mod checks;
mod client;
mod cluster;
pub mod filed;
mod form;
pub mod onward;
mod own;
mod page;
pub mod passkey;
mod places;
/// The same device in software that the domain's own tests use.
#[path = "../../../src/domain/accounts/passkeys/softkey.rs"]
pub mod softkey;
pub mod taken;
mod wire;

pub use app::{SERVER_SEED, TestApp};
pub use cast::PASSWORD;
pub use client::Client;
pub use cluster::{cluster, connect};
pub use form::Form;
pub use own::{own_queries, own_query};
pub use page::{Page, selector};
pub use places::file_store;
pub use wire::Wire;
