/* The few functions of POSIX that programs expect. */
#ifndef UNISTD_H
#define UNISTD_H

#include <stddef.h>

typedef long ssize_t;

#define STDIN_FILENO  0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

/* Descriptors 1 and 2, and 0 for read(); others: -1 and errno EBADF. */
ssize_t write(int descriptor, const void *bytes, size_t count);
ssize_t read(int descriptor, void *bytes, size_t count);
/* Seconds; never interrupted, so the result is 0. */
unsigned int sleep(unsigned int seconds);
/* Microseconds. */
int usleep(unsigned int microseconds);
_Noreturn void _exit(int status);

#endif
