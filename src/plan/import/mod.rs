//! wip
mod markdown;
mod when;
mod rhythm;
mod naming;
mod label;
