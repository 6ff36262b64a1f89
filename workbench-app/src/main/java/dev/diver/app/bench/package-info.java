/**
 * The benchmarks of {@code installer/bench}: each measures Diver and the alternative in the same run, in turns, so that a
 * busy host slows both. What counts is the ratio.
 */
package dev.diver.app.bench;
