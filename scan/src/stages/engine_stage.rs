//! Converts symbols that the engine read to the caller's types.

use crate::engine::read::Decoder;
use crate::engine::search::FoundSymbol;
use crate::found::{DecodedCode, Point};
use crate::sink::CodeCollector;

/// Adds all symbols to `sink`.
pub(crate) fn collect_symbols(symbols: Vec<FoundSymbol>, sink: &mut CodeCollector<'_>) {
    for found in symbols.into_iter().filter_map(found) {
        sink.add(found);
    }
}

/// Converts one symbol.
fn found(symbol: FoundSymbol) -> Option<DecodedCode> {
    let FoundSymbol { read, pose, polarity } = symbol;
    let [a, b, c, d] = pose.map()?.quad(0.0, pose.layout.side as f32);
    // The top right corner of a mirrored symbol is where an unmirrored symbol has its bottom left.
    let corners = if read.mirrored { [a, d, c, b] } else { [a, b, c, d] };
    Some(DecodedCode {
        text: read.message.text,
        bytes: read.message.bytes,
        corners: corners.map(|at| Point { x: at.x, y: at.y }),
        version: pose.layout.version,
        level: read.format.level,
        mirrored: read.mirrored,
        polarity,
        part: read.message.part,
        stage: match read.decoder {
            Decoder::Own => "own",
            Decoder::Rqrr => "rqrr",
        },
        certainty: read.certainty,
    })
}
