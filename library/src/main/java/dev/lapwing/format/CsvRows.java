package dev.lapwing.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The rows of numbers in a CSV file, behind its header if it has one. */
final class CsvRows implements AutoCloseable {
  private final Path file;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final Deque<CsvRecord> ahead = new ArrayDeque<>();
  private List<String> header = List.of();
  private int columns;

  private CsvRows(Path file, CsvReader<CsvRecord> reader) {
    this.file = file;
    this.reader = reader;
    this.records = reader.iterator();
  }

  /** Opens a file and reads its header. */
  static CsvRows open(Path file) throws IOException {
    var rows =
        new CsvRows(
            file,
            CsvReader.builder()
                .detectBomHeader(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file));
    rows.readHeader();
    return rows;
  }

  /** The fields of the header; none if there is no header. */
  List<String> header() {
    return header;
  }

  /** The number of columns, as the first line has them. */
  int columns() {
    return columns;
  }

  boolean hasNext() {
    return !ahead.isEmpty() || records.hasNext();
  }

  /** Passes over a row, looking at no more than its length. */
  void skip() {
    record();
  }

  /** Writes a row into a panel. */
  void next(Panel panel, long row) {
    CsvRecord record = record();
    for (int j = 0; j < columns; j++) {
      panel.set(row, j, number(record, j));
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private void readHeader() {
    if (!hasNext()) {
      return;
    }
    CsvRecord first = parsed();
    columns = first.getFieldCount();
    if (first.getFields().stream().allMatch(field -> Numbers.parse(field).isPresent())) {
      ahead.add(first);
    } else {
      header = first.getFields();
    }
  }

  private CsvRecord record() {
    CsvRecord record = ahead.isEmpty() ? parsed() : ahead.remove();
    if (record.getFieldCount() != columns) {
      throw new MalformedMatrixFile(
          file,
          "line " + record.getStartingLineNumber(),
          "it has %d fields, and the first line has %d: every line is one row of the matrix"
              .formatted(record.getFieldCount(), columns));
    }
    return record;
  }

  private CsvRecord parsed() {
    try {
      return records.next();
    } catch (CsvParseException e) {
      throw new MalformedMatrixFile(file, "as comma-separated values", e.getMessage());
    }
  }

  private double number(CsvRecord record, int column) {
    String field = record.getField(column);
    return Numbers.parse(field)
        .orElseThrow(
            () ->
                new MalformedMatrixFile(
                    file,
                    "line %d, field %d".formatted(record.getStartingLineNumber(), column + 1),
                    field.isBlank()
                        ? "the field is empty: a number belongs there"
                        : "'%s' is not a number".formatted(field)));
  }
}
