//! What a tab is looked at with: its width, its colours, its network.

use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::network::{BlockPattern, EnableParams, SetBlockedUrLsParams};

use crate::tab::Tab;

impl Tab {
    /// Sets the window's width.
    pub async fn width(&self, width: i64) {
        let height = if width < 500 { 844 } else { 768 };
        let metrics = SetDeviceMetricsOverrideParams::new(width, height, 1.0, width < 500);
        self.page.execute(metrics).await.expect("resized");
    }

    /// Prefers dark, or light.
    pub async fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        // Colours that are still changing are nobody's last word.
        let still = MediaFeature::new("prefers-reduced-motion", "reduce");
        let scheme = MediaFeature::new("prefers-color-scheme", value);
        let media = SetEmulatedMediaParams::builder()
            .features([still, scheme])
            .build();
        self.page.execute(media).await.expect("set");
    }

    /// The page as it is printed, or as it is on a screen again.
    pub async fn on_paper(&self, paper: bool) {
        let media = if paper { "print" } else { "screen" };
        let media = SetEmulatedMediaParams::builder().media(media).build();
        self.page.execute(media).await.expect("set");
    }

    /// Keeps scripts of pages from arriving. (Switching them off would keep this test's own questions from being answered;
    /// pages have none but those that arrive as files.)
    pub async fn without_scripts(&self) {
        self.page
            .execute(EnableParams::default())
            .await
            .expect("a network");
        let scripts = SetBlockedUrLsParams::builder().url_pattern(BlockPattern::new("*://*:*/*.js", true));
        self.page.execute(scripts.build()).await.expect("blocked");
    }

    /// Cuts the network, or mends it.
    pub async fn offline(&self, cut: bool) {
        self.page
            .execute(EnableParams::default())
            .await
            .expect("a network");
        let mut nothing = SetBlockedUrLsParams::builder();
        if cut {
            nothing = nothing.url_pattern(BlockPattern::new("*://*:*/*", true));
        }
        self.page.execute(nothing.build()).await.expect("set");
    }
}
