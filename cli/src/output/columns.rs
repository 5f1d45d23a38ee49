//! Aligned columns, also with characters that are two cells wide.

use std::io::{self, IsTerminal};

use unicode_width::UnicodeWidthStr;

use super::clip::clip_all;

/// The maximum and minimum width of a name, in cells.
const NAME: usize = 40;
const SHORT_NAME: usize = 16;

/// Aligns the rows, with two spaces between columns. The columns listed in `names` contain foreign
/// text and are shortened, so that one long name does not widen every row, and so that a row fits
/// on a line of the terminal.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]], names: &[usize]) -> Vec<String> {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let line = if io::stdout().is_terminal() { terminal() } else { None };
    fitted(rows, names, line.unwrap_or(usize::MAX))
}

fn fitted<const N: usize>(rows: &[[String; N]], names: &[usize], line: usize) -> Vec<String> {
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let mut widths: [usize; N] = std::array::from_fn(widest);
    for column in names {
        widths[*column] = widths[*column].min(NAME);
    }
    let whole: usize = widths.iter().sum::<usize>() + 2 * N.saturating_sub(1);
    for _ in line..whole {
        let wide = names.iter().copied().max_by_key(|column| widths[*column]);
        match wide.filter(|column| widths[*column] > SHORT_NAME) {
            Some(column) => widths[column] -= 1,
            None => break,
        }
    }
    let mut rows = rows.to_vec();
    for column in names.iter().copied() {
        let cells: Vec<&str> = rows.iter().map(|row| row[column].as_str()).collect();
        let clipped = clip_all(&cells, widths[column]);
        rows.iter_mut().zip(clipped).for_each(|(row, cell)| row[column] = cell);
    }
    let row = |cells: &[String; N]| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        line.truncate(line.trim_end().len());
        line
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(names: [&str; 2]) -> Vec<[String; 2]> {
        names.map(|name| [name.to_owned(), "a".to_owned()]).to_vec()
    }

    #[test]
    fn wide_characters_take_two_cells() {
        assert_eq!(fitted(&rows(["楽天", "Amazon"]), &[0], 80), ["楽天    a", "Amazon  a"]);
    }

    #[test]
    fn a_long_name_does_not_widen_every_row() {
        let long = "x".repeat(600);
        let lines = fitted(&rows([&long, "Amazon"]), &[0], usize::MAX);
        assert!(lines.iter().all(|line| line.width() <= NAME + 3), "{lines:?}");
    }

    #[test]
    fn a_row_fits_on_a_line_if_its_names_can_be_shortened() {
        let long = "楽".repeat(600);
        for line in [20, 25, 60] {
            let lines = fitted(&rows([&long, "Amazon"]), &[0], line);
            assert!(lines.iter().all(|one| one.width() <= line), "{lines:?}");
        }
        let narrow = fitted(&rows([&long, "Amazon"]), &[0], 3);
        assert!(narrow[0].width() <= SHORT_NAME + 3, "{narrow:?}");
    }
}
