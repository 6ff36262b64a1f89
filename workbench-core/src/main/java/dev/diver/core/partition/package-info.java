/** Partition plans: which processors, memory and devices of a machine Linux and the specialized kernels get. */
package dev.diver.core.partition;
