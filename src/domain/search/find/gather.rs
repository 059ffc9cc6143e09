//! Fills a page out of what the index gives, batch by batch, and gives up in good time.

use uuid::Uuid;

use crate::domain::search::Place;

/// Batches after the first that are looked at for one page.
const ROUNDS: usize = 7;
/// What one of them holds.
const BATCH: usize = 60;

/// A page of what was found.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// In order.
    pub rows: Vec<T>,
    /// Behind which place the next page begins, if there is one or it was not looked so far.
    pub next: Option<Place>,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            next: None,
        }
    }
}

/// A page in the making.
pub(super) struct Gather<T> {
    rows: Vec<T>,
    page: usize,
    /// Behind what was looked at.
    at: Option<Place>,
    /// That of the last row.
    last: Option<Place>,
    rounds: usize,
    next: Option<Place>,
    over: bool,
}

impl<T> Gather<T> {
    pub(super) fn new(after: Option<Place>, page: usize) -> Self {
        Self {
            rows: Vec::new(),
            page,
            at: after,
            last: None,
            rounds: 0,
            next: None,
            over: false,
        }
    }

    /// How many to ask the index for; none once the page is done.
    pub(super) fn wants(&mut self) -> Option<i64> {
        if self.over {
            return None;
        }
        if self.rounds > ROUNDS {
            self.next = self.at;
            return None;
        }
        self.rounds += 1;
        // Mostly all that the index gives are shown, and the first look is enough.
        let most = if self.rounds == 1 { self.page + 1 } else { BATCH };
        i64::try_from(most).ok()
    }

    /// Behind which place.
    pub(super) fn at(&self) -> Option<Place> {
        self.at
    }

    /// Takes what is shown of `places`, of which `most` were asked for.
    pub(super) fn offer(&mut self, places: &[Place], most: i64, mut judged: impl FnMut(Uuid) -> Option<T>) {
        for place in places {
            self.at = Some(*place);
            let Some(row) = judged(place.id) else { continue };
            if self.rows.len() == self.page {
                self.next = self.last;
                self.over = true;
                return;
            }
            self.rows.push(row);
            self.last = Some(*place);
        }
        self.over = i64::try_from(places.len()).is_ok_and(|given| given < most);
    }

    pub(super) fn found(self) -> Found<T> {
        Found {
            rows: self.rows,
            next: self.next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages of `page` rows out of `all`, of which those that `shows` are shown; the batches asked for, too.
    fn pages(all: usize, page: usize, shows: impl Fn(u128) -> bool) -> (Vec<Vec<u128>>, usize) {
        let (mut pages, mut after, mut asked) = (Vec::new(), None, 0);
        loop {
            let mut gather = Gather::new(after, page);
            while let Some(most) = gather.wants() {
                asked += 1;
                let from = gather
                    .at()
                    .map_or(0, |at| usize::try_from(at.place).expect("a place") + 1);
                let places: Vec<Place> = (from..all)
                    .take(usize::try_from(most).expect("a number"))
                    .map(|n| Place {
                        place: i64::try_from(n).expect("a place"),
                        id: Uuid::from_u128(n as u128),
                    })
                    .collect();
                gather.offer(&places, most, |id| Some(id.as_u128()).filter(|n| shows(*n)));
            }
            let found = gather.found();
            pages.push(found.rows);
            after = found.next;
            if after.is_none() {
                return (pages, asked);
            }
        }
    }

    #[test]
    fn every_row_stands_on_one_page() {
        for all in [0, 1, 4, 5, 6, 10, 11, 23] {
            let (pages, asked) = pages(all, 5, |_| true);
            assert_eq!(pages.concat(), (0..all as u128).collect::<Vec<_>>());
            assert!(
                pages.iter().all(|page| page.len() <= 5) && pages.len() == all.div_ceil(5).max(1),
                "{all}"
            );
            assert_eq!(asked, pages.len(), "one look a page");
        }
    }

    #[test]
    fn what_is_not_shown_is_passed_over_and_not_looked_through_without_end() {
        let (pages, _) = pages(3000, 5, |n| n % 100 == 0);
        assert_eq!(pages.concat(), (0..3000).step_by(100).collect::<Vec<u128>>());
        let mut gather = Gather::<u128>::new(None, 5);
        let mut rounds = 0;
        while let Some(most) = gather.wants() {
            rounds += 1;
            let places: Vec<Place> = (0..most)
                .map(|n| Place {
                    place: n,
                    id: Uuid::nil(),
                })
                .collect();
            gather.offer(&places, most, |_| None);
        }
        assert!(rounds <= ROUNDS + 1);
        assert!(gather.found().next.is_some(), "it goes on from there");
    }
}
