/** CloudFormation's side of a dialogue, for tests of whoever deploys with it. */
package dev.lapwing.testing.cloudformation;
