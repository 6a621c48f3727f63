package dev.lapwing.executor;

import static dev.lapwing.lambdapack.Expressions.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FanInTest {}
