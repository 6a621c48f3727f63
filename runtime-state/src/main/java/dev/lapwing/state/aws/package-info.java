/**
 * State on AWS: one client of each service, what they were asked for, and matrices and tiles as
 * objects in S3. Every failure comes as a {@link dev.lapwing.state.StoreException}: a plain one may
 * be repeated, a {@link dev.lapwing.state.PermanentStoreException} says what to do.
 */
package dev.lapwing.state.aws;
