#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "proxy.h"

static _Noreturn void end_by(int signal)
{
	struct rlimit none = {0, 0};
	sigset_t set;

	/* The program's memory is not in a core file of the proxy's. */
	setrlimit(RLIMIT_CORE, &none);
	sigemptyset(&set);
	sigaddset(&set, signal);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	if (signal != SIGKILL)
		sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
	kill(getpid(), signal);
	_exit(128 + signal);
}

static int64_t unmap(const struct cokernel *cokernel, uint64_t start, uint64_t size)
{
	struct cokernel_range range = {start, size};

	return ioctl(cokernel->device, COKERNEL_UNMAP, &range) == 0 ? 0 : -errno;
}

/* The calls by which a program could take the proxy's own descriptors from it. */
static int64_t guarded(const struct cokernel *cokernel, uint64_t number,
		       volatile uint64_t arguments[6])
{
	switch (number) {
	case SYS_close:
		if (files_is_own(arguments[0]))
			return -EBADF;
		break;
	case SYS_dup2:
	case SYS_dup3:
		if (files_is_own(arguments[0]) || files_is_own(arguments[1]))
			return -EBADF;
		break;
	case SYS_close_range:
		if (arguments[1] >= (uint64_t)files_first_own())
			arguments[1] = (uint64_t)files_first_own() - 1;
		break;
	default:
		break;
	}
	return forward_call(number, arguments, &cokernel->window->signals,
			    &cokernel->window->blocked);
}

static int64_t answer(const struct cokernel *cokernel, uint64_t number,
		      volatile uint64_t arguments[6])
{
	switch (number) {
	case COKERNEL_CALL_EXIT:
		stream_snapshot();
		_exit((int)arguments[0]);
	case COKERNEL_CALL_KILLED:
		stream_snapshot();
		end_by((int)arguments[0]);
	case COKERNEL_CALL_UNMAP:
		return unmap(cokernel, arguments[0], arguments[1]);
	case COKERNEL_CALL_KEEP:
		return files_is_own(arguments[0]) ? -EBADF : files_keep((int)arguments[0]);
	case COKERNEL_CALL_FORGET:
		return files_is_own(arguments[0]) ? close((int)arguments[0]) : -EBADF;
	default:
		return number < COKERNEL_CALLS ? guarded(cokernel, number, arguments) : -ENOSYS;
	}
}

_Noreturn void serve(const struct cokernel *cokernel)
{
	volatile struct cokernel_mailbox *mailbox = &cokernel->window->mailboxes[0];

	for (;;) {
		cokernel_await(cokernel, mailbox, COKERNEL_CALL);
		mailbox->result = answer(cokernel, mailbox->number, mailbox->arguments);
		cokernel_pass(cokernel, mailbox, COKERNEL_REPLY);
	}
}

void serve_fills(const struct cokernel *cokernel)
{
	volatile struct cokernel_mailbox *mailbox = &cokernel->window->fill;
	sigset_t all;

	/* Signals are for the thread that makes the program's calls. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	for (;;) {
		ssize_t count = -1;
		uint64_t size;

		cokernel_await(cokernel, mailbox, COKERNEL_CALL);
		size = mailbox->arguments[1];
		errno = EINVAL;
		if (size <= COKERNEL_FILL_SIZE && files_is_own(mailbox->arguments[0]))
			count = pread((int)mailbox->arguments[0],
				      (void *)cokernel->window->fill_buffer, size,
				      (off_t)mailbox->arguments[2]);
		mailbox->result = count < 0 ? -errno : count;
		cokernel_pass(cokernel, mailbox, COKERNEL_REPLY);
	}
}
