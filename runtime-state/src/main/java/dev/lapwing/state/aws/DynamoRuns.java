package dev.lapwing.state.aws;

import static dev.lapwing.state.aws.Attributes.text;

import dev.lapwing.state.RunMissing;
import dev.lapwing.state.RunTable.RunLife;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.aws.DynamoCalls.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The records of runs. A record has two parts: what a run is, which never changes and may be
 * several KB, in an item of the run's own; and where it is in its life, in one small item of the
 * partition that all runs share, so that one query lists them and a look at a status costs little.
 */
final class DynamoRuns {
  /** The partition of all runs. */
  static final String RUNS = "RUNS";

  private static final String STATUS = "st";
  private static final String REASON = "reason";
  private static final String DEFINITION = "definition";
  private static final String CREATOR = "creator";
  private static final Map<String, String> NAMES =
      Map.of("#s", STATUS, "#r", REASON, "#x", Attributes.EXPIRES, "#pk", Attributes.PARTITION);

  private static final Map<String, String> NAMES_OF_ALL =
      Map.of(
          "#s",
          STATUS,
          "#r",
          REASON,
          "#d",
          DEFINITION,
          "#x",
          Attributes.EXPIRES,
          "#pk",
          Attributes.PARTITION);

  private final DynamoCalls calls;
  private final Expiry expiry;

  DynamoRuns(DynamoCalls calls, Expiry expiry) {
    this.calls = calls;
    this.expiry = expiry;
  }

  /**
   * The definition is written first, under a name that its content decides: if its writer dies
   * before the run exists, or the run exists, it does no harm.
   */
  boolean create(RunRecord run) throws StoreException {
    RunDefinition definition = RunDefinition.of(run);
    calls.put(request -> request.item(definition.item(run.id())));
    String creator = Mark.randomName();
    Change creation =
        calls.put(
            request ->
                request
                    .item(
                        Map.of(
                            Attributes.PARTITION,
                            text(RUNS),
                            Attributes.SORT,
                            text(run.id()),
                            STATUS,
                            text(run.status().name()),
                            REASON,
                            text(run.reason()),
                            DEFINITION,
                            text(definition.name()),
                            CREATOR,
                            text(creator)))
                    .conditionExpression("attribute_not_exists(#pk)")
                    .expressionAttributeNames(Map.of("#pk", Attributes.PARTITION)));
    // When an answer was lost and the request repeated, the run that exists is this caller's.
    return creation.made() || creator.equals(text(creation.item(), CREATOR));
  }

  Optional<RunRecord> find(String run) throws StoreException {
    Optional<Map<String, AttributeValue>> life = calls.get(key(run));
    if (life.isEmpty()) {
      return Optional.empty();
    }
    Optional<Map<String, AttributeValue>> definition =
        calls.get(RunDefinition.key(run, text(life.get(), DEFINITION)));
    return definition.map(
        item -> RunDefinition.read(item).record(run, status(life.get()), text(life.get(), REASON)));
  }

  Optional<RunLife> life(String run) throws StoreException {
    return calls.get(key(run)).map(life -> new RunLife(status(life), text(life, REASON)));
  }

  /** In the order of their ids, which begin with the time of their creation. */
  List<String> ids() throws StoreException {
    List<String> ids = new ArrayList<>();
    new DynamoQuery(calls, RUNS, "")
        .forEach(Attributes.SORT, item -> ids.add(text(item, Attributes.SORT)));
    return ids;
  }

  RunStatus end(String run, RunStatus how, String why) throws StoreException {
    Change change =
        calls.update(
            request ->
                request
                    .key(key(run))
                    .updateExpression("SET #s = :to, #r = :why, #x = :x")
                    .conditionExpression("attribute_exists(#pk) AND #s = :running")
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(
                        Map.of(
                            ":to",
                            text(how.name()),
                            ":why",
                            text(why),
                            ":x",
                            expiry.fromNow(),
                            ":running",
                            text(RunStatus.RUNNING.name())))
                    .returnValues(ReturnValue.ALL_NEW));
    Map<String, AttributeValue> life = existing(run, change);
    // Also when it has ended so before: whoever ended it may have died between the two writes.
    if (status(life) == how) {
      expireDefinition(run, life);
    }
    return status(life);
  }

  /** A definition with other options is another definition, which is written first. */
  RunStatus resume(String run, String options) throws StoreException {
    RunRecord record = find(run).orElseThrow(() -> missing(run));
    if (record.status() == RunStatus.DONE) {
      return RunStatus.DONE;
    }
    RunDefinition definition = RunDefinition.of(record, options);
    calls.put(request -> request.item(definition.item(run)));
    Change change =
        calls.update(
            request ->
                request
                    .key(key(run))
                    .updateExpression("SET #s = :running, #r = :none, #d = :definition REMOVE #x")
                    .conditionExpression("attribute_exists(#pk) AND #s <> :done")
                    .expressionAttributeNames(NAMES_OF_ALL)
                    .expressionAttributeValues(
                        Map.of(
                            ":running",
                            text(RunStatus.RUNNING.name()),
                            ":none",
                            text(""),
                            ":definition",
                            text(definition.name()),
                            ":done",
                            text(RunStatus.DONE.name())))
                    .returnValues(ReturnValue.ALL_NEW));
    return status(existing(run, change));
  }

  /** Forgets the record; what belongs to the run alone is in its own partitions. */
  void delete(String run) throws StoreException {
    calls.call(
        "DeleteItem",
        db -> db.deleteItem(request -> request.tableName(calls.table()).key(key(run))));
  }

  /** Lets the definition live as long as the rest of the record. */
  private void expireDefinition(String run, Map<String, AttributeValue> life)
      throws StoreException {
    calls.update(
        request ->
            request
                .key(RunDefinition.key(run, text(life, DEFINITION)))
                .updateExpression("SET #x = :x")
                .conditionExpression("attribute_exists(#pk)")
                .expressionAttributeNames(
                    Map.of("#x", Attributes.EXPIRES, "#pk", Attributes.PARTITION))
                .expressionAttributeValues(Map.of(":x", expiry.fromNow())));
  }

  private Map<String, AttributeValue> existing(String run, Change change) throws RunMissing {
    if (change.item().isEmpty()) {
      throw missing(run);
    }
    return change.item();
  }

  private RunMissing missing(String run) {
    return new RunMissing(run, "table " + calls.table());
  }

  private static RunStatus status(Map<String, AttributeValue> life) {
    return RunStatus.valueOf(text(life, STATUS));
  }

  private static Map<String, AttributeValue> key(String run) {
    return Attributes.key(RUNS, run);
  }
}
