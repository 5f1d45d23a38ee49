//! Comma-separated values (RFC 4180), as password managers export them.

use zeroize::Zeroizing;

/// The cells of one row.
pub(super) type CsvRow = [Zeroizing<String>];

/// The cell in a column, without surrounding space; empty if the row has none.
pub(super) fn cell(row: &CsvRow, column: Option<usize>) -> &str {
    column.and_then(|column| row.get(column)).map_or("", |cell| cell.trim())
}

/// The rows that are not empty; `None` if a quote is not closed.
pub(super) fn rows(text: &str) -> Option<Vec<Vec<Zeroizing<String>>>> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = first_cell(rest)?;
        row.push(cell);
        let end = after.chars().next();
        rest = after.get(1..).unwrap_or_default();
        if end == Some('\r') {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        let is_last = end != Some(',');
        if is_last {
            let done = std::mem::take(&mut row);
            if done.iter().any(|cell| !cell.is_empty()) {
                rows.push(done);
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
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

    fn told(text: &str) -> Option<Vec<Vec<String>>> {
        let rows = rows(text)?;
        Some(rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect())
    }

    #[test]
    fn cells_may_contain_commas_quotes_and_lines_and_an_open_quote_is_damage() {
        let rows = told("a,\"b, \"\"c\"\"\"\r\n\r\n\"d\ne\",,f").unwrap();
        assert_eq!(rows, [vec!["a", "b, \"c\""], vec!["d\ne", "", "f"]]);
        assert_eq!(told("a,\"b\n"), None);
        assert_eq!(told("a\rb\n").unwrap(), [["a"], ["b"]]);
    }
}
