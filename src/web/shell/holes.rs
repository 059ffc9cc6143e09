//! A page drawn once with holes, where what differs from request to request is put: nothing is drawn, searched or copied for those who
//! come after.

use axum::body::Bytes;

use super::Page;
use super::pieces::Pieces;
use crate::kernel::ids::ActId;

/// What stands in the drawn page where its main part comes. These three are no characters at all: nobody's name or address holds one.
pub const MAIN: &str = "\u{fdd0}";
/// Where a fresh id for a form comes.
const ACT: &str = "\u{fdd1}";
/// Where the request's name comes.
const REQUEST: &str = "\u{fdd2}";

/// The page, cut at its holes.
#[derive(Debug)]
pub struct Holed(Vec<Part>);

#[derive(Debug)]
enum Part {
    Drawn(Bytes),
    Main,
    Act,
    Request,
}

fn is_hole(c: char) -> bool {
    ('\u{fdd0}'..='\u{fdd2}').contains(&c)
}

impl Holed {
    /// The frame of a page with its holes, to be drawn.
    pub fn frame(page: Page) -> Page {
        Page {
            act_id: ACT.to_owned(),
            request_id: REQUEST.to_owned(),
            // An address may hold anything.
            path: page.path.replace(is_hole, ""),
            ..page
        }
    }

    /// Cuts what was drawn.
    ///
    /// # Errors
    /// What is wrong, for the log: its main part has no place, or several.
    pub fn cut(drawn: &str) -> Result<Self, &'static str> {
        let (mut parts, mut rest) = (Vec::new(), drawn);
        while let Some(at) = rest.find(is_hole) {
            let (before, after) = rest.split_at(at);
            let (hole, after) = after.split_at(MAIN.len());
            parts.push(Part::Drawn(Bytes::copy_from_slice(before.as_bytes())));
            parts.push(match hole {
                ACT => Part::Act,
                REQUEST => Part::Request,
                _ => Part::Main,
            });
            rest = after;
        }
        parts.push(Part::Drawn(Bytes::copy_from_slice(rest.as_bytes())));
        let mains = parts.iter().filter(|part| matches!(part, Part::Main)).count();
        if mains == 1 {
            Ok(Self(parts))
        } else {
            Err("a page with its main part in no place or in several")
        }
    }

    /// The page as it is sent.
    pub fn filled(&self, main: &Bytes, request: &str) -> Pieces {
        let act = Bytes::from(ActId::fresh().to_string());
        let request = Bytes::copy_from_slice(request.as_bytes());
        Pieces::of(self.0.iter().map(|part| match part {
            Part::Drawn(text) => text.clone(),
            Part::Main => main.clone(),
            Part::Act => act.clone(),
            Part::Request => request.clone(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::Holed;

    #[test]
    fn a_main_part_has_one_place() {
        assert!(Holed::cut("above\u{fdd0}below\u{fdd1}").is_ok());
        assert!(Holed::cut("above").is_err());
        assert!(Holed::cut("\u{fdd0}\u{fdd0}").is_err());
    }
}
