package dev.lapwing.cli;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.Plan;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.FanIn;
import dev.lapwing.executor.TooManyParents;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.BandSvd;
import dev.lapwing.lambdapack.algorithm.Eigh;
import dev.lapwing.lambdapack.algorithm.EighDirect;
import dev.lapwing.lambdapack.algorithm.SvdDirect;
import dev.lapwing.state.Precision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a program would cost, from its sizes alone. */
@Command(
    name = "plan",
    header = "Says what a program would cost: tasks, flops, bytes, memory. Needs no data.",
    description = {
      "",
      "Counts on the program's task graph. Exits with 5 if a run fits into --memory neither as a"
          + " whole nor, in a folder, with the tasks that are worked on at once; and says what would.",
      "",
      "With --on aws also says how many requests, GB-seconds and dollars a run takes there. There,"
          + " and in a folder, cholesky runs as cholesky-chunked, which writes fewer tiles."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing plan cholesky --n 65536 --tile 1024",
      "  lapwing plan gemm --m 20000 --n 20000 --k 5000 --memory 2GiB --threads 8",
      "  lapwing plan tsqr --m 1000000 --n 128 --tile 4096 --json",
      "  lapwing plan cholesky --n 65536 --tile 2048 --on aws --executors 50"
    })
final class PlanCommand implements Callable<Integer> {
  private static final Map<String, Long> MOST_COLUMNS =
      Map.of(
          BandSvd.NAME, BandSvd.MOST_COLUMNS,
          SvdDirect.NAME, BandSvd.MOST_COLUMNS,
          Eigh.NAME, Eigh.MOST_COLUMNS,
          EighDirect.NAME, Eigh.MOST_COLUMNS,
          EighDirect.VALUES, Eigh.MOST_COLUMNS,
          SvdDirect.VALUES, Eigh.MOST_COLUMNS);

  /** What does the same for matrices of any size. */
  private static final Map<String, String> WITHOUT_BOUND =
      Map.of(
          EighDirect.VALUES, "eigenvalues has no such bound",
          SvdDirect.VALUES, "singular-values has no such bound");

  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "PROGRAM",
      converter = ProgramName.class,
      completionCandidates = ProgramName.All.class,
      description = "A program that ships with Lapwing; lapwing explain lists them.")
  private Algorithm algorithm;

  @Mixin private SizeOptions sizes = new SizeOptions();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = PrecisionOption.Converter.class,
      completionCandidates = PrecisionOption.Words.class,
      description = "The type of the entries, float64 or float32 (default: float64).")
  private Optional<Precision> type;

  @Mixin private MachineOptions machine = new MachineOptions();

  @Mixin private CostOptions cost = new CostOptions();

  PlanCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    algorithm = cost.wanted() ? onStorage(algorithm) : algorithm;
    TaskGraph graph = Compiler.compile(algorithm.program()).at(sizes.of(algorithm.program()));
    orRefuse(beyondOnePiece(graph));
    dialogue.answer(cost.wanted() ? onAws(graph) : here(graph));
    return ExitCode.OK;
  }

  /** Why no memory is large enough; nothing if that is not so. */
  private Optional<String> beyondOnePiece(TaskGraph graph) {
    return Optional.ofNullable(MOST_COLUMNS.get(algorithm.name()))
        .filter(most -> graph.sizes().partitions().get("n").elements() > most)
        .map(
            most ->
                "one task of %s has whole square matrices in one piece of memory each, which takes up to %,d columns; %s"
                    .formatted(
                        algorithm.name(),
                        most,
                        WITHOUT_BOUND.getOrDefault(
                            algorithm.name(), "without vectors there is no such bound")));
  }

  /** What runs where matrices are on storage. */
  private static Algorithm onStorage(Algorithm algorithm) {
    return algorithm.name().equals("cholesky") ? Algorithms.named("cholesky-chunked") : algorithm;
  }

  private Answer here(TaskGraph graph) {
    Budget budget = machine.budget();
    // A look at a few tasks comes first: it takes no time where all of them would take minutes.
    orRefuse(budget.refusal(samples(graph)));
    Plan plan = plan(graph);
    orRefuse(budget.refusal(plan));
    return new PlanText(plan, algorithm.program(), budget).answer();
  }

  private Answer onAws(TaskGraph graph) {
    orRefuse(largest(samples(graph)).flatMap(cost::refusal));
    Plan plan = plan(graph);
    orRefuse(cost.refusal(plan.taskBytes()));
    orRefuse(tooManyParents(graph));
    Answer answer = new PlanText(plan, algorithm.program(), cost.budget()).answerOfExecutor();
    cost.text(plan, dialogue.console()).addTo(answer);
    return answer;
  }

  /** Why a table of DynamoDB cannot keep the run; nothing if it can. */
  private Optional<String> tooManyParents(TaskGraph graph) {
    return dialogue.during(
        "counting parents",
        () -> {
          try {
            FanIn.checkForAws(graph);
            return Optional.empty();
          } catch (TooManyParents refused) {
            return Optional.of(refused.getMessage());
          }
        });
  }

  private Plan plan(TaskGraph graph) {
    return dialogue.during("planning", () -> Plan.of(graph).in(PrecisionOption.bytes(type)));
  }

  private List<Plan.TaskClass> samples(TaskGraph graph) {
    int bytes = PrecisionOption.bytes(type);
    return Plan.samples(graph, Plan.LOOK_AHEAD).stream().map(tasks -> tasks.in(bytes)).toList();
  }

  private static Optional<Long> largest(List<Plan.TaskClass> classes) {
    return Plan.largest(classes).map(Plan.TaskClass::taskBytes);
  }

  private static void orRefuse(Optional<String> refusal) {
    if (refusal.isPresent()) {
      throw new DoesNotFit(refusal.get());
    }
  }
}
