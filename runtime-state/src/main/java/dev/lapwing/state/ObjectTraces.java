package dev.lapwing.state;

import dev.lapwing.state.objects.ObjectStore;
import dev.lapwing.state.objects.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The trace of a run as objects, one a chunk. */
final class ObjectTraces implements TraceStore {
  private final ObjectStore objects;
  private final Shelf shelf;

  ObjectTraces(ObjectStore objects, Shelf shelf) {
    this.objects = objects;
    this.shelf = shelf;
  }

  @Override
  public String location() {
    return objects.locate("");
  }

  @Override
  public void write(String name, byte[] content) throws StoreException {
    try {
      shelf.prepare();
      objects.write(ScratchName.checked(name), ByteBuffer.wrap(content));
    } catch (IOException e) {
      throw StoreFailures.of("Writing " + objects.locate(name), e);
    }
  }

  @Override
  public List<String> names() throws StoreException {
    try {
      return shelf.names().stream().sorted().toList();
    } catch (IOException e) {
      throw StoreFailures.of("Listing " + location(), e);
    }
  }

  @Override
  public Optional<byte[]> read(String name) throws StoreException {
    try {
      return objects.read(ScratchName.checked(name), ObjectTraces::content);
    } catch (IOException e) {
      throw StoreFailures.of("Reading " + objects.locate(name), e);
    }
  }

  @Override
  public long deleteAll() throws StoreException {
    try {
      return shelf.deleteAll();
    } catch (IOException e) {
      throw StoreFailures.of("Deleting " + location(), e);
    }
  }

  private static byte[] content(StoredObject object) throws IOException {
    byte[] content = new byte[Math.toIntExact(object.length())];
    object.readFully(ByteBuffer.wrap(content));
    return content;
  }

  /** All chunks of the run together. */
  interface Shelf {
    /** Makes ready for a chunk to be written. */
    default void prepare() throws IOException {}

    List<String> names() throws IOException;

    long deleteAll() throws IOException;
  }
}
