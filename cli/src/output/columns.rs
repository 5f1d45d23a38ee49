//! Rows under each other, also where characters are two cells wide.

use unicode_width::UnicodeWidthStr;

/// Rows with each column as wide as its widest cell, two blanks between.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let row = |cells: &[String; N]| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        line.truncate(line.trim_end().len());
        line
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_cells() {
        let rows = [["楽天".to_owned(), "a".to_owned()], ["Amazon".to_owned(), "b".to_owned()]];
        assert_eq!(columns(&rows), ["楽天    a", "Amazon  b"]);
    }
}
