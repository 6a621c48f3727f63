package dev.lapwing.cli;

import dev.lapwing.RunProgress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a command is doing at one moment.
 *
 * @param name what it does: {@code cholesky}, {@code writing l.npy}
 * @param elapsed since it began to do that
 * @param run how far it is, if that is known
 */
record Activity(String name, Duration elapsed, Optional<RunProgress> run) {}
