//! Plots shares as bars and times as lines from the median to the 95th percentile.

use crate::tally::{ALL, Tally};
use std::fmt::Write;

/// One colour per reader, distinguishable for most people.
const COLOURS: [&str; 7] =
    ["#0072b2", "#56b4e9", "#e69f00", "#d55e00", "#009e73", "#cc79a7", "#777777"];

const BAR: usize = 11;
const LEFT: usize = 190;
const WIDE: usize = 420;
const GAP: usize = 40;

/// The plot as SVG.
pub(crate) fn draw(tally: &Tally) -> String {
    let mut plot = Plot { body: String::new(), y: 44 };
    plot.legend(&tally.readers);
    for folder in tally.folders() {
        plot.heading(&folder);
        for condition in tally.conditions(&folder) {
            plot.group(tally, &folder, &condition);
        }
    }
    let (width, height) = (LEFT + 2 * WIDE + 2 * GAP, plot.y + 20);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{}</svg>\n",
        plot.body
    )
}

struct Plot {
    body: String,
    y: usize,
}

impl Plot {
    fn text(&mut self, x: usize, y: usize, text: &str) {
        let _ = writeln!(self.body, "<text x=\"{x}\" y=\"{y}\">{text}</text>");
    }

    fn legend(&mut self, readers: &[String]) {
        for (number, reader) in readers.iter().enumerate() {
            let x = LEFT + 110 * number;
            self.bar(x, 12, 12.0, COLOURS[number % COLOURS.len()]);
            self.text(x + 18, 21, reader);
        }
    }

    fn heading(&mut self, folder: &str) {
        self.y += 20;
        let y = self.y;
        let _ =
            writeln!(self.body, "<text x=\"10\" y=\"{y}\" font-weight=\"bold\">{folder}</text>");
        self.text(LEFT, y, "share read, 0 to 100 %");
        self.text(LEFT + WIDE + GAP, y, "CPU ms, median to 95th percentile, 0.1 to 1000");
        self.y += 8;
    }

    fn group(&mut self, tally: &Tally, folder: &str, condition: &str) {
        let middle = self.y + BAR * tally.readers.len() / 2 + 4;
        self.text(if condition == ALL { 10 } else { 20 }, middle, condition);
        for (number, reader) in tally.readers.iter().enumerate() {
            let colour = COLOURS[number % COLOURS.len()];
            if let Some(count) = tally.count(folder, condition, reader) {
                let y = self.y;
                self.bar(LEFT, y, count.share() / 100.0 * WIDE as f64, colour);
                let start = LEFT + WIDE + GAP;
                let (median, p95) = (along(count.millis(0.5)), along(count.millis(0.95)));
                self.bar(start + median as usize, y, (p95 - median).max(3.0), colour);
            }
            self.y += BAR;
        }
        self.y += 8;
    }

    fn bar(&mut self, x: usize, y: usize, width: f64, colour: &str) {
        let height = BAR - 2;
        let _ = writeln!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width:.1}\" height=\"{height}\" fill=\"{colour}\"/>"
        );
    }
}

/// The position of a time on a logarithmic axis from 0.1 to 1000 ms.
fn along(millis: f64) -> f64 {
    (millis.clamp(0.1, 1000.0).log10() + 1.0) / 4.0 * WIDE as f64
}
