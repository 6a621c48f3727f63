/** The report of a run: figures from its trace and its plan, and the page that shows them. */
package dev.lapwing.cli.report;
