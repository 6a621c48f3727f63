/** The compiler: from a LAMBDAPACK program to a task graph that is never unrolled. */
package dev.lapwing.compiler;
