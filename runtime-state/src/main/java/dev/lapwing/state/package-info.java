/**
 * What a run remembers: tiles, ready tasks and the progress of tasks.
 *
 * <p>The contracts are those of object storage, a message queue and a key-value table in a cloud:
 * messages may come twice, answers may be lost, and every operation may be repeated.
 */
package dev.lapwing.state;
