package dev.lapwing.state.aws;

import static dev.lapwing.state.aws.Attributes.text;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a run is: the part of its record that never changes.
 *
 * @param program the compact encoding of the compiled program
 * @param sizes as in the record
 * @param options as in the record
 */
record RunDefinition(byte[] program, String sizes, String options) {
  private static final String PROGRAM = "program";
  private static final String SIZES = "sizes";
  private static final String OPTIONS = "options";

  /** DynamoDB takes items of 400 KB, with the names of their attributes. */
  private static final int MOST_BYTES = 390 << 10;

  /** The definition of a run; refused if no item can hold it. */
  static RunDefinition of(RunRecord run) throws PermanentStoreException {
    return of(run, run.options());
  }

  /** The definition of a run with other options. */
  static RunDefinition of(RunRecord run, String newOptions) throws PermanentStoreException {
    var definition = new RunDefinition(run.program(), run.sizes(), newOptions);
    int sizes = bytes(run.sizes()).length;
    int options = bytes(newOptions).length;
    if (run.program().length + sizes + options > MOST_BYTES) {
      throw new PermanentStoreException(
          "The record of run %s is too large for DynamoDB, which takes %,d bytes: its program has %,d, its sizes and parameters %,d, its options and matrices %,d. Keep large values in matrices."
              .formatted(run.id(), MOST_BYTES, run.program().length, sizes, options));
    }
    return definition;
  }

  static RunDefinition read(Map<String, AttributeValue> item) {
    return new RunDefinition(
        item.get(PROGRAM).b().asByteArray(), text(item, SIZES), text(item, OPTIONS));
  }

  static Map<String, AttributeValue> key(String run, String name) {
    return Attributes.key(run, "definition#" + name);
  }

  /** The same for the same content, and for no other. */
  String name() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(program);
      digest.update((byte) 0);
      digest.update(bytes(sizes));
      digest.update((byte) 0);
      digest.update(bytes(options));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, AttributeValue> item(String run) {
    Map<String, AttributeValue> key = key(run, name());
    return Map.of(
        Attributes.PARTITION,
        key.get(Attributes.PARTITION),
        Attributes.SORT,
        key.get(Attributes.SORT),
        PROGRAM,
        AttributeValue.fromB(SdkBytes.fromByteArray(program)),
        SIZES,
        text(sizes),
        OPTIONS,
        text(options));
  }

  RunRecord record(String run, RunStatus status, String reason) {
    return new RunRecord(run, program, sizes, options, status, reason);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
