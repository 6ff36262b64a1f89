#ifndef INIT_H
#define INIT_H

#include <stdbool.h>

/*
 * outputs.c: writes the files and directories of the list (NULL at its end) to a serial port as one
 * ustar stream; names are relative to "/". What is missing or cannot be told in ustar is named on
 * standard error and left out.
 */
void send_outputs(const char *device, char *const *paths);

/* channel.c: a descriptor for a serial port, or -1 where the machine has none there. */
int channel_open(const char *device);
/* Whether the workbench asks there for a polite end; if so, it has its answer. Does not wait. */
bool channel_asks_for_end(int channel);

/* machine.c: each names on standard error what failed, does the rest, and returns whether all went.
 */
bool load_modules(char *const *paths);
bool put_offline(char *const *processors);

#endif
