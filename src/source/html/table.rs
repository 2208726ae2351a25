//! The grid of a table: which row and column a cell stands in when cells span several.

/// Rows and columns beyond this are not told apart, so that `colspan="4000000000"` costs nothing.
const WIDEST: u32 = 1000;

pub(in crate::source) struct Table {
    pub number: u32,
    row: Option<u32>,
    cell: Option<(u32, bool)>,
    spans: (u16, u16),
    next_column: u32,
    /// For each column, how many rows below are still taken by a cell above.
    taken: Vec<u32>,
}

impl Table {
    pub fn new(number: u32) -> Self {
        Self { number, row: None, cell: None, spans: (1, 1), next_column: 0, taken: Vec::new() }
    }

    pub fn row(&mut self) {
        if self.row.is_some() {
            for rows in &mut self.taken {
                *rows = rows.saturating_sub(1);
            }
        }
        self.row = Some(self.row.map_or(0, |row| row.saturating_add(1)));
        self.cell = None;
        self.next_column = 0;
    }

    pub fn cell(&mut self, header: bool, columns: u32, rows: u32) {
        if self.row.is_none() {
            self.row();
        }
        while self.taken.get(self.next_column as usize).is_some_and(|&rows| rows > 0) {
            self.next_column += 1;
        }
        self.cell = Some((self.next_column, header));
        let columns = columns.clamp(1, WIDEST);
        // Counts this row too, which the start of the next row takes off.
        let rows = rows.clamp(1, WIDEST);
        let narrow = |size: u32| u16::try_from(size).unwrap_or(u16::MAX);
        self.spans = (narrow(rows), narrow(columns));
        let end = self.next_column.saturating_add(columns);
        if rows > 1 && end <= WIDEST {
            if self.taken.len() < end as usize {
                self.taken.resize(end as usize, 0);
            }
            for column in &mut self.taken[self.next_column as usize..end as usize] {
                *column = rows;
            }
        }
        self.next_column = end;
    }

    /// The row at hand.
    pub fn at_row(&self) -> Option<u32> {
        self.row
    }

    /// Rows and columns that the cell at hand takes.
    pub fn spans(&self) -> (u16, u16) {
        self.spans
    }

    /// Row, column and whether it is a header, of the cell at hand.
    pub fn position(&self) -> Option<(u32, u32, bool)> {
        Some((self.row?, self.cell?.0, self.cell?.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_push_later_cells_aside() {
        let mut table = Table::new(0);
        let mut at = Vec::new();
        let mut cell = |table: &mut Table, columns, rows| {
            table.cell(false, columns, rows);
            at.push(table.position().map(|(row, column, _)| (row, column)).unwrap());
        };
        table.row();
        cell(&mut table, 1, 2);
        cell(&mut table, 2, 1);
        cell(&mut table, 1, 1);
        table.row();
        cell(&mut table, 1, 1);
        cell(&mut table, u32::MAX, u32::MAX);
        cell(&mut table, 1, 1);
        table.row();
        cell(&mut table, 1, 1);
        assert_eq!(at, [(0, 0), (0, 1), (0, 3), (1, 1), (1, 2), (1, 1002), (2, 0)]);
    }
}
