//! The sound that a shell plays when the camera has read a QR code.

/// Samples per second.
const RATE: u32 = 44_100;

/// The length of the sound in samples: a tenth of a second.
const SAMPLES: u32 = RATE / 10;

/// The frequency in hertz, which the small speakers of phones play well.
const HERTZ: f64 = 1_760.0;

/// The greatest sample: a quarter of full scale.
const MAX_AMPLITUDE: f64 = 8_192.0;

/// A WAV file: one channel of 16-bit samples (RIFF, "Multimedia Programming Interface and Data
/// Specifications 1.0", IBM and Microsoft, 1991).
pub fn scan_tone() -> Vec<u8> {
    let bytes = SAMPLES * 2;
    let mut file = Vec::new();
    file.extend(b"RIFF");
    file.extend((36 + bytes).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // PCM, one channel.
    file.extend(1_u16.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 2).to_le_bytes());
    // Bytes per sample, bits per sample.
    file.extend(2_u16.to_le_bytes());
    file.extend(16_u16.to_le_bytes());
    file.extend(b"data");
    file.extend(bytes.to_le_bytes());
    for sample in 0..SAMPLES {
        let seconds = f64::from(sample) / f64::from(RATE);
        // It swells and fades, because a sudden start or end is heard as a click.
        let swell = (f64::from(sample) / f64::from(SAMPLES) * std::f64::consts::PI).sin();
        let value = MAX_AMPLITUDE * swell * (std::f64::consts::TAU * HERTZ * seconds).sin();
        #[allow(clippy::cast_possible_truncation, reason = "a quarter of the range of i16")]
        let value = value as i16;
        file.extend(value.to_le_bytes());
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_states_its_own_size_and_is_silent_at_both_ends() {
        let file = scan_tone();
        let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
        assert_eq!(number(4) as usize, file.len() - 8);
        assert_eq!(number(40) as usize, file.len() - 44);
        let samples: Vec<i16> = file[44..]
            .chunks_exact(2)
            .map(|sample| i16::from_le_bytes(sample.try_into().unwrap()))
            .collect();
        assert_eq!(samples.first(), Some(&0));
        assert!(samples.last().unwrap().abs() < 10);
        let loudest = samples.iter().map(|sample| sample.abs()).max().unwrap();
        assert!((8_000..=8_192).contains(&loudest), "{loudest}");
    }
}
