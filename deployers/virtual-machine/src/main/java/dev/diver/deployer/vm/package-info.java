/** Diving in a QEMU virtual machine: from a request to a plan, from the plan to a machine, from the machine to its end. */
package dev.diver.deployer.vm;
