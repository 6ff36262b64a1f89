/** Nodes over SSH: connections whose host is known, commands with limits, and nothing that asks for a password. */
package dev.diver.node.ssh;
