//! Comma-separated values (RFC 4180), as password managers export them.
//!
//! Some exports have no line end after the last row, so a truncated file may look complete. A
//! [`CsvRow`] therefore states whether its last cell may continue after the end of the file.

use zeroize::Zeroizing;

use super::{Completeness, ImportEntryError};

/// One row.
#[derive(Debug)]
pub(super) struct CsvRow {
    cells: Vec<Zeroizing<String>>,
    last_cell: Completeness,
}

impl CsvRow {
    /// The cell in a column, without surrounding space; empty if the row has none.
    pub(super) fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// The position of the first cell that fulfils a condition.
    pub(super) fn position(&self, is_wanted: impl Fn(&str) -> bool) -> Option<usize> {
        self.cells.iter().position(|cell| is_wanted(cell.trim()))
    }

    /// Whether a cell contains all that was written. A cell is complete if a comma, a closing quote
    /// or a line end follows.
    pub(super) fn completeness(&self, column: usize) -> Completeness {
        if column + 1 < self.cells.len() { Completeness::Whole } else { self.last_cell }
    }

    /// Checks that the row has a cell for each column of the header.
    ///
    /// # Errors
    /// [`ImportEntryError::Truncated`] if it has fewer.
    pub(super) fn check_columns(&self, header: &Self) -> Result<(), ImportEntryError> {
        if self.cells.len() < header.cells.len() {
            return Err(ImportEntryError::Truncated);
        }
        Ok(())
    }
}

/// The rows that are not empty; `None` if a quote is not closed.
pub(super) fn rows(text: &str) -> Option<Vec<CsvRow>> {
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    let mut rest = text;
    while !rest.is_empty() || !cells.is_empty() {
        let is_quoted = rest.starts_with('"');
        let (cell, after) = first_cell(rest)?;
        cells.push(cell);
        let end = after.chars().next();
        rest = after.get(1..).unwrap_or_default();
        if end == Some(',') {
            continue;
        }
        if end == Some('\r') {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        let is_whole = end.is_some() || is_quoted;
        let last_cell = if is_whole { Completeness::Whole } else { Completeness::MaybeTruncated };
        let cells = std::mem::take(&mut cells);
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(CsvRow { cells, last_cell });
        }
    }
    Some(rows)
}

/// The first cell without its quotes, and the rest of the text.
fn first_cell(text: &str) -> Option<(Zeroizing<String>, &str)> {
    let is_end = |symbol: char| matches!(symbol, ',' | '\n' | '\r');
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(is_end).unwrap_or(text.len());
        return Some((Zeroizing::new(text[..end].to_owned()), &text[end..]));
    };
    let mut from = 0;
    let end = loop {
        let at = from + quoted[from..].find('"')?;
        if !quoted[at + 1..].starts_with('"') {
            break at;
        }
        from = at + 2;
    };
    let cell = Zeroizing::new(quoted[..end].replace("\"\"", "\""));
    let after = &quoted[end + 1..];
    // Text between a closing quote and the next comma is ignored.
    let next = after.find(is_end).unwrap_or(after.len());
    Some((cell, &after[next..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells_of(text: &str) -> Option<Vec<Vec<String>>> {
        let rows = rows(text)?;
        let cells = |row: &CsvRow| row.cells.iter().map(|cell| cell.to_string()).collect();
        Some(rows.iter().map(cells).collect())
    }

    #[test]
    fn cells_may_contain_commas_quotes_and_lines_and_an_open_quote_is_damage() {
        let rows = cells_of("a,\"b, \"\"c\"\"\"\r\n\r\n\"d\ne\",,f").unwrap();
        assert_eq!(rows, [vec!["a", "b, \"c\""], vec!["d\ne", "", "f"]]);
        assert_eq!(cells_of("a,\"b\n"), None);
        assert_eq!(cells_of("a\rb\n").unwrap(), [["a"], ["b"]]);
        assert_eq!(cells_of("a,\n,b,").unwrap(), [vec!["a", ""], vec!["", "b", ""]]);
    }

    #[test]
    fn a_cell_at_the_end_of_the_file_may_be_truncated_unless_it_is_quoted() {
        for (text, whole) in [
            ("a,b", Completeness::MaybeTruncated),
            ("a,", Completeness::MaybeTruncated),
            ("a,\"b\"", Completeness::Whole),
            ("a,b\n", Completeness::Whole),
            ("a,b\r", Completeness::Whole),
        ] {
            let rows = rows(text).unwrap();
            assert_eq!(rows[0].completeness(1), whole, "{text:?}");
            assert_eq!(rows[0].completeness(0), Completeness::Whole, "{text:?}");
        }
    }

    #[test]
    fn a_row_with_fewer_cells_than_the_header_is_truncated() {
        let rows = rows("a,b,c\n1,2\n1,2,\n1,2,3,4").unwrap();
        let checked: Vec<_> = rows.iter().map(|row| row.check_columns(&rows[0])).collect();
        assert_eq!(checked, [Ok(()), Err(ImportEntryError::Truncated), Ok(()), Ok(())]);
    }
}
