//! Behaviour of the whole program against a real PostgreSQL.

mod messages;
mod postgres;
