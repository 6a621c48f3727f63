package dev.lapwing.state.aws;

import static dev.lapwing.state.aws.Attributes.number;
import static dev.lapwing.state.aws.Attributes.text;

import dev.lapwing.state.RunTable.Claim;
import dev.lapwing.state.RunTable.Leadership;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.aws.DynamoCalls.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Who leads a run. The item holds a name, a duration and a version that grows with every claim; no
 * time. Somebody else's claim has run out when whoever asks has seen the same version for as long
 * as the duration, by a clock of his own (the way of the DynamoDB lock client). So somebody who
 * asks for the first time waits at least that long.
 *
 * <p>Whoever led when he last asked writes at once. All others read first, at a tenth of the price,
 * and write only what they expect to be taken: so the item is written by its leader alone. What
 * they read may be old, as the condition of the write does not depend on it.
 */
final class DynamoLeaders {
  private static final String PLACE = "leader";
  private static final String NAME = "leader";
  private static final String MILLIS = "millis";
  private static final String VERSION = "version";
  private static final String EXECUTORS = "executors";
  private static final String MEMO = "memo";

  /** Nobody leads, this name does, or the leader has given up. */
  private static final String FREE =
      "attribute_not_exists(#pk) OR #name = :name OR #millis = :none";

  /** This name leads, also if its time has run out: nobody has led since. */
  private static final String OWN = "#name = :name";

  /** Nobody has claimed since the caller looked. */
  private static final String UNCHANGED = "#version = :seen";

  private static final String SET =
      "SET #name = :me, #millis = :millis, #executors = :executors, #expires = :expires, #version = if_not_exists(#version, :zero) + :one";

  private static final String SET_MEMO = ", #memo = :memo";

  private static final Map<String, String> NAMES =
      Map.of(
          "#name",
          NAME,
          "#millis",
          MILLIS,
          "#version",
          VERSION,
          "#executors",
          EXECUTORS,
          "#expires",
          Attributes.EXPIRES);

  private final DynamoCalls calls;
  private final Expiry expiry;
  private final Map<String, Sighting> sightings = new ConcurrentHashMap<>();
  private final Map<String, String> leaders = new ConcurrentHashMap<>();

  DynamoLeaders(DynamoCalls calls, Expiry expiry) {
    this.calls = calls;
    this.expiry = expiry;
  }

  Leadership claim(String run, Claim claim) throws StoreException {
    Leadership answer = ask(run, claim);
    if (answer.mine()) {
      leaders.put(run, claim.name());
    } else {
      leaders.remove(run, claim.name());
    }
    return answer;
  }

  private Leadership ask(String run, Claim claim) throws StoreException {
    if (claim.memo().isPresent()) {
      Change change = write(run, claim, OWN, Map.of(":name", text(claim.name())));
      return change.made() ? taken(run, claim, change) : refused(run, change.item());
    }
    boolean leads = claim.name().equals(leaders.get(run));
    Optional<Map<String, AttributeValue>> held =
        leads ? Optional.empty() : calls.glance(Attributes.key(run, PLACE));
    if (held.isPresent() && !isFree(claim.name(), held.get())) {
      return follow(run, claim, held.get());
    }
    Change change =
        write(run, claim, FREE, Map.of(":none", number(0), ":name", text(claim.name())));
    return change.made() ? taken(run, claim, change) : follow(run, claim, change.item());
  }

  /** Claims what another has held for too long. */
  private Leadership follow(String run, Claim claim, Map<String, AttributeValue> held)
      throws StoreException {
    if (held.isEmpty() || left(run, held).toMillis() > 0) {
      return refused(run, held);
    }
    Change change = write(run, claim, UNCHANGED, Map.of(":seen", held.get(VERSION)));
    return change.made() || isOf(claim.name(), change.item())
        ? taken(run, claim, change)
        : refused(run, change.item());
  }

  private Leadership taken(String run, Claim claim, Change change) {
    sightings.remove(run);
    return Leadership.of(claim, memo(change.item()));
  }

  private Leadership refused(String run, Map<String, AttributeValue> held) {
    return new Leadership(false, left(run, held), (int) whole(held, EXECUTORS), memo(held));
  }

  private static String memo(Map<String, AttributeValue> item) {
    return item.containsKey(MEMO) ? text(item, MEMO) : "";
  }

  /** What {@link #FREE} says, of an item that was read. */
  private static boolean isFree(String name, Map<String, AttributeValue> held) {
    return isOf(name, held) || whole(held, MILLIS) == 0;
  }

  /** Whether a claim that was refused had been made by its first attempt, whose answer was lost. */
  private static boolean isOf(String name, Map<String, AttributeValue> held) {
    return !held.isEmpty() && held.get(NAME).s().equals(name);
  }

  /** For how much longer another's claim must be seen. */
  private Duration left(String run, Map<String, AttributeValue> held) {
    if (held.isEmpty()) {
      return Duration.ZERO;
    }
    Instant now = expiry.clock().instant();
    String version = held.get(VERSION).n();
    Sighting sighting =
        sightings.compute(
            run,
            (id, last) ->
                last != null && last.version().equals(version) ? last : new Sighting(version, now));
    return Duration.ofMillis(whole(held, MILLIS)).minus(Duration.between(sighting.at(), now));
  }

  private static long whole(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : 0;
  }

  private Change write(
      String run, Claim claim, String condition, Map<String, AttributeValue> conditionValues)
      throws StoreException {
    Map<String, AttributeValue> values = new HashMap<>(conditionValues);
    values.put(":me", text(claim.name()));
    values.put(":millis", number(claim.duration().toMillis()));
    values.put(":executors", number(claim.executors()));
    values.put(":one", number(1));
    values.put(":zero", number(0));
    values.put(":expires", expiry.fromNow());
    claim.memo().ifPresent(memo -> values.put(":memo", text(memo)));
    return calls.update(
        request ->
            request
                .key(Attributes.key(run, PLACE))
                .updateExpression(claim.memo().map(memo -> SET + SET_MEMO).orElse(SET))
                .conditionExpression(condition)
                .expressionAttributeNames(names(condition, claim))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW));
  }

  private static Map<String, String> names(String condition, Claim claim) {
    Map<String, String> names = new HashMap<>(NAMES);
    if (condition.equals(FREE)) {
      names.put("#pk", Attributes.PARTITION);
    }
    claim.memo().ifPresent(memo -> names.put("#memo", MEMO));
    return names;
  }

  /** A version that was seen, and when for the first time. */
  private record Sighting(String version, Instant at) {}
}
