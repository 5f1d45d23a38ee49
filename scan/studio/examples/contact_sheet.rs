//! Writes a PNG of every condition at severities 0, 0.5 and 1, of every empty scene, and of a
//! sequence, for checking by eye after a change.
//!
//! `cargo run --release --package aikotoba-studio --example contact_sheet -- FOLDER [SEED]`

use std::{env, error::Error, fs, path::PathBuf};

use aikotoba_studio::{Condition, EmptyScene, Resolution, TakeSequence, amazon_uri, empty_frame};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let seed: u64 = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    fs::create_dir_all(&folder)?;
    let text = amazon_uri(seed);
    for condition in Condition::ALL {
        for (severity, percent) in [(0.0, 0), (0.5, 50), (1.0, 100)] {
            let shot = condition.take(&text, severity, Resolution::Hd, seed)?.shoot();
            let file = folder.join(format!("{}-{percent}.png", condition.name()));
            fs::write(file, shot.frame.to_png())?;
        }
    }
    for of in EmptyScene::ALL {
        let frame = empty_frame(of, Resolution::Hd, seed);
        fs::write(folder.join(format!("empty-{of:?}.png")), frame.to_png())?;
    }
    let take = Condition::Moire.take(&text, 0.5, Resolution::Vga, seed)?;
    for (number, shot) in TakeSequence::new(take).take(10).enumerate() {
        fs::write(folder.join(format!("sequence-{number}.png")), shot.frame.to_png())?;
    }
    Ok(())
}
