//! Keys as they are pressed.

use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType};

use crate::tab::Tab;

impl Tab {
    /// Presses a key of one character, or `Enter`, wherever the focus is.
    pub async fn press(&self, key: &str) {
        let (code, text, number) = match key {
            "Enter" => ("Enter".to_owned(), "\r", 13),
            "Escape" => ("Escape".to_owned(), "", 27),
            digit if digit.starts_with(|c: char| c.is_ascii_digit()) => {
                (format!("Digit{digit}"), digit, i64::from(digit.as_bytes()[0]))
            }
            letter => {
                let upper = letter.to_uppercase();
                (format!("Key{upper}"), letter, i64::from(upper.as_bytes()[0]))
            }
        };
        for kind in [DispatchKeyEventType::KeyDown, DispatchKeyEventType::KeyUp] {
            let mut event = DispatchKeyEventParams::builder()
                .r#type(kind.clone())
                .key(key)
                .code(code.clone())
                .windows_virtual_key_code(number);
            if kind == DispatchKeyEventType::KeyDown && !text.is_empty() {
                event = event.text(text);
            }
            let event = event.build().expect("a key");
            self.page.execute(event).await.expect("pressed");
        }
    }
}
