package dev.lapwing.cli.plan;

/**
 * What the tasks of one statement do, all together.
 *
 * @param statement the number of the statement
 * @param kernel what it calls: {@code trsm(R,L,T,N)}
 * @param source where it is written, as {@code Cholesky.java:57}
 * @param tasks how many there are
 * @param flops their floating-point operations
 * @param tilesRead tiles that they read, each as often as it is read
 * @param bytesRead the bytes of those
 * @param tilesWritten tiles that they write
 * @param bytesWritten the bytes of those
 * @param taskBytes the most bytes that one of them holds while it runs
 */
public record ClassCost(
    int statement,
    String kernel,
    String source,
    long tasks,
    double flops,
    long tilesRead,
    long bytesRead,
    long tilesWritten,
    long bytesWritten,
    long taskBytes) {}
