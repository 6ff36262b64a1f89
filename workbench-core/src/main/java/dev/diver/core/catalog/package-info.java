/** Kernels that can be had and those that were pulled: the contract that screen and command see. */
package dev.diver.core.catalog;
