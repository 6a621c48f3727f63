/**
 * A deployed Lapwing: its CloudFormation stack, and what is asked of AWS to make and remove one.
 */
package dev.lapwing.cli.stack;
