//! What looks at a frame: the engine of our own, and rxing.

pub(crate) mod own;
pub(crate) mod rxing;
