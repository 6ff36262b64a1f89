/** Keys that packages are signed with, and that their signatures are checked with. */
package dev.diver.app.screen.key;
