/**
 * Real servers that speak the protocols of S3, SQS, DynamoDB and Lambda, inside the JVM of a test,
 * on loopback. Nothing here is shipped: the licence of DynamoDB Local forbids it.
 */
package dev.lapwing.testing;
