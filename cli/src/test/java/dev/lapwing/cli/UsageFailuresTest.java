package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageFailuresTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("docter", "there is no command 'docter'; did you mean doctor?"),
        mistake("help choleksy", "there is no command 'choleksy'; did you mean cholesky?"),
        mistake("", "name a command, for example lapwing hello; see lapwing --help"),
        mistake("cholesky", "A is missing; see lapwing cholesky --help"),
        mistake("solve", "A, B are missing; see lapwing solve --help"),
        mistake("cholesky a.npy b.npy", "'b.npy' is one argument too many for lapwing cholesky"),
        mistake(
            "cholesky --memry 3", "lapwing cholesky has no option --memry; did you mean --memory?"),
        mistake(
            "cholesky a.npz", "'a.npz' does not end in a format that is known; use one of .npy"),
        mistake(
            "cholesky a.npy --tile 25y", "--tile: '25y' is not a tile; write for example 256 or"),
        mistake(
            "cholesky a.npy --tile 0", "--tile: a tile of 0 x 0 is empty; write for example 256"),
        mistake("cholesky a.npy --tile", "--tile needs a value"),
        mistake("cholesky a.npy --tile --quiet", "--tile needs a value"),
        mistake(
            "cholesky a.npy --tile 99999x99999", "a tile of 99999 x 99999 is larger than 2 GiB"),
        mistake("cholesky a.npy --memory 512", "'512' is less than the 1 MiB that anything needs"),
        mistake(
            "cholesky a.npy --memory 2Q", "'Q' in '2Q' is not a unit of memory; write for example"),
        mistake(
            "cholesky a.npy --memory much", "'much' is not an amount of memory; write for example"),
        mistake("cholesky a.npy --threads two", "--threads: 'two' is not a whole number"),
        mistake("cholesky http://b/a.zarr", "'http://b/a.zarr' is no place that can be reached"),
        mistake("cholesky s3://b/a.npy", "'s3://b/a.npy' does not end in .zarr, as matrices in S3"),
        mistake(
            "cholesky s3:/b/a.zarr", "'s3:/b/a.zarr' is not an S3 URI; write for example s3://"),
        mistake(
            "cholesky file:a.zarr", "'file:a.zarr' is not a file URI; write for example file:///"),
        mistake("generate sdp 10 --out a.npy", "'sdp' is none of random, normal, spd"),
        mistake("generate spd 10x --out a.npy", "'10x' is not a shape; write for example 4096 or"),
        mistake("generate spd 10x20 --out a.npy", "spd matrices are square, not 10 x 20"),
        mistake("generate spd 10", "--out=FILE is missing"),
        mistake(
            "generate spd 10 --condition 0.5 --out a.npy",
            "--condition must be 1 or larger, not 0.5"),
        mistake("generate spd 10 --seed 3.5 --out a.npy", "--seed: '3.5' is not a whole number"),
        mistake(
            "solve a.npy b.npy --a lwer",
            "'lwer' is none of general, spd, lower, upper, tall; did you mean lower?"),
        mistake("verify cholesky a.npy", "verify cholesky takes 2 matrices, A L, and not 1"),
        mistake("plan choleski --n 10", "there is no program 'choleski'; did you mean cholesky?"),
        mistake("plan gemm --n 10 --m 10", "gemm has the sizes --m, --n, --k; --k is missing"),
        mistake("plan cholesky --n 10 --k 3", "cholesky has the sizes --n; --k is none of them"),
        mistake("plan cholesky --n 0", "--n must be 1 or more, not 0"));
  }

  private static Arguments mistake(String line, String answer) {
    return Arguments.of(line, answer);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistypedLineIsAnsweredInOneLineThatSaysWhatWouldBeRight(String line, String answer) {
    Invocation invocation = Invocation.of(words(line));
    assertThat(invocation.errorLines())
        .singleElement()
        .asString()
        .startsWith("lapwing: ")
        .contains(answer);
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(invocation.out()).isEmpty();
  }

  @Test
  void machinesAreToldTheSameAsJson() {
    Invocation invocation = Invocation.of("--json", "cholesky", "a.npy", "--tile", "25y");
    assertThat(invocation.json().get("message").asText()).contains("'25y' is not a tile");
    assertThat(invocation.json().get("error").asText()).isEqualTo("usage");
    assertThat(invocation.json().get("exitCode").asInt()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void debugAddsTheStackTrace() {
    assertThat(Invocation.of("verify", "cholesky", "a.npy", "--debug").err())
        .contains("at dev.lapwing.cli.VerifyCommand");
  }

  private static String[] words(String line) {
    return line.isEmpty() ? new String[0] : line.split(" ");
  }
}
