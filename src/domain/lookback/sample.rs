//! How a sample is drawn: pure, so that everybody who has seed and population comes to the same one.

use crate::kernel::digest::sha256;

/// How many are to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// So many.
    Count(i32),
    /// So many of a hundred, rounded up.
    Percent(i32),
}

impl Size {
    /// The word that is stored, and the number.
    pub fn code(self) -> (&'static str, i32) {
        match self {
            Self::Count(n) => ("count", n),
            Self::Percent(n) => ("percent", n),
        }
    }

    /// The size of what is stored.
    pub fn from_code(kind: &str, n: i32) -> Self {
        if kind == "percent" {
            Self::Percent(n)
        } else {
            Self::Count(n)
        }
    }

    /// How many of a population: all of it at most, and of what is not empty at least one.
    pub fn of(self, population: usize) -> usize {
        let asked = match self {
            Self::Count(n) => usize::try_from(n).unwrap_or(0),
            Self::Percent(n) => (population * usize::try_from(n).unwrap_or(0)).div_ceil(100),
        };
        asked.max(1).min(population)
    }
}

/// What is shown of a secret before it is drawn.
pub fn commitment(secret: &str) -> String {
    hex::encode(sha256(secret.as_bytes()))
}

/// The seed: SHA-256 of the secret followed by what was said in public.
pub fn seed(secret: &str, public_words: &str) -> String {
    hex::encode(sha256(format!("{secret}{public_words}").as_bytes()))
}

/// The place of a problem in the order: SHA-256 of seed and number.
pub fn rank(seed: &str, number: &str) -> String {
    hex::encode(sha256(format!("{seed}{number}").as_bytes()))
}

/// Numbers in the order of their characters' bytes, a line each: what the digest of the population is taken of.
pub fn listed<'a>(numbers: impl IntoIterator<Item = &'a str>) -> String {
    let mut sorted: Vec<&str> = numbers.into_iter().collect();
    sorted.sort_unstable();
    sorted.iter().flat_map(|number| [*number, "\n"]).collect()
}

/// The order of a population without its numbers, a rank a line: whoever knows a number finds its place, and nobody learns another's.
pub fn ranked(seed: &str, population: &str) -> String {
    let mut ranks: Vec<String> = population
        .lines()
        .map(|number| rank(seed, number) + "\n")
        .collect();
    ranks.sort_unstable();
    ranks.concat()
}

/// The numbers that are drawn with their ranks, first by rank.
pub fn drawn(seed: &str, population: &str, size: Size) -> Vec<(String, String)> {
    let mut ranked: Vec<_> = population
        .lines()
        .map(|number| (rank(seed, number), number.to_owned()))
        .collect();
    ranked.sort_unstable();
    ranked.truncate(size.of(ranked.len()));
    ranked.into_iter().map(|(rank, number)| (number, rank)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_up_and_never_more_than_there_is() {
        assert_eq!(Size::Percent(5).of(100), 5);
        assert_eq!(Size::Percent(5).of(101), 6);
        assert_eq!(Size::Percent(1).of(3), 1);
        assert_eq!(Size::Count(10).of(3), 3);
        assert_eq!(Size::Count(10).of(0), 0);
    }

    #[test]
    fn the_order_of_what_comes_in_does_not_matter() {
        let one = listed(["b-02", "a-01", "c-03"]);
        assert_eq!(one, "a-01\nb-02\nc-03\n");
        assert_eq!(one, listed(["c-03", "b-02", "a-01"]));
    }

    #[test]
    fn another_seed_is_another_order_and_a_larger_sample_only_adds() {
        let population = listed(["a", "b", "c", "d", "e", "f", "g", "h"]);
        let of = |seed: &str, n| drawn(seed, &population, Size::Count(n));
        assert_ne!(of(&seed("00", ""), 8), of(&seed("00", "1"), 8));
        assert_eq!(of("s", 8)[..3], of("s", 3));
        let ranks: Vec<_> = of("s", 8).into_iter().map(|(_, rank)| rank + "\n").collect();
        assert_eq!(ranked("s", &population), ranks.concat());
    }

    /// `printf 'ab%s' c | sha256sum`, by another program.
    #[test]
    fn what_a_shell_computes_is_the_same() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(seed("ab", "c"), known);
        assert_eq!(rank("ab", "c"), known);
        assert_eq!(commitment("abc"), known);
    }
}
