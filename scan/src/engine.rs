//! Our own reader of QR codes.
//!
//! From a frame to texts in seven steps, one file each: [`finder`] looks for finder patterns by
//! their run lengths on every level of a [`pyramid`] (where all is soft, after [`deconvolve`]), [`probe`]
//! looks at them again on grey values, [`group`] puts three together ([`pair`] two, where the third is
//! hidden), [`fit`] finds the version and the place by correlating all function patterns ([`cylinder`]
//! round a bottle), [`sample`], [`equalise`], [`channel`] and [`mesh`] turn the picture into soft
//! modules, [`format`], [`symbol`], [`blocks`] and [`reed_solomon`] turn those into data, and
//! [`segments`] into text. Section numbers are those of ISO/IEC 18004:2015.
//!
//! Nothing here panics on any picture, every loop ends at the deadline, and memory is a small
//! multiple of the frame's.

pub(crate) mod bit_grid;
pub(crate) mod blocks;
pub(crate) mod channel;
pub(crate) mod charset;
pub(crate) mod cylinder;
pub(crate) mod deconvolve;
pub(crate) mod equalise;
pub(crate) mod finder;
pub(crate) mod fit;
pub(crate) mod format;
mod galois;
pub(crate) mod geometry;
pub(crate) mod group;
pub(crate) mod layout;
pub(crate) mod mesh;
pub(crate) mod pair;
pub(crate) mod probe;
pub(crate) mod pyramid;
pub(crate) mod read;
pub(crate) mod reed_solomon;
pub(crate) mod sample;
pub(crate) mod search;
pub(crate) mod segments;
pub(crate) mod smooth;
pub(crate) mod soft;
pub(crate) mod stream;
pub(crate) mod symbol;
pub(crate) mod threshold;
pub(crate) mod view;
