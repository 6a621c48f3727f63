/** What a program would do at given sizes, counted on its task graph without any data. */
package dev.lapwing.cli.plan;
