//! Messages in several QR codes (structured append, ISO/IEC 18004 §8), whose symbols may be in
//! several frames, pictures and files.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::scan::{ForeignCode, Piece, message_of};

/// The symbols of incomplete messages.
#[derive(Debug, Default)]
pub(super) struct PartialMessages {
    messages: Vec<PartialMessage>,
    added: usize,
}

#[derive(Default)]
struct PartialMessage {
    parity: u8,
    count: u8,
    pieces: BTreeMap<u8, Zeroizing<String>>,
}

impl std::fmt::Debug for PartialMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { parity, count, pieces } = self;
        write!(f, "Message({parity}, {} of {count})", pieces.len())
    }
}

impl PartialMessages {
    /// Adds a symbol; returns the message if it is now complete.
    pub(super) fn add(&mut self, piece: Piece, text: &str) -> Option<Zeroizing<String>> {
        let Piece { index, count, parity } = piece;
        self.added += 1;
        // Another message may have the same parity; its symbols then contradict the existing ones.
        let place = self.messages.iter().position(|message| {
            (message.parity, message.count) == (parity, count)
                && message.pieces.get(&index).is_none_or(|known| **known == *text)
        });
        let place = place.unwrap_or_else(|| {
            self.messages.push(PartialMessage { parity, count, ..PartialMessage::default() });
            self.messages.len() - 1
        });
        let message = &mut self.messages[place];
        message.pieces.insert(index, Zeroizing::new(text.to_owned()));
        let whole = message.whole()?;
        self.messages.remove(place);
        Some(whole)
    }

    /// The number of symbols so far.
    pub(super) fn count(&self) -> usize {
        self.added
    }

    /// The symbols of messages that are still incomplete.
    pub(super) fn missing(&self) -> impl Iterator<Item = ForeignCode> {
        self.messages.iter().flat_map(|message| {
            let of = u32::from(message.count);
            message
                .pieces
                .keys()
                .map(move |index| ForeignCode::Piece { number: u32::from(*index) + 1, total: of })
        })
    }
}

impl PartialMessage {
    /// The message, if all its symbols are present and the parity is correct, so that symbols of
    /// two messages are never joined into an account.
    fn whole(&self) -> Option<Zeroizing<String>> {
        if self.pieces.len() != usize::from(self.count) {
            return None;
        }
        let pieces: Vec<&str> = self.pieces.values().map(|piece| piece.as_str()).collect();
        message_of(&pieces, self.parity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "otpauth://totp/a?secret=GEZDGNBV";

    fn parity(text: &str) -> u8 {
        text.bytes().fold(0, |parity, byte| parity ^ byte)
    }

    #[test]
    fn pieces_join_in_any_order_and_repetitions_are_ignored() {
        let mut pieces = PartialMessages::default();
        let piece = |index| Piece { index, count: 3, parity: parity(TEXT) };
        assert!(pieces.add(piece(2), &TEXT[20..]).is_none());
        assert!(pieces.add(piece(0), &TEXT[..9]).is_none());
        assert!(pieces.add(piece(2), &TEXT[20..]).is_none());
        assert_eq!(pieces.missing().count(), 2);
        assert_eq!(*pieces.add(piece(1), &TEXT[9..20]).unwrap(), TEXT);
        assert_eq!(pieces.missing().count(), 0);
    }

    #[test]
    fn pieces_of_two_messages_make_none() {
        let mut pieces = PartialMessages::default();
        let other = "otpauth://totp/b?secret=MFRGGZDF";
        let piece = |index| Piece { index, count: 2, parity: parity(TEXT) };
        assert!(pieces.add(piece(0), &TEXT[..9]).is_none());
        assert!(pieces.add(piece(1), &other[9..]).is_none() || parity(other) == parity(TEXT));
        assert!(pieces.add(piece(0), "x").is_none());
    }
}
