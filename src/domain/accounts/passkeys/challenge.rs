//! The one place where a challenge is chosen and not drawn.
//!
//! The library draws each challenge and keeps it private; of a signature the challenge is what is signed. So its state is
//! written out, the challenge in it is replaced, and it is read back. That the library then takes an answer over the chosen
//! challenge, and over no other, is tested against the project's own check ([`super::assertion`]), and both check every answer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use webauthn_rs::prelude::{PasskeyAuthentication, RequestChallengeResponse, WebauthnError};

use crate::kernel::digest::Digest;

/// Where the state keeps it.
const PLACE: &str = "/ast/challenge";

/// The question, and the state that waits for its answer, with this challenge in place of the one that was drawn.
///
/// # Errors
/// [`WebauthnError::MismatchedChallenge`] when the state does not keep the drawn challenge where it is looked for: a library that
/// was changed is noticed, and nothing is signed.
pub(super) fn with_challenge(
    (mut question, state): (RequestChallengeResponse, PasskeyAuthentication),
    challenge: Digest,
) -> Result<(RequestChallengeResponse, PasskeyAuthentication), WebauthnError> {
    let drawn = Value::String(URL_SAFE_NO_PAD.encode(&question.public_key.challenge));
    let mut state = serde_json::to_value(&state)?;
    let place = state.pointer_mut(PLACE).filter(|kept| **kept == drawn);
    *place.ok_or(WebauthnError::MismatchedChallenge)? = Value::String(URL_SAFE_NO_PAD.encode(challenge));
    question.public_key.challenge = challenge.to_vec();
    Ok((question, serde_json::from_value(state)?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use webauthn_rs::prelude::{Passkey, PublicKeyCredential};

    use super::super::assertion::{Asked, Assertion, Wrong, check};
    use super::super::softkey::{SoftKey, text};
    use super::super::{PublicKey, Site};
    use crate::kernel::digest::sha256;
    use crate::kernel::ids::AccountId;

    const ORIGIN: &str = "http://localhost:8080";

    fn registered() -> (Site, SoftKey, Passkey) {
        let site = Site::new(&ORIGIN.parse().expect("an address")).expect("a site");
        let mut device = SoftKey::new(ORIGIN);
        let asked = site.ask_to_register(AccountId::fresh(), ["a", "A"], Vec::new());
        let (question, state) = asked.expect("a question");
        assert_eq!(
            question["publicKey"]["authenticatorSelection"]["residentKey"],
            "required"
        );
        assert_eq!(
            question["publicKey"]["authenticatorSelection"]["userVerification"],
            "required"
        );
        let made = serde_json::from_value(device.create(&question)).expect("an answer");
        let passkey = site
            .webauthn
            .finish_passkey_registration(&made, &state)
            .expect("registered");
        (site, device, passkey)
    }

    /// Whether the project's own check, and the library, take the answer as one over `challenge`.
    fn both(site: &Site, passkey: &Passkey, challenge: [u8; 32], given: &serde_json::Value) -> [bool; 2] {
        let (question, state) = site
            .ask_to_sign(std::slice::from_ref(passkey), challenge)
            .expect("a question");
        assert_eq!(
            question.public_key.challenge, challenge,
            "the browser is given it"
        );
        let given: PublicKeyCredential = serde_json::from_value(given.clone()).expect("an answer");
        let key = PublicKey::of(passkey.get_public_key()).expect("a key");
        let assertion = assertion(&given);
        let asked = Asked {
            rp_id: site.rp_id(),
            origin: site.origin(),
            challenge: &challenge,
            key: &key,
            counter: Some(1),
        };
        let library = site.webauthn.finish_passkey_authentication(&given, &state);
        [check(&assertion, &asked).is_ok(), library.is_ok()]
    }

    fn assertion(given: &PublicKeyCredential) -> Assertion {
        Assertion {
            credential_id: given.raw_id.clone(),
            authenticator_data: given.response.authenticator_data.clone(),
            client_data_json: given.response.client_data_json.clone(),
            signature: given.response.signature.clone(),
        }
    }

    #[test]
    fn a_chosen_challenge_is_the_one_that_is_signed_and_no_other() {
        let (site, mut device, passkey) = registered();
        let (chosen, other) = (sha256(b"this statement"), sha256(b"another"));
        let given = device.sign(&text(&chosen));
        assert_eq!(both(&site, &passkey, chosen, &given), [true; 2]);
        assert_eq!(both(&site, &passkey, other, &given), [false; 2]);
        let (drawn, _) = site
            .webauthn
            .start_passkey_authentication(std::slice::from_ref(&passkey))
            .expect("a question");
        let stale = device.get(&json!({"publicKey": {"challenge": text(&drawn.public_key.challenge)}}));
        assert_eq!(both(&site, &passkey, chosen, &stale), [false; 2]);
    }

    #[test]
    fn a_state_that_keeps_its_challenge_elsewhere_is_noticed() {
        let (site, _, passkey) = registered();
        let (mut question, state) = site
            .webauthn
            .start_passkey_authentication(&[passkey])
            .expect("a question");
        question.public_key.challenge[0] ^= 1;
        assert!(super::with_challenge((question, state), [1; 32]).is_err());
    }

    /// A change to an honest device.
    type Forgery = (&'static str, fn(&mut SoftKey));

    #[test]
    fn both_checks_refuse_the_same_forgeries() {
        let (site, mut device, passkey) = registered();
        let challenge = sha256(b"this statement");
        let forgeries: [Forgery; 6] = [
            ("no user verification", |d| d.flags = 0x01),
            ("nobody there", |d| d.flags = 0x04),
            ("another origin", |d| {
                d.origin = "http://localhost:8081".to_owned();
            }),
            ("another party", |d| d.rp_id = "localhost.example".to_owned()),
            ("another kind", |d| d.kind = "webauthn.create".to_owned()),
            ("a counter that went back", |d| d.counter = 1),
        ];
        for (what, forge) in forgeries {
            let (origin, rp_id) = (device.origin.clone(), device.rp_id.clone());
            forge(&mut device);
            let given = device.sign(&text(&challenge));
            assert_eq!(both(&site, &passkey, challenge, &given), [false; 2], "{what}");
            device.counter = 50;
            (device.flags, device.origin, device.rp_id) = (super::super::softkey::FLAGS, origin, rp_id);
            device.kind = "webauthn.get".to_owned();
        }
        let honest = device.sign(&text(&challenge));
        assert_eq!(both(&site, &passkey, challenge, &honest), [true; 2]);
        let mut impostor = SoftKey::new(ORIGIN);
        impostor.id.clone_from(&device.id);
        let forged = impostor.sign(&text(&challenge));
        assert_eq!(
            both(&site, &passkey, challenge, &forged),
            [false; 2],
            "another key"
        );
    }

    #[test]
    fn each_byte_of_a_kept_answer_counts() {
        let (site, mut device, passkey) = registered();
        let challenge = sha256(b"this statement");
        let given = serde_json::from_value(device.sign(&text(&challenge))).expect("an answer");
        let (good, key) = (
            assertion(&given),
            PublicKey::of(passkey.get_public_key()).expect("a key"),
        );
        let asked = Asked {
            rp_id: site.rp_id(),
            origin: site.origin(),
            challenge: &challenge,
            key: &key,
            counter: None,
        };
        assert_eq!(check(&good, &asked), Ok(2));
        for part in 0..3 {
            let length = [&good.authenticator_data, &good.client_data_json, &good.signature][part].len();
            for at in 0..length {
                let mut bad = good.clone();
                let parts = [
                    &mut bad.authenticator_data,
                    &mut bad.client_data_json,
                    &mut bad.signature,
                ];
                parts.into_iter().nth(part).expect("three")[at] ^= 1;
                assert!(check(&bad, &asked).is_err(), "byte {at} of part {part}");
            }
        }
        let mut longer = good.clone();
        longer.authenticator_data.push(0);
        assert_eq!(check(&longer, &asked), Err(Wrong::Malformed));
        let kept = serde_json::to_string(&good).expect("json");
        assert_eq!(serde_json::from_str::<Assertion>(&kept).expect("json"), good);
    }
}
