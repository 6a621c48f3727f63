/**
 * A small Lambda service in the JVM of a test: the Invoke API for clients, the Runtime API for
 * execution environments, which are processes of their own and run AWS's runtime interface client.
 */
package dev.lapwing.testing.lambda;
