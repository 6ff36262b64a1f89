/** Machines that Diver reaches over the network: through SSH while Linux runs there, and through their BMC always. */
package dev.diver.core.node;
