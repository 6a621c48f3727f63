package dev.lapwing.state.aws;

import static dev.lapwing.state.aws.Attributes.number;
import static dev.lapwing.state.aws.Attributes.text;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.aws.DynamoCalls.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Who leads a run. The item holds a name, a duration and a version that grows with every claim; no
 * time. Somebody else's claim has run out when whoever asks has seen the same version for as long
 * as the duration, by a clock of his own (the way of the DynamoDB lock client). So somebody who
 * asks for the first time waits at least that long.
 */
final class DynamoLeaders {
  private static final String PLACE = "leader";
  private static final String NAME = "leader";
  private static final String MILLIS = "millis";
  private static final String VERSION = "version";

  /** Nobody leads, this name does, or the leader has given up. */
  private static final String FREE =
      "attribute_not_exists(#pk) OR #name = :name OR #millis = :none";

  /** Nobody has claimed since the caller looked. */
  private static final String UNCHANGED = "#version = :seen";

  private final DynamoCalls calls;
  private final Expiry expiry;
  private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();

  DynamoLeaders(DynamoCalls calls, Expiry expiry) {
    this.calls = calls;
    this.expiry = expiry;
  }

  boolean claim(String run, String name, Duration duration) throws StoreException {
    Change change = write(run, name, duration, FREE, Map.of(":none", number(0)));
    boolean claimed = change.made() || follow(run, name, duration, change.item());
    if (claimed) {
      sightings.remove(run);
    }
    return claimed && !duration.isZero();
  }

  /** Claims what another has held for too long. */
  private boolean follow(
      String run, String name, Duration duration, Map<String, AttributeValue> held)
      throws StoreException {
    if (!isOver(run, held)) {
      return false;
    }
    Change change = write(run, name, duration, UNCHANGED, Map.of(":seen", held.get(VERSION)));
    return change.made() || isOf(name, change.item());
  }

  /** Whether a claim that was refused had been made by its first attempt, whose answer was lost. */
  private static boolean isOf(String name, Map<String, AttributeValue> held) {
    return !held.isEmpty() && held.get(NAME).s().equals(name);
  }

  /** Whether another's claim has been seen for its whole duration. */
  private boolean isOver(String run, Map<String, AttributeValue> held) {
    if (held.isEmpty()) {
      return false;
    }
    Instant now = expiry.clock().instant();
    String version = held.get(VERSION).n();
    Sighting sighting =
        sightings.compute(
            run,
            (id, last) ->
                last != null && last.version().equals(version) ? last : new Sighting(version, now));
    Duration seen = Duration.between(sighting.at(), now);
    return seen.toMillis() >= Long.parseLong(held.get(MILLIS).n());
  }

  private Change write(
      String run,
      String name,
      Duration duration,
      String condition,
      Map<String, AttributeValue> conditionValues)
      throws StoreException {
    Map<String, AttributeValue> values = new HashMap<>(conditionValues);
    values.put(":me", text(name));
    values.put(":millis", number(duration.toMillis()));
    values.put(":one", number(1));
    values.put(":zero", number(0));
    values.put(":expires", expiry.fromNow());
    Map<String, String> names =
        new HashMap<>(
            Map.of(
                "#name",
                NAME,
                "#millis",
                MILLIS,
                "#version",
                VERSION,
                "#expires",
                Attributes.EXPIRES));
    if (condition.equals(FREE)) {
      names.put("#pk", Attributes.PARTITION);
      values.put(":name", text(name));
    }
    return calls.update(
        request ->
            request
                .key(Attributes.key(run, PLACE))
                .updateExpression(
                    "SET #name = :me, #millis = :millis, #expires = :expires, #version = if_not_exists(#version, :zero) + :one")
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
  }

  /** A version that was seen, and when for the first time. */
  private record Sighting(String version, Instant at) {}
}
