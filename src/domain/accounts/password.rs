//! Argon2id (19 MiB, 2 passes, 1 lane), away from the async threads and few at once, so that a rush of
//! sign-ins can't starve other pages.

use std::sync::Arc;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zxcvbn::{Score, zxcvbn};

use super::AccountError;
use crate::kernel::messages::n_;

/// Shortest password, in characters.
pub const SHORTEST: usize = 8;
/// Longest password, in bytes: bounds the work of hashing.
pub const LONGEST: usize = 200;
/// How many may wait for a turn before the next is told to come again.
const WAITING: usize = 32;
/// How long one may wait for a turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is stored of an activation code begins with this; no PHC string does.
const CODE: &str = "$code$";

/// Hashes and verifies, at most cores − 1 at once. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// Hash of nothing anybody knows, verified when there is no account, so that both take the same time.
    nobody: Arc<str>,
}

impl Passwords {
    /// For this machine.
    pub fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let turns = cores.saturating_sub(1).max(1);
        let nobody = hash(&hex::encode(crate::kernel::digest::random32())).unwrap_or_default();
        Self {
            turns: Arc::new(Semaphore::new(turns)),
            queue: Arc::new(Semaphore::new(WAITING + turns)),
            nobody: nobody.into(),
        }
    }

    /// PHC string of `password`.
    ///
    /// # Errors
    /// [`AccountError::Weak`] for one that may not be set; [`AccountError::Busy`] when too many wait.
    pub async fn hash(&self, password: String) -> Result<String, AccountError> {
        check(&password)?;
        self.run(move || hash(&password)).await?.ok_or(AccountError::Busy)
    }

    /// PHC string of a password that somebody chose: not one that is soon guessed, `own` being words of their own.
    ///
    /// # Errors
    /// [`AccountError::Weak`] for one that may not be set; [`AccountError::Busy`] when too many wait.
    pub async fn hash_chosen(&self, password: String, own: Vec<String>) -> Result<String, AccountError> {
        check(&password)?;
        let made = self.run(move || (!is_guessable(&password, &own)).then(|| hash(&password)));
        let made = made.await?.ok_or(AccountError::Weak(n_(
            "这个密码太容易猜到，请换一个：不要用连续的数字或字母、常见的词、自己的编号",
        )))?;
        made.ok_or(AccountError::Busy)
    }

    /// Whether `password` matches `stored`; with `None` it takes as long and says no.
    ///
    /// # Errors
    /// [`AccountError::Busy`] when too many wait.
    pub async fn verify(&self, password: String, stored: Option<&str>) -> Result<bool, AccountError> {
        let known = stored.is_some();
        let code = stored
            .and_then(|stored| stored.strip_prefix(CODE))
            .map(ToOwned::to_owned);
        // An activation code takes as long as any password: which of both an account has does not show.
        let slow = stored.filter(|_| code.is_none());
        let stored = slow.map_or_else(|| self.nobody.to_string(), ToOwned::to_owned);
        let matches = self
            .run(move || {
                // A longer one can't have been set; still one hash is computed.
                let password = if password.len() > LONGEST { "" } else { &password };
                let verified = PasswordHash::new(&stored).is_ok_and(|hash| {
                    Argon2::default()
                        .verify_password(password.as_bytes(), &hash)
                        .is_ok()
                });
                code.map_or(verified, |code| digest_of(password) == code)
            })
            .await?;
        Ok(known && matches)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AccountError> {
        let waiting = Arc::clone(&self.queue)
            .try_acquire_owned()
            .map_err(|_| AccountError::Busy)?;
        let turn: OwnedSemaphorePermit =
            tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned())
                .await
                .map_err(|_| AccountError::Busy)?
                .map_err(|_| AccountError::Busy)?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop((turn, waiting));
            result
        })
        .await
        .map_err(|_| AccountError::Busy)
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

fn hash(password: &str) -> Option<String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .ok()
        .map(|hash: PasswordHash| hash.to_string())
}

/// Whether a password may be set.
///
/// # Errors
/// [`AccountError::Weak`] with a reason in the source language.
pub fn check(password: &str) -> Result<(), AccountError> {
    let mut kinds: Vec<char> = password.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    if password.chars().count() < SHORTEST {
        Err(AccountError::Weak(n_("密码至少 8 个字符")))
    } else if password.len() > LONGEST {
        Err(AccountError::Weak(n_("密码太长")))
    } else if kinds.len() < 4 {
        Err(AccountError::Weak(n_("密码太简单，请至少用 4 种不同的字符")))
    } else {
        Ok(())
    }
}

/// Whether a guesser tries it soon: runs of keys and digits, the commonest passwords, dates, `own` words such as the login.
/// By the estimate of zxcvbn: below the third of its five grades, a million tries or so suffice.
fn is_guessable(password: &str, own: &[String]) -> bool {
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    zxcvbn(password, &own).score() < Score::Two
}

/// A code for the first sign-in of an account that was made in a crowd, and what is stored of it: SHA-256.
///
/// Slow hashing protects what people choose, of which a guesser tries millions. This is drawn at random from 2^128, as session
/// tokens are: whoever gets hold of its digest finds it no sooner than by trying all, so thousands are made in a moment.
pub fn activation_code() -> (String, String) {
    /// 26 of 31 letters are 128 bits.
    const LENGTH: usize = 26;
    let even = u8::MAX - u8::MAX % 31;
    let bytes = std::iter::repeat_with(crate::kernel::digest::random32).flatten();
    let code: String = bytes
        // What is left over would make the first letters likelier.
        .filter(|byte| *byte < even)
        .map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()]))
        .take(LENGTH)
        .collect();
    let stored = format!("{CODE}{}", digest_of(&code));
    (code, stored)
}

fn digest_of(code: &str) -> String {
    hex::encode(crate::kernel::digest::sha256(code.as_bytes()))
}

/// Letters of slips: none that are taken for another on paper.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A one-time password that can be read from paper: 12 characters without 0, O, 1, l, I.
pub fn one_time() -> String {
    crate::kernel::digest::random32()[..12]
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_activation_code_is_verified_and_nothing_else_is_taken_for_it() {
        let (passwords, (code, stored)) = (Passwords::new(), activation_code());
        let is = async |typed: &str| passwords.verify(typed.to_owned(), Some(&stored)).await;
        assert!(is(&code).await.expect("a turn"));
        for wrong in [
            "",
            &code[1..],
            &stored,
            &stored[CODE.len()..],
            &code.to_uppercase(),
        ] {
            assert!(!is(wrong).await.expect("a turn"), "{wrong}");
        }
        assert!(code.len() == 26 && code.bytes().all(|letter| LETTERS.contains(&letter)));
        assert_ne!(activation_code().0, code);
    }
}
