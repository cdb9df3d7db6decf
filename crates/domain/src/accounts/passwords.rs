//! Password hashes (argon2id, version 19, the crate's defaults: 19 MiB, two passes) and random tokens.
//!
//! Rule: hashing runs beside the request threads and at most two at a time, so that a flood of sign-ins cannot take
//! the machine's memory; a wrong address costs the same time as a wrong password.

use crate::error::Error;
use anyhow::anyhow;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A hash that no password fits: verified against where there is no account, to spend the same time.
static NOBODY: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// Hashes a password.
///
/// # Errors
/// `Internal` where the operating system gives no randomness.
pub async fn hash(password: &SecretString) -> Result<String, Error> {
    let password = password.clone();
    aside(move || hash_now(password.expose_secret())).await?
}

fn hash_now(password: &str) -> Result<String, Error> {
    let hashed: PasswordHash =
        Argon2::default().hash_password(password.as_bytes()).map_err(|cause| anyhow!("hashing a password: {cause}"))?;
    Ok(hashed.to_string())
}

/// Whether the password fits the hash; without a hash it takes the same time and is `false`.
///
/// # Errors
/// `Internal` where the stored hash cannot be read.
pub async fn verify(password: &SecretString, hash: Option<String>) -> Result<bool, Error> {
    let password = password.clone();
    aside(move || {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => match NOBODY.get() {
                Some(nobody) => nobody.clone(),
                None => NOBODY.get_or_init(|| hash_now("nobody").unwrap_or_default()).clone(),
            },
        };
        let parsed = PasswordHash::new(&hash).map_err(|cause| anyhow!("a stored password hash: {cause}"))?;
        let fits = Argon2::default().verify_password(password.expose_secret().as_bytes(), &parsed).is_ok();
        Ok(fits && known)
    })
    .await?
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _permit = AT_ONCE.acquire().await.map_err(|_| anyhow!("the hashing gate is closed"))?;
    tokio::task::spawn_blocking(work).await.map_err(|cause| anyhow!("hashing stopped: {cause}").into())
}

/// A random token of 256 bits as text for a cookie or a link.
///
/// # Errors
/// `Internal` where the operating system gives no randomness.
pub(crate) fn new_token() -> Result<String, Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|cause| anyhow!("no randomness: {cause}"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a token. The token is random and long, so a plain hash is enough.
pub(crate) fn token_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}
