//! The site as a relying party: which host and origin passkeys are made for, and the questions that are put to a device.

use serde_json::Value;
use url::{Host, Url};
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration,
    RequestChallengeResponse, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::challenge::with_challenge;
use crate::kernel::digest::Digest;
use crate::kernel::ids::AccountId;

/// A public address as a relying party.
#[derive(Clone, Debug)]
pub struct Site {
    pub(super) webauthn: Webauthn,
    origin: String,
    rp_id: String,
}

/// Why passkeys can't be made for an address.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Browsers know passkeys only on https, and on `localhost`.
    #[error("passkeys need an address with https, or http://localhost")]
    Insecure,
    /// Or with more than a host and a port.
    #[error(
        "passkeys need an address with a host name and nothing behind it, such as https://zhenggai.example"
    )]
    Nameless,
    /// The library refused.
    #[error(transparent)]
    Library(#[from] WebauthnError),
}

impl Site {
    /// The site at a public address such as `https://zhenggai.example`.
    ///
    /// # Errors
    /// [`SiteError::Insecure`], [`SiteError::Nameless`]: an IP address, or a path.
    pub fn new(public: &Url) -> Result<Self, SiteError> {
        let Some(Host::Domain(host)) = public.host() else {
            return Err(SiteError::Nameless);
        };
        if public.path() != "/" || public.query().is_some() || public.fragment().is_some() {
            return Err(SiteError::Nameless);
        }
        let local = host == "localhost" || host.ends_with(".localhost");
        if public.scheme() != "https" && !(public.scheme() == "http" && local) {
            return Err(SiteError::Insecure);
        }
        Ok(Self {
            webauthn: WebauthnBuilder::new(host, public)?.rp_name("整改").build()?,
            origin: public.origin().ascii_serialization(),
            rp_id: host.to_owned(),
        })
    }

    /// Where pages must stand for passkeys to work, such as `https://zhenggai.example`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host that passkeys belong to.
    pub fn rp_id(&self) -> &str {
        &self.rp_id
    }

    /// The question by which a new key is made: to be found by the device itself, with its user verified.
    pub(super) fn ask_to_register(
        &self,
        account: AccountId,
        [login, name]: [&str; 2],
        known: Vec<CredentialID>,
    ) -> Result<(Value, PasskeyRegistration), WebauthnError> {
        let (question, state) =
            self.webauthn
                .start_passkey_registration(account.0, login, name, Some(known))?;
        // The library leaves it to the device whether the key can be found without an account's name; signing in needs that.
        let mut question = serde_json::to_value(question)?;
        let wished = &mut question["publicKey"]["authenticatorSelection"];
        wished["residentKey"] = "required".into();
        wished["requireResidentKey"] = true.into();
        Ok((question, state))
    }

    /// The question by which somebody signs in: whoever's key it is.
    pub(super) fn ask_who(
        &self,
    ) -> Result<(RequestChallengeResponse, DiscoverableAuthentication), WebauthnError> {
        let (mut question, state) = self.webauthn.start_discoverable_authentication()?;
        // Asked by a button, and not while a name is typed.
        question.mediation = None;
        Ok((question, state))
    }

    /// The question by which one of these keys signs exactly `challenge`.
    pub(super) fn ask_to_sign(
        &self,
        keys: &[Passkey],
        challenge: Digest,
    ) -> Result<(RequestChallengeResponse, PasskeyAuthentication), WebauthnError> {
        with_challenge(self.webauthn.start_passkey_authentication(keys)?, challenge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_made_for_named_and_secure_sites_only() {
        let site = |address: &str| Site::new(&address.parse().expect("an address"));
        let good = site("https://zhenggai.example:8443").expect("a site");
        assert_eq!(
            (good.origin(), good.rp_id()),
            ("https://zhenggai.example:8443", "zhenggai.example")
        );
        assert_eq!(
            site("http://localhost:8080/").expect("a site").origin(),
            "http://localhost:8080"
        );
        for insecure in ["http://zhenggai.example", "ftp://localhost"] {
            assert!(matches!(site(insecure), Err(SiteError::Insecure)), "{insecure}");
        }
        for nameless in [
            "https://192.0.2.1",
            "https://[2001:db8::1]/",
            "https://zhenggai.example/there",
            "data:x",
        ] {
            assert!(matches!(site(nameless), Err(SiteError::Nameless)), "{nameless}");
        }
    }
}
