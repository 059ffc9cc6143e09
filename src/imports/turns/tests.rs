//! Who comes next.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use super::*;

fn city() -> TenantId {
    TenantId::fresh()
}

/// Asks in this order while one turn is held, and gives the order in which they had theirs.
async fn order(turns: &'static Turns, asking: &[(TenantId, &'static str)]) -> Vec<&'static str> {
    let first = turns.take(asking[0].0).await.expect("a turn");
    let had = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for (tenant, name) in asking {
        let (had, tenant, name) = (Arc::clone(&had), *tenant, *name);
        tasks.push(tokio::spawn(async move {
            let turn = turns.take(tenant).await.expect("a turn");
            had.lock().expect("one at a time").push(name);
            drop(turn);
        }));
        // It waits before the next one asks.
        tokio::task::yield_now().await;
    }
    drop(first);
    for task in tasks {
        task.await.expect("done");
    }
    Arc::into_inner(had)
        .expect("all done")
        .into_inner()
        .expect("names")
}

fn leaked(at_once: usize, most: usize) -> &'static Turns {
    Box::leak(Box::new(Turns::new(at_once, most)))
}

#[tokio::test]
async fn a_city_with_many_books_lets_the_others_in_between() {
    let (turns, [big, small, third]) = (leaked(1, 20), [city(), city(), city()]);
    let asking = [
        (big, "big 1"),
        (big, "big 2"),
        (big, "big 3"),
        (small, "small 1"),
        (third, "third"),
        (small, "small 2"),
    ];
    assert_eq!(
        order(turns, &asking).await,
        ["small 1", "third", "big 1", "small 2", "big 2", "big 3"]
    );
    assert_eq!(turns.places(), 0, "nothing is kept of those who are done");
}

#[tokio::test]
async fn a_second_turn_only_while_nobody_without_one_waits() {
    let (turns, [big, small]) = (Turns::new(2, 9), [city(), city()]);
    let (one, two) = (turns.take(big).await, turns.take(big).await);
    assert!(one.is_ok() && two.is_ok(), "alone it may have both");
    let mut more = pin!(turns.take(big));
    let mut other = pin!(turns.take(small));
    let mut context = Context::from_waker(Waker::noop());
    assert!(more.as_mut().poll(&mut context).is_pending());
    assert!(other.as_mut().poll(&mut context).is_pending());
    drop(one);
    assert!(
        more.as_mut().poll(&mut context).is_pending(),
        "though it asked first"
    );
    let Poll::Ready(Ok(others)) = other.as_mut().poll(&mut context) else {
        panic!("a turn");
    };
    drop(others);
    let Poll::Ready(Ok(third)) = more.as_mut().poll(&mut context) else {
        panic!("a turn");
    };
    drop((two, third));
    assert_eq!(turns.places(), 0);
}

#[tokio::test]
async fn so_many_wait_and_the_next_is_told_so() {
    let (turns, [big, small]) = (Turns::new(1, 2), [city(), city()]);
    let held = turns.take(big).await.expect("a turn");
    let mut context = Context::from_waker(Waker::noop());
    let mut waiting = [Box::pin(turns.take(big)), Box::pin(turns.take(big))];
    for one in &mut waiting {
        assert!(one.as_mut().poll(&mut context).is_pending());
    }
    assert_eq!(turns.take(big).await.err(), Some(Unreadable::Queue(2)));
    assert!(
        pin!(turns.take(small)).poll(&mut context).is_pending(),
        "another city may still wait"
    );
    // Whoever stopped waiting makes room.
    let [first, second] = waiting;
    drop(first);
    assert!(pin!(turns.take(big)).poll(&mut context).is_pending());
    drop((second, held));
    assert_eq!(turns.places(), 0);
    assert!(turns.take(small).await.is_ok());
}

#[tokio::test]
async fn a_turn_that_came_to_somebody_who_left_is_given_on() {
    let (turns, [one, two]) = (Turns::new(1, 9), [city(), city()]);
    let held = turns.take(one).await.expect("a turn");
    let mut context = Context::from_waker(Waker::noop());
    let (mut left, mut stays) = (Box::pin(turns.take(two)), Box::pin(turns.take(one)));
    assert!(left.as_mut().poll(&mut context).is_pending());
    assert!(stays.as_mut().poll(&mut context).is_pending());
    drop(held);
    // It was told, and never looked.
    drop(left);
    assert!(stays.as_mut().poll(&mut context).is_ready());
    drop(stays);
    assert_eq!(turns.places(), 0);
}
