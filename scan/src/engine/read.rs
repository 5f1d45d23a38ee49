//! Reads one located symbol: tries one way of sampling after the other until error correction
//! succeeds.

use super::bit_grid::{self, RqrrMessage};
use super::channel::ChannelModel;
use super::cylinder::CylinderPose;
use super::equalise::EqualiserFeatures;
use super::fit::SymbolPose;
use super::format::{FormatInformation, guess_formats, version_agreement};
use super::geometry::Homography;
use super::layout::SymbolLayout;
use super::mesh;
use super::sample::SamplingGrid;
use super::segments::{self, Message};
use super::soft::SoftModules;
use super::symbol::{self, CorrectedData, ErasurePolicy};
use super::view::GreyView;
use crate::found::ReadCertainty;
use std::time::Instant;

/// Number of formats tried for one grid.
const MAX_FORMATS: usize = 3;

/// Least agreement of the format information; noise mostly agrees less.
const MIN_AGREEMENT: f32 = 0.3;

/// Least agreement of the format information for detection with an estimated channel.
const MIN_AGREEMENT_FOR_CHANNEL: f32 = 0.65;

/// Least agreement of the version information; less means another version or none.
const MIN_VERSION_AGREEMENT: f32 = 0.1;

/// A decoded symbol.
pub(crate) struct DecodedSymbol {
    pub(crate) message: Message,
    pub(crate) format: FormatInformation,
    pub(crate) mirrored: bool,
    pub(crate) certainty: ReadCertainty,
    pub(crate) decoder: Decoder,
}

/// The decoder that read a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decoder {
    Own,
    Rqrr,
}

/// A message that needed erasures and is not confirmed yet.
struct UnconfirmedMessage {
    message: Message,
    format: FormatInformation,
}

/// Unconfirmed messages of one symbol. A message that two differently sampled grids give is
/// accepted.
#[derive(Default)]
pub(crate) struct UnconfirmedMessages(Vec<UnconfirmedMessage>);

impl UnconfirmedMessages {
    /// Decodes a grid with rqrr, otherwise with our decoder. A message that nothing confirms is
    /// kept for the next grid.
    pub(crate) fn read(
        &mut self,
        soft: &SoftModules,
        layout: &SymbolLayout,
        erasing: ErasurePolicy,
        deadline: Instant,
    ) -> Option<DecodedSymbol> {
        let mirror = soft.transposed();
        let guesses = [guess_formats(soft), guess_formats(&mirror)];
        let best = guesses[0][0].agreement.max(guesses[1][0].agreement);
        let is_mirrored = guesses[1][0].agreement > guesses[0][0].agreement;
        let (likelier, guess) =
            if is_mirrored { (&mirror, guesses[1][0]) } else { (soft, guesses[0][0]) };
        if best >= MIN_AGREEMENT
            && symbol::is_correctable_without_erasures(likelier, layout, guess.format)
            && let Some(decoded) = bit_grid::decode(soft, &mirror, layout)
        {
            let RqrrMessage { message, format, mirrored, certainty } = decoded;
            return Some(DecodedSymbol {
                message,
                format,
                mirrored,
                certainty,
                decoder: Decoder::Rqrr,
            });
        }
        for (soft, guesses, mirrored) in [(soft, guesses[0], false), (&mirror, guesses[1], true)] {
            for guess in guesses.iter().take(MAX_FORMATS) {
                if guess.agreement < MIN_AGREEMENT || guess.agreement < 0.55 * best {
                    break;
                }
                let format = guess.format;
                let corrected = symbol::correct_symbol(soft, layout, format, erasing, deadline);
                let read = corrected.and_then(|corrected| {
                    let message = segments::parse(&corrected.data, layout.version)?;
                    self.judge(message, format, &corrected)
                });
                if let Some((message, certainty)) = read {
                    let decoder = Decoder::Own;
                    return Some(DecodedSymbol { message, format, mirrored, certainty, decoder });
                }
            }
        }
        None
    }

    fn judge(
        &mut self,
        message: Message,
        format: FormatInformation,
        corrected: &CorrectedData,
    ) -> Option<(Message, ReadCertainty)> {
        if corrected.erased == 0 {
            let exact = corrected.errors == 0;
            return Some((
                message,
                if exact { ReadCertainty::Exact } else { ReadCertainty::Corrected },
            ));
        }
        let known = |claim: &UnconfirmedMessage| claim.format == format && claim.message == message;
        if is_key_uri(&message.text) || self.0.iter().any(known) {
            return Some((message, ReadCertainty::Agreed));
        }
        self.0.push(UnconfirmedMessage { message, format });
        None
    }

    /// Whether a message waits for confirmation.
    pub(crate) fn is_any_unconfirmed(&self) -> bool {
        !self.0.is_empty()
    }
}

/// The effort for one symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadEffort {
    /// Local threshold, no erasures.
    Plain,
    /// All methods.
    Full,
}

