package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Listings of all objects whose keys start alike, and their deletion.
 *
 * @param pageSize how many objects a request lists or deletes: at most a thousand, says S3
 */
record S3Sweep(S3Calls calls, int pageSize) {
  S3Sweep(S3Calls calls) {
    this(calls, S3BatchDelete.MOST);
  }

  /**
   * Deletes those of them whose keys are among some. Others may be deleting them, too.
   *
   * @return the bytes of those that were there
   */
  long deleteAll(String start, Predicate<String> keys) throws StoreException {
    long[] sum = {0};
    forEachPage(
        start,
        page -> {
          List<S3Object> doomed = page.stream().filter(object -> keys.test(object.key())).toList();
          if (!doomed.isEmpty()) {
            new S3BatchDelete(calls).delete(doomed.stream().map(S3Object::key).toList());
          }
          sum[0] += doomed.stream().mapToLong(S3Object::size).sum();
        });
    return sum[0];
  }

  /** What follows in their keys up to the next slash, where there is one: each once, in order. */
  List<String> folders(String start) throws StoreException {
    List<String> names = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      Optional<String> after = token;
      ListObjectsV2Response page =
          calls.call(
              S3Objects.LIST,
              start,
              s3 ->
                  s3.listObjectsV2(
                      b -> {
                        b.bucket(calls.bucket()).prefix(start).delimiter("/").maxKeys(pageSize);
                        after.ifPresent(b::continuationToken);
                      }));
      page.commonPrefixes().forEach(folder -> names.add(name(start, folder.prefix())));
      token = page.isTruncated() ? Optional.of(page.nextContinuationToken()) : Optional.empty();
    } while (token.isPresent());
    return names;
  }

  private static String name(String start, String prefix) {
    return prefix.substring(start.length(), prefix.length() - 1);
  }

  /** The keys of them all. */
  List<String> keys(String start) throws StoreException {
    List<String> keys = new ArrayList<>();
    forEachPage(start, page -> page.forEach(object -> keys.add(object.key())));
    return keys;
  }

  /** Whether there is any. */
  boolean existsAny(String start) throws StoreException {
    return page(start, Optional.empty(), 1).hasContents();
  }

  /** The bytes of them all. */
  long bytes(String start) throws StoreException {
    long[] sum = {0};
    forEachPage(start, page -> sum[0] += page.stream().mapToLong(S3Object::size).sum());
    return sum[0];
  }

  private void forEachPage(String start, PageVisitor visitor) throws StoreException {
    Optional<String> last = Optional.empty();
    do {
      ListObjectsV2Response page = page(start, last, pageSize);
      List<S3Object> objects = page.contents();
      if (!objects.isEmpty()) {
        visitor.visit(objects);
      }
      last =
          page.isTruncated()
              ? Optional.of(objects.get(objects.size() - 1).key())
              : Optional.empty();
    } while (last.isPresent());
  }

  private ListObjectsV2Response page(String start, Optional<String> after, int most)
      throws StoreException {
    return calls.call(
        S3Objects.LIST,
        start,
        s3 ->
            s3.listObjectsV2(
                b -> {
                  b.bucket(calls.bucket()).prefix(start).maxKeys(most);
                  after.ifPresent(b::startAfter);
                }));
  }

  /** Does something with up to a thousand objects. */
  private interface PageVisitor {
    void visit(List<S3Object> objects) throws StoreException;
  }
}
