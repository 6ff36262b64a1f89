/**
 * What every mode with a co-kernel needs: Linux's module built for a Linux, the mark of a co-kernel's file, the words that
 * start the proxy, and the words for how a program ended there.
 */
package dev.diver.cokernel;
