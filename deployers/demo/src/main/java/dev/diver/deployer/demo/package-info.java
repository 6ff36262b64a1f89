/** A mode without a machine: it answers like a small kernel, so that the whole screen can be tried without QEMU. */
package dev.diver.deployer.demo;