/// Reads the symbol at `pose`. If it fails, the last sampled grid is left in `unread`.
pub(crate) fn read(
    view: &GreyView<'_>,
    pose: &SymbolPose,
    work: ReadEffort,
    claims: &mut UnconfirmedMessages,
    unread: &mut Option<SoftModules>,
    deadline: Instant,
) -> Option<DecodedSymbol> {
    let map = pose.map()?;
    let layout = pose.layout;
    let grid = SamplingGrid::sample(view, &map, layout.side, None);
    let plain = grid.threshold_locally()?;
    if layout.version >= 7 && version_agreement(&plain, layout.version) < MIN_VERSION_AGREEMENT {
        return None;
    }
    if work == ReadEffort::Plain {
        return claims.read(&plain, layout, ErasurePolicy::Never, deadline);
    }
    let flat = read_grid(&grid, &plain, layout, claims, unread, deadline);
    if flat.is_some() || Instant::now() >= deadline {
        return flat;
    }
    if let Some(shifts) = mesh::alignment_shifts(view, layout, &map, pose.module()) {
        let grid = SamplingGrid::sample(view, &map, layout.side, Some(&shifts));
        let plain = grid.threshold_locally()?;
        let mended = read_grid(&grid, &plain, layout, claims, unread, deadline);
        if mended.is_some() {
            return mended;
        }
    }
    if claims.is_any_unconfirmed() { resample_claim(view, pose, claims, deadline) } else { None }
}

/// Reads a symbol on a cylinder.
pub(crate) fn read_on_cylinder(
    view: &GreyView<'_>,
    cylinder: &CylinderPose,
    deadline: Instant,
) -> Option<DecodedSymbol> {
    let grid = SamplingGrid::sample(view, &cylinder.chart(view)?, cylinder.layout.side, None);
    let plain = grid.threshold_locally()?;
    read_grid(
        &grid,
        &plain,
        cylinder.layout,
        &mut UnconfirmedMessages::default(),
        &mut None,
        deadline,
    )
}

/// Tries the local threshold, the equaliser, the decision-directed equaliser, and detection with an
/// estimated channel.
fn read_grid(
    grid: &SamplingGrid,
    plain: &SoftModules,
    layout: &'static SymbolLayout,
    claims: &mut UnconfirmedMessages,
    unread: &mut Option<SoftModules>,
    deadline: Instant,
) -> Option<DecodedSymbol> {
    if let Some(read) = claims.read(plain, layout, ErasurePolicy::WhenNeeded, deadline) {
        return Some(read);
    }
    let features = EqualiserFeatures::of(grid);
    let soft = features.by_patterns(layout, deadline)?;
    if let Some(read) = claims.read(&soft, layout, ErasurePolicy::WhenNeeded, deadline) {
        return Some(read);
    }
    let again = features.by_decisions(layout, &soft, deadline).unwrap_or_else(|| soft.clone());
    if let Some(read) = claims.read(&again, layout, ErasurePolicy::WhenNeeded, deadline) {
        return Some(read);
    }
    let mirror = again.transposed();
    let agreement = [&again, &mirror].map(|soft| guess_formats(soft)[0].agreement);
    if agreement[0].max(agreement[1]) < MIN_AGREEMENT_FOR_CHANNEL {
        return None;
    }
    let better = ChannelModel::new(layout, grid).detect(&again, deadline);
    let read = better
        .as_ref()
        .and_then(|soft| claims.read(soft, layout, ErasurePolicy::WhenNeeded, deadline));
    *unread = better.or(Some(soft));
    read
}

/// Samples the symbol of an unconfirmed message again, slightly shifted.
fn resample_claim(
    view: &GreyView<'_>,
    pose: &SymbolPose,
    claims: &mut UnconfirmedMessages,
    deadline: Instant,
) -> Option<DecodedSymbol> {
    let near = 0.12 * pose.module();
    for (x, y) in [(near, near), (-near, near), (near, -near), (-near, -near)] {
        let quad = pose.quad.map(|at| at.plus(x, y));
        let map = Homography::of_square(3.5, pose.layout.side as f32 - 3.5, &quad)?;
        let grid = SamplingGrid::sample(view, &map, pose.layout.side, None);
        let features = EqualiserFeatures::of(&grid);
        let soft = features.by_patterns(pose.layout, deadline)?;
        let read = claims.read(&soft, pose.layout, ErasurePolicy::WhenNeeded, deadline);
        if read.is_some() {
            return read;
        }
    }
    None
}

