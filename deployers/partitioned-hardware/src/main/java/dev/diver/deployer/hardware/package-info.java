/**
 * Diving on a machine where Linux already runs: over SSH it gives up a processor and memory for the time of the dive, a
 * co-kernel runs the program there, and a guard on the machine gives everything back, whatever becomes of the workbench.
 */
package dev.diver.deployer.hardware;
