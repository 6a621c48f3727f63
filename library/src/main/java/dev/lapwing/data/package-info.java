/** Real data that ships with Lapwing, for examples and for a first look. */
package dev.lapwing.data;
