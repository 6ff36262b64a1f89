#include <errno.h>
#include <snorkel.h>
#include <stdlib.h>
#include <unistd.h>

ssize_t write(int descriptor, const void *bytes, size_t count)
{
	if (descriptor != STDOUT_FILENO && descriptor != STDERR_FILENO) {
		errno = EBADF;
		return -1;
	}
	snorkel_console_write(bytes, count);
	return (ssize_t)count;
}

ssize_t read(int descriptor, void *bytes, size_t count)
{
	if (descriptor != STDIN_FILENO) {
		errno = EBADF;
		return -1;
	}
	return (ssize_t)snorkel_console_read(bytes, count);
}

unsigned int sleep(unsigned int seconds)
{
	snorkel_sleep(seconds * 1000000000UL);
	return 0;
}

int usleep(unsigned int microseconds)
{
	snorkel_sleep(microseconds * 1000UL);
	return 0;
}

_Noreturn void _exit(int status)
{
	_Exit(status);
}
