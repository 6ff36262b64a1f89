/** Where state lives, and how files are written there so that no crash and no other process breaks them. */
package dev.diver.core.home;
