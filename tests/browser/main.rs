//! Tests in a real Chromium, against a real server on a real PostgreSQL. Without a Chromium they say so and pass, unless
//! `ZHENGGAI_REQUIRE_CHROMIUM=1` makes it compulsory.

mod above;
mod afterwards;
mod axe;
mod chromium;
mod columns;
mod files;
mod filing;
mod find;
mod hundred;
mod keeping;
mod keys;
mod paper;
mod passkeys;
mod plain;
mod printed;
mod server;
mod sheets;
mod stead;
mod tab;
mod way;
mod window;

/// The harness of the integration tests: databases, servers, the cast.
#[path = "../it/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "these tests need only a part of it")]
mod support;
