/** Programs that know a programming language and help whoever writes in it. */
package dev.diver.core.language;
