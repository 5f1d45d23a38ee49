//! Writes one photograph of Amazon's page on a monitor, as input for other programs.
//!
//! `cargo run --release --package aikotoba-studio --example photograph -- FILE [SEED]`

use std::{env, error::Error, fs};

use aikotoba_studio::{Condition, Resolution, amazon_uri};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let seed: u64 = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let shot = Condition::Moire.take(&amazon_uri(seed), 0.5, Resolution::Hd, seed)?.shoot();
    Ok(fs::write(file, shot.frame.to_png())?)
}
