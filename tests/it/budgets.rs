//! What a page may cost, counted where the machine doesn't matter: blocks that a query reads, round trips to the database, bytes
//! of a page. All over the full-size demonstration.

mod habit;
mod nation;
mod pages;
mod plans;
mod search;
mod trips;
