/* What is done to the machine before the program starts. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

bool load_modules(char *const *paths)
{
	bool all = true;

	for (; *paths; paths++) {
		int file = open(*paths, O_RDONLY | O_CLOEXEC);

		if (file < 0 || syscall(SYS_finit_module, file, "", 0) != 0) {
			fprintf(stderr, "init: cannot load the module %s: %s\n", *paths,
				errno == EKEYREJECTED || errno == EPERM
					? "this Linux takes signed modules only (module.sig_enforce, lockdown)"
					: strerror(errno));
			all = false;
		}
		if (file >= 0)
			close(file);
	}
	return all;
}

bool put_offline(char *const *processors)
{
	bool all = true;

	for (; *processors; processors++) {
		char path[128];
		int file;

		snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%s/online", *processors);
		file = open(path, O_WRONLY | O_CLOEXEC);
		if (file < 0 || write(file, "0", 1) != 1) {
			fprintf(stderr, "init: cannot put processor %s offline: %s\n", *processors,
				strerror(errno));
			all = false;
		}
		if (file >= 0)
			close(file);
	}
	return all;
}
