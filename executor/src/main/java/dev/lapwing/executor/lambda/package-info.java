/**
 * Executors as AWS Lambda functions: the handler that a deployed function runs, and the fleet that
 * invokes it.
 */
package dev.lapwing.executor.lambda;
