//! The right is in the handler's signature: its first argument is [`Anyone`], [`Can`] of a right, or an area's
//! extractor of an object (`ProblemForEdit` …) that finds it inside the actor's tenant, checks, and hands it over.
//! A forgotten check does not compile, because there is nothing to work on.

mod can;
mod guarded;
mod path;
pub mod problem;
pub mod rights;
mod visit;

pub use can::{Anyone, Can, Right};
pub use guarded::{Carries, Guarded};
pub use path::id_in_path;
pub use problem::{OwnProblem, ProblemForEdit, ReadableProblem, WrittenProblem};
pub use visit::{COOKIE, Visit, session_token};
