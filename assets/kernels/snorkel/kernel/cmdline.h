/*
 * The command line: key=value... env.NAME=value... -- argument...
 *
 * Words are separated by blanks. A double quote starts and ends a part that may hold blanks; in it
 * a backslash takes the next character as it is. Unknown keys before "--" are ignored, so that a
 * newer workbench can start an older kernel.
 */
#ifndef KERNEL_CMDLINE_H
#define KERNEL_CMDLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CMDLINE_WORDS_MAX 256

/* Copies and splits the command line; may be NULL. Too long or too many words: panic. */
void cmdline_init(const char *text);

/* The value of "key=value" before "--", the last one where there are several; NULL: there is none.
 */
const char *cmdline_value(const char *key);

/* Whether the word stands before "--". */
bool cmdline_flag(const char *word);

/* A count of bytes with an optional K, M or G (and iB or B); panics where it is something else. */
uint64_t cmdline_size(const char *key, uint64_t otherwise);

/* Arguments as for main(): argv[0] is the value of "program", or "app". */
int cmdline_argc(void);
char **cmdline_argv(void);
char **cmdline_environment(void);

#endif
