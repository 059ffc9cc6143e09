//! Which of a person's open posts a row of the roster means.

use crate::domain::people::roster::RosterPost;

/// Pairs the posts that a sheet states for one person with those open now: first by unit and title, then the rest in
/// order, as posts that changed. A sheet that states fewer posts than are open leaves the others, and the order, as
/// they are; else its order tells the main post.
pub(super) fn pair(wanted: Vec<RosterPost>, open: &[RosterPost]) -> Vec<(RosterPost, Option<&RosterPost>)> {
    let whole = wanted.len() >= open.len();
    let mut left: Vec<&RosterPost> = open.iter().collect();
    left.sort_by_key(|post| post.position);
    let mut named = Vec::new();
    for post in &wanted {
        let at = left
            .iter()
            .position(|old| (old.unit, &old.title) == (post.unit, &post.title));
        named.push(at.map(|at| left.remove(at)));
    }
    // Where nothing is new or moved, positions stay, also those with gaps that ended posts left.
    let kept: Vec<i32> = named.iter().flatten().map(|post| post.position).collect();
    let whole = whole && !(kept.len() == wanted.len() && kept.is_sorted());
    let mut left = left.into_iter();
    let pairs = wanted.into_iter().zip(named).zip(1_i32..);
    let pairs = pairs.map(|((post, named), place)| {
        let old = named.or_else(|| left.next());
        let position = old.filter(|_| !whole).map_or(place, |old| old.position);
        (RosterPost { position, ..post }, old)
    });
    pairs.collect()
}

/// Whether a post says the same; its row in the sheet is no matter of the post.
pub(super) fn same(a: &RosterPost, b: &RosterPost) -> bool {
    (a.unit, &a.title, &a.rank, a.leader, a.position) == (b.unit, &b.title, &b.rank, b.leader, b.position)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{PersonId, UnitId, fresh};

    fn post(unit: UnitId, title: &str, position: i32) -> RosterPost {
        RosterPost {
            id: fresh(),
            person: PersonId(unit.0),
            unit,
            title: title.to_owned(),
            rank: "township_principal".to_owned(),
            tier: "township".to_owned(),
            leader: None,
            position,
            sort_no: 1,
        }
    }

    /// For each post stated: title, position, and the title of the open one that it means.
    fn paired(wanted: &[&str], open: &[&str]) -> Vec<(String, i32, Option<String>)> {
        let unit = UnitId::fresh();
        let posts = |titles: &[&str]| -> Vec<RosterPost> {
            titles
                .iter()
                .zip(1..)
                .map(|(title, at)| post(unit, title, at))
                .collect()
        };
        let open = posts(open);
        pair(posts(wanted), &open)
            .into_iter()
            .map(|(post, old)| (post.title, post.position, old.map(|old| old.title.clone())))
            .collect()
    }

    fn meant(title: &str, position: i32, old: &str) -> (String, i32, Option<String>) {
        let old = (!old.is_empty()).then(|| old.to_owned());
        (title.to_owned(), position, old)
    }

    #[test]
    fn posts_are_known_by_unit_and_title_and_the_order_tells_the_main_one() {
        assert_eq!(paired(&["甲"], &[]), [meant("甲", 1, "")]);
        assert_eq!(
            paired(&["乙", "甲"], &["甲", "乙"]),
            [meant("乙", 1, "乙"), meant("甲", 2, "甲")]
        );
        assert_eq!(
            paired(&["丙", "乙"], &["甲", "乙"]),
            [meant("丙", 1, "甲"), meant("乙", 2, "乙")]
        );
        assert_eq!(
            paired(&["甲", "丙"], &["甲"]),
            [meant("甲", 1, "甲"), meant("丙", 2, "")]
        );
    }

    #[test]
    fn a_sheet_with_fewer_posts_leaves_the_others_alone() {
        assert_eq!(paired(&["乙"], &["甲", "乙"]), [meant("乙", 2, "乙")]);
        assert_eq!(paired(&["丙"], &["甲", "乙"]), [meant("丙", 1, "甲")]);
    }
}