/// Whether a text is a complete key URI: scheme, type, and a key in base32. A text that error
/// correction got wrong would contain other characters.
fn is_key_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let Some((path, query)) = rest.split_once('?') else { return false };
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    let keys = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut keys = keys.filter(|(name, _)| name.eq_ignore_ascii_case("secret"));
    let kind = path.split('/').next().unwrap_or_default();
    is_plain
        && scheme.eq_ignore_ascii_case("otpauth")
        && ["totp", "hotp", "steam"].iter().any(|known| kind.eq_ignore_ascii_case(known))
        && keys.next().is_some_and(|(_, key)| {
            let key = key.trim_end_matches('=');
            key.len() >= 16
                && key.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'2'..=b'7'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::soft::SoftModules;
    use aikotoba_studio::{CorrectionLevel as Wanted, DrawnCode};
    use std::time::Duration;

    const KEY_URI: &str = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP";

    fn later() -> Instant {
        Instant::now() + Duration::from_mins(1)
    }

    /// A symbol of version 3-L with `weak` codewords that have one unreliable wrong bit each.
    fn weakened(text: &str, weak: usize) -> (SoftModules, &'static SymbolLayout) {
        let code = DrawnCode::encode_as(text, Wanted::Low, 3, Some(2)).unwrap();
        let (mut soft, layout) = (SoftModules::of_code(&code), SymbolLayout::of(3).unwrap());
        for codeword in 0..weak {
            let place = layout.order[8 * (3 * codeword + 1)] as usize;
            soft.set(place, -0.01 * soft.at(place));
        }
        (soft, layout)
    }

    fn read_once(
        claims: &mut UnconfirmedMessages,
        text: &str,
        weak: usize,
    ) -> Option<(String, ReadCertainty)> {
        let (soft, layout) = weakened(text, weak);
        let read = claims.read(&soft, layout, ErasurePolicy::WhenNeeded, later())?;
        Some((read.message.text.to_string(), read.certainty))
    }

    #[test]
    fn every_version_level_and_mask_is_read() {
        for version in 1..=40 {
            for level in [Wanted::Low, Wanted::Medium, Wanted::Quartile, Wanted::High] {
                for mask in 0..8 {
                    let code = DrawnCode::encode_as("合言", level, version, Some(mask)).unwrap();
                    let (soft, layout) =
                        (SoftModules::of_code(&code), SymbolLayout::of(version).unwrap());
                    let mut claims = UnconfirmedMessages::default();
                    let read = claims.read(&soft, layout, ErasurePolicy::Never, later()).unwrap();
                    assert_eq!(read.message.text.as_str(), "合言");
                    assert_eq!((read.format.mask, read.certainty), (mask, ReadCertainty::Exact));
                }
            }
        }
    }

    #[test]
    fn clean_and_corrected_texts_are_accepted_at_once() {
        let mut claims = UnconfirmedMessages::default();
        let read = read_once(&mut claims, "plain text", 0).unwrap();
        assert_eq!(read, ("plain text".to_owned(), ReadCertainty::Exact));
        let read = read_once(&mut claims, "plain text", 5).unwrap();
        assert_eq!(read, ("plain text".to_owned(), ReadCertainty::Corrected));
    }

    #[test]
    fn a_text_that_needed_erasures_is_accepted_the_second_time() {
        // 15 error correction codewords, one of them reserved: at most 7 errors.
        let mut claims = UnconfirmedMessages::default();
        assert_eq!(read_once(&mut claims, "plain text", 10), None);
        assert!(claims.is_any_unconfirmed());
        assert_eq!(read_once(&mut claims, "other text", 10), None);
        let read = read_once(&mut claims, "plain text", 11).unwrap();
        assert_eq!(read, ("plain text".to_owned(), ReadCertainty::Agreed));
    }

    #[test]
    fn a_key_uri_that_needed_erasures_is_accepted_at_once() {
        let read = read_once(&mut UnconfirmedMessages::default(), KEY_URI, 10).unwrap();
        assert_eq!(read, (KEY_URI.to_owned(), ReadCertainty::Agreed));
    }

    #[test]
    fn a_mirrored_symbol_is_read_and_reported_as_mirrored() {
        let (soft, layout) = weakened("mirror", 0);
        let mut claims = UnconfirmedMessages::default();
        let read = claims.read(&soft.transposed(), layout, ErasurePolicy::Never, later()).unwrap();
        assert!(read.mirrored && read.message.text.as_str() == "mirror");
    }

    #[test]
    fn only_complete_key_uris_need_no_confirmation() {
        assert!(is_key_uri(KEY_URI));
        assert!(is_key_uri("OTPAUTH://HOTP/x?issuer=A&Secret=jbswy3dpehpk3pxp"));
        for text in [
            "otpauth://totp/a?secret=JBSWY3DPEHPK3PX1",
            "otpauth://totp/a?secret=JBSW",
            "otpauth://totp/a?issuer=A",
            "otpauth://totp/a\u{fffd}?secret=JBSWY3DPEHPK3PXP",
            "https://totp/a?secret=JBSWY3DPEHPK3PXP",
        ] {
            assert!(!is_key_uri(text), "{text}");
        }
    }
}
