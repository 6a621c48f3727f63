package dev.lapwing.cli;

import dev.lapwing.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A command's conversation with its user: progress while it works, and an answer at the end. */
final class Dialogue {
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

  private final Console console;
  private final OutputOptions output;
  private final Interruption interruption;
  private final List<Target> promised = new ArrayList<>();
  private volatile boolean asking;

  Dialogue(Console console, OutputOptions output, Interruption interruption) {
    this.console = console;
    this.output = output;
    this.interruption = interruption;
  }

  Console console() {
    return console;
  }

  Interruption interruption() {
    return interruption;
  }

  /** Remembers a result that the command is to write, so that its fate can be told. */
  Optional<Target> promise(Optional<Target> target) {
    target.ifPresent(promised::add);
    return target;
  }

  /** Remembers a result that the command is to write, so that its fate can be told. */
  Target promise(Target target) {
    promised.add(target);
    return target;
  }

  /** What became of all results when the command was stopped. */
  String fates() {
    return promised.stream().map(Target::fate).collect(Collectors.joining(", "));
  }

  /** Gives the answer of the command: as JSON, as text, or not at all. */
  void answer(Answer answer) {
    if (output.json()) {
      console.out().println(answer.json());
    } else if (!output.quiet()) {
      answer.lines().forEach(console.out()::println);
    }
    console.out().flush();
  }

  /** Says something before the answer, to people only. */
  void tell(String line) {
    if (output.showsProgress()) {
      console.out().println(line);
      console.out().flush();
    }
  }

  /**
   * Lets the user decide.
   *
   * @param instead the option that decides where nobody can be asked
   */
  boolean confirms(String question, String instead) {
    return List.of("y", "yes").contains(ask(question + " [y/N]", instead).toLowerCase(Locale.ROOT));
  }

  /**
   * What the user types.
   *
   * @param instead the option that says it where nobody can be asked
   */
  String ask(String question, String instead) {
    return Optional.of(console.terminal().get())
        .filter(terminal -> output.showsProgress())
        .flatMap(terminal -> terminal.ask(question + " "))
        .orElseThrow(() -> new BadInput("nobody is there to be asked; give " + instead));
  }

  /** Waits for a run and shows how far it is. */
  <T> T await(String name, Run<T> run) {
    return follow(name, run, run.canDetach() ? () -> stopOrLeave(run, false) : run::cancel);
  }

  @SuppressWarnings("try") // the resources only have to live
  private <T> T follow(String name, Run<T> run, Runnable stopping) {
    try (Interruption.Watch watch = interruption.stopBy(stopping);
        Ticker ticker = ticker(() -> activity(name, run))) {
      return run.join();
    }
  }

  /** Follows a run of executors elsewhere; Ctrl-C asks what is to become of it. */
  <T> T watch(String name, Run<T> run) {
    return follow(name, run, () -> stopOrLeave(run, true));
  }

  /**
   * Leaves a run to its executors, and says how to find it again.
   *
   * @param hired whether executors are started for it: then one must have come before, since it is
   *     this command that starts the first, and others where that does not come
   */
  void detach(String command, Run<?> run, Site site, boolean hired) {
    Answer answer = Answer.of(command).row("run", run.id());
    if (hired) {
      Handover handover = new Handover(run, interruption);
      during("waiting for the first executor", handover::await).addTo(answer);
    }
    run.detach();
    answer
        .line("lapwing watch %s %s follows it".formatted(run.id(), site.options()))
        .fact("run", run.id());
    site.addTo(answer);
    answer(answer);
  }

  /**
   * What Ctrl-C does to a run: a run of this process is cancelled; of one that can go on without it
   * the user decides.
   *
   * @param leave what is done if there is nobody to ask
   */
  private void stopOrLeave(Run<?> run, boolean leave) {
    asking = true;
    Optional<String> answer =
        console
            .terminal()
            .get()
            .ask(
                "%nrun %s can go on without this command. [d]etach or [c]ancel? "
                    .formatted(run.id()));
    asking = false;
    if (answer.map(word -> !word.startsWith("c")).orElse(leave)) {
      run.detach();
    } else {
      run.cancel();
    }
  }

  /** Does something and shows that it is being done. */
  <T> T during(String name, Supplier<T> work) {
    return during(() -> name, work);
  }

  /** Does something that changes its name as it goes on, and shows that it is being done. */
  @SuppressWarnings("try") // the ticker only has to live
  <T> T during(Supplier<String> name, Supplier<T> work) {
    long start = System.nanoTime();
    Supplier<Activity> activity =
        () ->
            new Activity(name.get(), Duration.ofNanos(System.nanoTime() - start), Optional.empty());
    try (Ticker ticker = ticker(activity)) {
      return work.get();
    }
  }

  private static Activity activity(String name, Run<?> run) {
    var progress = run.progress();
    return new Activity(
        name, progress.elapsed(), Optional.of(progress).filter(known -> known.tasks() > 0));
  }

  private Ticker ticker(Supplier<Activity> activity) {
    Stillness stillness = new Stillness();
    return Ticker.start(view(), () -> !asking, () -> stillness.observe(stopping(activity.get())));
  }

  /** Ctrl-C is answered at once, even if a kernel takes its time. */
  private Activity stopping(Activity activity) {
    return interruption.requested()
        ? new Activity("stopping: " + activity.name(), activity.elapsed(), activity.run())
        : activity;
  }

  private ProgressView view() {
    if (!output.showsProgress()) {
      return ProgressView.none();
    }
    Terminal terminal = console.terminal().get();
    return terminal.isInteractive()
        ? ProgressView.line(console.err(), terminal)
        : ProgressView.log(console.err(), LOG_INTERVAL);
  }
}
