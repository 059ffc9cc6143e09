//! 整改: a city's campaign against bad work style, from the five lists of each cadre to the figures that open
//! their rows. The folder map and one walk of a request are in the README.

pub mod app;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod imports;
pub mod jobs;
pub mod kernel;
pub mod platform;
pub mod web;
