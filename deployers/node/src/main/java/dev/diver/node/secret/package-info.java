/** Where passwords are kept. */
package dev.diver.node.secret;
