package dev.lapwing.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The zip that the function is made of. Its key in the bucket holds the version of Lapwing and a
 * checksum, so that a stack tells which code it runs, and the same code is uploaded once.
 *
 * @param file the zip
 * @param version the version of Lapwing that it was built from
 * @param sha256 of its bytes, in hexadecimal digits
 * @param openBlas the release of OpenBLAS in it, if it tells
 */
public record CodePackage(Path file, String version, String sha256, Optional<String> openBlas) {
  /** What the keys of all code start with. */
  public static final String FOLDER = "code/";

  private static final String PROPERTIES = "lapwing-function.properties";
  private static final int DIGITS = 16;
  private static final Pattern KEY =
      Pattern.compile(FOLDER + "(.+)-[0-9a-f]{" + DIGITS + "}\\.zip");

  /** The zip in a file. */
  public static CodePackage of(Path file, String version) throws IOException {
    try (DigestInputStream stream =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      stream.transferTo(OutputStream.nullOutputStream());
      byte[] sum = stream.getMessageDigest().digest();
      return new CodePackage(
          file,
          version,
          HexFormat.of().formatHex(sum),
          properties(file).map(CodePackage::openBlas));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Where it goes in the bucket. */
  public String key() {
    return FOLDER + version + "-" + sha256.substring(0, DIGITS) + ".zip";
  }

  /** The checksum as Lambda shows it. */
  public String sha256OfLambda() {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
  }

  /** What the zip tells of itself. */
  private static Optional<Properties> properties(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(PROPERTIES);
      return entry == null ? Optional.empty() : Optional.of(properties(zip.getInputStream(entry)));
    }
  }

  private static Properties properties(InputStream stream) throws IOException {
    try (stream) {
      var properties = new Properties();
      properties.load(stream);
      return properties;
    }
  }

  /** {@code 0.3.31} of {@code 0.3.31-1.5.13}, which is the artifact's version. */
  private static String openBlas(Properties properties) {
    return properties.getProperty("openblas").replaceAll("-.*", "");
  }

  /** The version that a key of ours names. */
  public static Optional<String> versionOf(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
