//! 整改: a city's campaign against bad work style, from each official's five lists to the office's percentages.

pub mod platform;
