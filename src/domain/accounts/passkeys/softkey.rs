//! For tests: a device in software. It does what it is told, also what no honest device does.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// User present, user verified.
pub const FLAGS: u8 = 0x05;

/// The device.
pub struct SoftKey {
    key: EcdsaKeyPair,
    /// Its credential's id.
    pub id: Vec<u8>,
    /// The user handle it was made with.
    pub handle: Vec<u8>,
    /// How often it says it has signed, the next time.
    pub counter: u32,
    /// What it says of its user.
    pub flags: u8,
    /// Where its browser says the page stands.
    pub origin: String,
    /// For whom it signs.
    pub rp_id: String,
    /// What its browser says it is asked for.
    pub kind: String,
}

impl SoftKey {
    /// A new one, on a page at `origin`.
    pub fn new(origin: &str) -> Self {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).expect("a key");
        let host = origin.split("://").last().expect("a host");
        Self {
            id: Sha256::digest(key.public_key().as_ref()).to_vec(),
            key,
            handle: Vec::new(),
            counter: 1,
            flags: FLAGS,
            origin: origin.to_owned(),
            rp_id: host.split(':').next().expect("a host").to_owned(),
            kind: "webauthn.get".to_owned(),
        }
    }

    fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let said = json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false});
        said.to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let party = Sha256::digest(self.rp_id.as_bytes());
        [&party[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    /// Answers `navigator.credentials.create`.
    pub fn create(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        let handle = asked["user"]["id"].as_str().expect("a handle");
        self.handle = URL_SAFE_NO_PAD.decode(handle).expect("base64url");
        let point = self.key.public_key().as_ref();
        // CBOR by hand: kty 2, alg -7, crv 1, x, y.
        let cose = [
            &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20],
            &point[1..33],
            &[0x22, 0x58, 0x20],
            &point[33..65],
        ]
        .concat();
        let length = u16::try_from(self.id.len()).expect("short").to_be_bytes();
        let made = [&[0; 16], &length[..], &self.id, &cose].concat();
        let data = [self.data(self.flags | 0x40), made].concat();
        let length = u16::try_from(data.len()).expect("short").to_be_bytes();
        let object = [
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59",
            &length[..],
            &data,
        ]
        .concat();
        let challenge = asked["challenge"].as_str().expect("a challenge");
        let client = self.client_data("webauthn.create", challenge);
        self.counter += 1;
        json!({"id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "extensions": {},
            "response": {"clientDataJSON": text(&client), "attestationObject": text(&object)}})
    }

    /// Answers `navigator.credentials.get`.
    pub fn get(&mut self, options: &Value) -> Value {
        let challenge = options["publicKey"]["challenge"].as_str().expect("a challenge");
        self.sign(challenge)
    }

    /// Signs whatever challenge it is given.
    pub fn sign(&mut self, challenge: &str) -> Value {
        let client = self.client_data(&self.kind, challenge);
        let data = self.data(self.flags);
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("signed");
        self.counter += 1;
        json!({"id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "extensions": {},
            "response": {"clientDataJSON": text(&client), "authenticatorData": text(&data),
                "signature": text(signature.as_ref()), "userHandle": text(&self.handle)}})
    }
}

/// As base64url.
pub fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
