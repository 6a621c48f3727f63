/** The command {@code lapwing}: what a user types, and what it answers. */
package dev.lapwing.cli;
