//! What is printed, and when a verdict is given.

/// Numbers of several runs.
pub struct Series(Vec<f64>);

impl Series {
    /// Ascending.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    /// The one in the middle.
    pub fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }

    fn least(&self) -> f64 {
        self.0.first().copied().unwrap_or(f64::NAN)
    }

    fn most(&self) -> f64 {
        self.0.last().copied().unwrap_or(f64::NAN)
    }

    /// Whether the largest is twice the smallest or more.
    fn drifts(&self) -> bool {
        self.most() >= self.least() * 2.0
    }

    fn shown(&self) -> String {
        format!("{:.3} ({:.3}–{:.3})", self.median(), self.least(), self.most())
    }
}

/// What a ratio has to be.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

/// Met or not.
pub fn word(met: bool) -> &'static str {
    if met { "met" } else { "NOT MET" }
}

/// One line: the median ratio with its range, its target, and the verdict.
pub fn ratio(what: &str, ratios: &Series, baseline: &Series, target: Target) {
    let (wanted, met) = match target {
        Target::AtLeast(least) => (format!("≥ {least}"), ratios.median() >= least),
        Target::AtMost(most) => (format!("≤ {most}"), ratios.median() <= most),
    };
    let verdict = if ratios.median().is_nan() {
        "no verdict: no baseline (is pgbench installed?)"
    } else if ratios.0.len() < 2 {
        "no verdict: one pair only"
    } else if baseline.drifts() {
        "no verdict: the baseline drifted twofold"
    } else {
        word(met)
    };
    println!("{what}: {}; target {wanted}: {verdict}", ratios.shown());
}
