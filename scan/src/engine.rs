//! The QR code engine.
//!
//! A frame becomes text in seven steps, one file each (`docs/scan.md`). [`finder`] searches every
//! level of a [`pyramid`] for finder patterns by their run lengths (on blurred levels after
//! [`deconvolve`]). [`finder_match`] confirms them by template matching. [`group`] combines three into a
//! triple ([`pair`] two, if the third is hidden). [`fit`] finds the version and the homography by
//! correlating all function patterns ([`cylinder`] for bent symbols). [`sample`], [`equalise`],
//! [`channel`] and [`mesh`] turn pixels into soft modules. [`format`](mod@format), [`symbol`], [`blocks`] and
//! [`reed_solomon`] turn modules into data, and [`segments`] turns data into text. Section numbers
//! are those of ISO/IEC 18004:2015.
//!
//! No picture causes a panic, every loop ends at the deadline, and memory use is a small multiple
//! of the frame's size.

pub(crate) mod bit_grid;
pub(crate) mod blocks;
pub(crate) mod channel;
pub(crate) mod charset;
pub(crate) mod cylinder;
pub(crate) mod deconvolve;
pub(crate) mod equalise;
pub(crate) mod finder;
pub(crate) mod finder_match;
pub(crate) mod fit;
pub(crate) mod format;
mod galois;
pub(crate) mod geometry;
pub(crate) mod group;
pub(crate) mod layout;
pub(crate) mod mesh;
pub(crate) mod pair;
pub(crate) mod pyramid;
pub(crate) mod read;
pub(crate) mod reed_solomon;
pub(crate) mod sample;
pub(crate) mod search;
pub(crate) mod segments;
pub(crate) mod smooth;
pub(crate) mod soft;
pub(crate) mod softness;
pub(crate) mod stream;
pub(crate) mod symbol;
pub(crate) mod threshold;
pub(crate) mod view;
