/**
 * Diving in a virtual machine whose processors and memory are split between Linux and a co-kernel: the program runs on the
 * co-kernel, and Linux serves the system calls that it forwards.
 */
package dev.diver.deployer.partitioned;
