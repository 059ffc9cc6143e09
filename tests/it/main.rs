//! Behaviour of the whole program against a real PostgreSQL.

mod assets;
mod messages;
mod postgres;
