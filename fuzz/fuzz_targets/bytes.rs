//! Any bytes as a workbook of any kind: the readers give rows, refused rows, or words, and never fall over.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zhenggai::imports::learned::Meanings;
use zhenggai::imports::{lists, organisation, roster};

fuzz_target!(|bytes: &[u8]| {
    let none = Meanings::default();
    let _ = organisation(bytes, &none);
    let _ = roster(bytes, &none);
    let _ = lists(bytes, &none);
});
