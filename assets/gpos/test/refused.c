/* Calls that no co-kernel can serve return an error that the program sees. */
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "check.h"

int main(void)
{
	char *none[] = {NULL};

	CHECK_ERROR(ENOSYS, syscall(SYS_fork));
	CHECK_ERROR(ENOSYS, syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
	CHECK_ERROR(ENOSYS, syscall(SYS_clone3, 0, 0));
	CHECK_ERROR(ENOSYS, execve("/bin/busybox", none, none));
	CHECK_ERROR(ENOSYS, syscall(SYS_ptrace, 0, 0, 0, 0));
	CHECK_ERROR(ENOSYS, syscall(SYS_io_uring_setup, 8, 0));
	CHECK_ERROR(ENOSYS, syscall(600));
	CHECK_ERROR(ENOSYS, syscall(100000));
	CHECK_ERROR(ENOSYS, syscall(-5));
	return checked("refused");
}
