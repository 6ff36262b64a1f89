#ifndef INIT_H
#define INIT_H

/*
 * Writes the files and directories of the list (NULL at its end) to ttyS1 as one ustar stream;
 * names are relative to "/". What is missing or cannot be told in ustar is named on standard error
 * and left out.
 */
void send_outputs(char *const *paths);

#endif
