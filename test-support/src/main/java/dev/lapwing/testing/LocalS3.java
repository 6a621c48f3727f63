package dev.lapwing.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 service in this JVM, on a port of 127.0.0.1: S3Proxy over a temporary folder. It checks
 * signatures and the checksums of what is written, and {@code If-None-Match: *} is atomic, because
 * the object appears by a hard link. {@code If-Match} and a named ETag are looked at before the
 * write, so that two writers can both succeed; on AWS one fails.
 *
 * <p>It has no buckets at first.
 */
public final class LocalS3 implements AutoCloseable {
  /** The access key that it accepts: letters and digits, as DynamoDBLocal wants it. */
  public static final String ACCESS_KEY = "LOCALACCESSKEY";

  /** The secret key that it accepts. */
  public static final String SECRET_KEY = "local-secret-key";

  private final Path folder;
  private final S3Proxy server;

  private LocalS3(Path folder, S3Proxy server) {
    this.folder = folder;
    this.server = server;
  }

  /** Starts it; when this returns it answers. */
  public static LocalS3 start() {
    try {
      Path folder = Files.createTempDirectory("lapwing-s3-");
      S3Proxy server =
          S3Proxy.builder()
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
              .blobStore(new FilesystemNio2BlobStore(folder.toString()))
              .stopTimeout(0)
              .build();
      server.start();
      return new LocalS3(folder, server);
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not start: " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Stops it and deletes all that it holds. */
  @Override
  public void close() {
    try {
      server.stop();
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The objects in %s cannot be deleted".formatted(folder), e);
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not stop: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
