/** What a run on AWS costs: estimated before it starts, counted while it works, and limited. */
package dev.lapwing.executor.cost;
