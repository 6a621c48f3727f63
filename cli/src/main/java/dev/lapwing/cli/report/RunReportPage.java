package dev.lapwing.cli.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.RunTrace;
import dev.lapwing.compiler.Plan;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.cost.PriceList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/**
 * The report of a run: figures, and a page that shows them. The page is one file of HTML with all
 * that it needs, so that it can be opened without a network, kept, and sent to somebody.
 */
public final class RunReportPage {
  private static final String WEBJAR = "/META-INF/resources/webjars/uplot/%s/%s";
  private static final String WEBJAR_VERSION =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private final TaskGraph graph;
  private final TraceModel model;
  private final ObjectNode figures;

  private RunReportPage(TaskGraph graph, TraceModel model, ObjectNode figures) {
    this.graph = graph;
    this.model = model;
    this.figures = figures;
  }

  /**
   * Reads a trace and compares it with the plan.
   *
   * @param prices what the requests of a run on AWS are charged by
   */
  public static RunReportPage of(RunTrace trace, PriceList prices) {
    return of(trace, prices, TaskLog.MOST);
  }

  /** The same, with a bound on the tasks that are drawn. */
  static RunReportPage of(RunTrace trace, PriceList prices, int mostTasks) {
    TaskGraph graph = trace.graph();
    TraceModel model = TraceModel.read(trace::read, mostTasks);
    Optional<Plan> plan =
        graph.taskCount() > Plan.MOST_TASKS
            ? Optional.empty()
            : Optional.of(Plan.of(graph, trace.lookAhead()).in(trace.precision().bytes()));
    return new RunReportPage(graph, model, new Figures(trace, graph, model, plan, prices).json());
  }

  /** The figures alone. */
  public ObjectNode figures() {
    return figures;
  }

  /** The page. */
  public String html() {
    ObjectNode data = figures.deepCopy();
    Curves curves = new Curves(model, graph);
    data.set("recorded", curves.recorded());
    data.set("seen", curves.seen());
    data.set("timeline", new Timeline(model, graph).json());
    return resource("page.html")
        .replace("@LICENSE@", webjar("LICENSE"))
        .replace("@CHART_STYLE@", webjar("dist/uPlot.min.css"))
        .replace("@STYLE@", resource("page.css"))
        .replace("@CHARTS@", webjar("dist/uPlot.iife.min.js"))
        .replace("@SCRIPT@", resource("page.js"))
        .replace("@DATA@", embedded(data));
  }

  /** JSON in which nothing looks like a tag: {@code <} stands in texts alone. */
  private static String embedded(ObjectNode data) {
    return data.toString().replace("<", "\\u003c");
  }

  private static String webjar(String file) {
    Properties properties = new Properties();
    try (InputStream stream = RunReportPage.class.getResourceAsStream(WEBJAR_VERSION)) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return resource(WEBJAR.formatted(properties.getProperty("version"), file));
  }

  private static String resource(String name) {
    try (InputStream stream = RunReportPage.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
