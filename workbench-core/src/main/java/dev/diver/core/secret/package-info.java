/** Where passwords are kept. */
package dev.diver.core.secret;
