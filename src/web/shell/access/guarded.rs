//! Reads the right off a handler's type, so that the table of routes can name it without repeating it.

/// An extractor that stands for a right.
pub trait Carries {
    /// The right's name in the table of routes and in the rights matrix.
    const RIGHT: &'static str;
}

/// A handler's arguments, of which the first carries a right. Implemented for axum's argument tuples.
pub trait Guarded {
    /// The right of the first argument.
    const RIGHT: &'static str;
}

macro_rules! guarded {
    ($(($($rest:ident),*)),+ $(,)?) => {$(
        impl<M, First: Carries, $($rest),*> Guarded for (M, First, $($rest,)*) {
            const RIGHT: &'static str = First::RIGHT;
        }
    )+};
}

guarded!((), (B), (B, C), (B, C, D), (B, C, D, E), (B, C, D, E, F));
