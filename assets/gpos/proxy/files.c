#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "proxy.h"

#define OWN_MAX                                                                              \
	256 /* the highest descriptors that a process may have, so that the low ones are the \
	       program's */

int files_first_own(void)
{
	static int first;
	struct rlimit limit;

	if (first == 0)
		first = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 4096
				? (int)limit.rlim_cur - OWN_MAX
				: 4096 - OWN_MAX;
	return first;
}

bool files_is_own(uint64_t descriptor)
{
	return (uint32_t)descriptor >= (uint32_t)files_first_own() &&
	       (uint32_t)descriptor < (uint32_t)files_first_own() + OWN_MAX;
}

/* Moves it among the proxy's own. */
int files_own(int descriptor)
{
	int own = fcntl(descriptor, F_DUPFD_CLOEXEC, files_first_own());

	close(descriptor);
	return own;
}

int64_t files_keep(int descriptor)
{
	struct stat stat;
	int flags = fcntl(descriptor, F_GETFL), own;

	if (flags < 0 || fstat(descriptor, &stat) != 0)
		return -errno;
	if (!S_ISREG(stat.st_mode))
		return -ENODEV;
	if ((flags & O_ACCMODE) == O_WRONLY)
		return -EACCES;
	own = fcntl(descriptor, F_DUPFD_CLOEXEC, files_first_own());
	return own < 0 ? -errno : own;
}
