/** Machines on the network: their power, where they boot from, and their serial console. */
package dev.diver.app.screen.node;
