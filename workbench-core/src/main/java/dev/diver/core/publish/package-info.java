/** Publishing: forks of kernels, packages and nets that go to a registry with evidence and signatures, and their withdrawal. */
package dev.diver.core.publish;
