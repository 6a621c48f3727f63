package dev.lapwing.lambdapack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the classes that record programs: their own lines are never shown as the caller's line. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Recording {}
