package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Kernels;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Requirement;
import dev.lapwing.lambdapack.ScalarArgument;
import dev.lapwing.lambdapack.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a program from bytes: the table of texts, then the fields of its records in order. A list
 * is its length and its elements, and so is what may be absent; a record of a sealed family starts
 * with a letter; a text is its place in the table; a kernel is its id.
 */
final class ProgramDecoder {
  private static final int DEEPEST = 500;

  private final ByteReader in;
  private final Map<String, Size> sizes = new HashMap<>();
  private int depth;

  private ProgramDecoder(byte[] bytes) {
    in = new ByteReader(bytes);
  }

  static Program decode(byte[] bytes) {
    ProgramDecoder decoder = new ProgramDecoder(bytes);
    Program program = decoder.program();
    decoder.in.end();
    return program;
  }

  private Program program() {
    return new Program(
        in.text(),
        in.list(this::declaration),
        in.list(() -> new Parameter(in.text())),
        in.list(in::text),
        in.list(() -> new Requirement(guard(), in.text())),
        in.list(this::matrix),
        in.list(this::node));
  }

  private Size declaration() {
    Size size = new Size(in.text(), atMostOne("likeness", in.list(in::text)));
    sizes.put(size.name(), size);
    return size;
  }

  private Size size() {
    String name = in.text();
    Size size = sizes.get(name);
    if (size == null) {
      throw in.corrupt("there is no size " + name);
    }
    return size;
  }

  private Matrix matrix() {
    return new Matrix(
        in.text(),
        in.choice(Matrix.Role.values()),
        in.list(this::expr),
        extent(),
        extent(),
        in.choice(Matrix.Structure.values()),
        atMostOne("base", in.list(in::text)));
  }

  private Optional<String> atMostOne(String what, List<String> found) {
    if (found.size() > 1) {
      throw in.corrupt("there can be only one " + what);
    }
    return found.stream().findFirst();
  }

  /** Guards against input that nests without end. */
  private void enter() {
    if (++depth > DEEPEST) {
      throw in.corrupt("nested deeper than " + DEEPEST);
    }
  }

  private Extent extent() {
    enter();
    char tag = in.tag();
    Extent extent =
        switch (tag) {
          case 'a' -> new Extent.Along(size(), in.small());
          case 't' -> new Extent.OfTile(size(), in.number());
          case 'w' -> new Extent.Whole(size());
          case 'f' -> new Extent.Fixed(in.number());
          case 's' -> new Extent.Smaller(extent(), extent());
          default -> throw in.corrupt("no extent starts with '" + tag + "'");
        };
    depth--;
    return extent;
  }

  private Node node() {
    enter();
    char tag = in.tag();
    Node node =
        switch (tag) {
          case 'l' -> new Node.Loop(index(), expr(), expr(), expr(), in.list(this::node));
          case 'w' -> new Node.When(guard(), in.list(this::node));
          case 's' -> statement();
          default -> throw in.corrupt("no statement starts with '" + tag + "'");
        };
    depth--;
    return node;
  }

  private Node.Statement statement() {
    return new Node.Statement(
        in.small(),
        in.list(this::tile),
        kernel(),
        in.list(this::operand),
        in.list(this::scalar),
        in.text());
  }

  private Kernel kernel() {
    String id = in.text();
    try {
      return Kernels.byId(id);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "the encoded program calls kernel " + id + ", which this version does not have", unknown);
    }
  }

  private Operand.TileRef tile() {
    if (operand() instanceof Operand.TileRef tile) {
      return tile;
    }
    throw in.corrupt("a range cannot be written");
  }

  private Operand operand() {
    char tag = in.tag();
    return switch (tag) {
      case 't' -> new Operand.TileRef(in.text(), in.list(this::expr));
      case 'r' -> new Operand.TileRange(in.text(), in.list(this::expr), in.small(), expr(), expr());
      default -> throw in.corrupt("no operand starts with '" + tag + "'");
    };
  }

  private ScalarArgument scalar() {
    char tag = in.tag();
    return switch (tag) {
      case 'l' -> new ScalarArgument.Literal(in.real());
      case 'n' -> new ScalarArgument.Named(in.text());
      case 'c' -> new ScalarArgument.Computed(expr());
      default -> throw in.corrupt("no scalar starts with '" + tag + "'");
    };
  }

  private Guard guard() {
    enter();
    char tag = in.tag();
    Guard guard =
        switch (tag) {
          case 'c' -> comparison();
          case 'a' -> new Guard.And(guard(), guard());
          case 'o' -> new Guard.Or(guard(), guard());
          case 'n' -> new Guard.Not(guard());
          default -> throw in.corrupt("no guard starts with '" + tag + "'");
        };
    depth--;
    return guard;
  }

  private Guard comparison() {
    Guard.Relation relation = in.choice(Guard.Relation.values());
    return new Guard.Comparison(expr(), relation, expr());
  }

  private Expr.IndexValue index() {
    return new Expr.IndexValue(in.text(), in.small());
  }

  private Expr expr() {
    enter();
    char tag = in.tag();
    Expr expr =
        switch (tag) {
          case 'c' -> new Expr.Constant(in.number());
          case 't' -> new Expr.TileCount(size());
          case 'p' -> new Expr.ParameterValue(new Parameter(in.text()));
          case 'i' -> index();
          case '+' -> new Expr.Sum(expr(), expr());
          case '-' -> new Expr.Difference(expr(), expr());
          case '*' -> new Expr.Product(expr(), expr());
          case '/' -> new Expr.FloorDiv(expr(), expr());
          case '%' -> new Expr.Mod(expr(), expr());
          case '^' -> new Expr.Power(in.number(), expr());
          case 'l' -> new Expr.CeilLog(in.number(), expr());
          case 'm' -> new Expr.Min(expr(), expr());
          case 'M' -> new Expr.Max(expr(), expr());
          default -> throw in.corrupt("no expression starts with '" + tag + "'");
        };
    depth--;
    return expr;
  }
}
