/** What all modes on nodes have in common: how a machine on the network is reached and switched. */
package dev.diver.node;
