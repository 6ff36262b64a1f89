#include <diver/cokernel_image.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <x86intrin.h>

#include "proxy.h"

#define IMAGE_MAX (16 << 20) /* bytes */
#define LOOKS	  1024	     /* between two looks at the clock */

static const char *claim_problem(int error)
{
	switch (error) {
	case EBUSY:
		return "its processor is online, or a co-kernel has processor or memory already";
	case EADDRINUSE:
		return "Linux uses memory of the region (memmap= on its command line keeps it free)";
	case ENODEV:
		return "there is no such processor";
	case EINVAL:
		return "the region is not aligned to 2 MiB, too small, or does not start below 4 GiB";
	case EPROTO:
		return "the module is of another version than this program";
	default:
		return strerror(error);
	}
}

static void *read_image(const char *path, size_t *size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat stat;
	void *bytes;

	if (file < 0 || fstat(file, &stat) != 0)
		fail(STATUS_FAILED, "%s: %s", path, strerror(errno));
	if (stat.st_size < (off_t)sizeof(Elf64_Ehdr) || stat.st_size > IMAGE_MAX)
		fail(STATUS_FAILED, "%s is no co-kernel: %lld bytes", path,
		     (long long)stat.st_size);
	*size = (size_t)stat.st_size;
	bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
	if (bytes == MAP_FAILED)
		fail(STATUS_FAILED, "%s: %s", path, strerror(errno));
	close(file);
	return bytes;
}

/* The version in the mark of a co-kernel among these notes; 0 where there is none. */
static uint32_t marked_version(const uint8_t *notes, size_t size)
{
	const struct cokernel_note *wanted;
	size_t at = 0;

	while (size - at >= sizeof(Elf64_Nhdr)) {
		const Elf64_Nhdr *note = (const Elf64_Nhdr *)(notes + at);
		size_t next = sizeof(*note) + ((note->n_namesz + 3ULL) & ~3ULL) +
			      ((note->n_descsz + 3ULL) & ~3ULL);

		wanted = (const struct cokernel_note *)note;
		if (next > size - at)
			break;
		if (next == sizeof(*wanted) && wanted->type == COKERNEL_NOTE_TYPE &&
		    wanted->name_size == sizeof(COKERNEL_NOTE_NAME) &&
		    memcmp(wanted->name, COKERNEL_NOTE_NAME, sizeof(COKERNEL_NOTE_NAME)) == 0)
			return wanted->version;
		at += next;
	}
	return 0;
}

static void check_mark(const char *path, const uint8_t *bytes, size_t size)
{
	const Elf64_Ehdr *header = (const Elf64_Ehdr *)bytes;
	const Elf64_Phdr *segments = (const Elf64_Phdr *)(bytes + header->e_phoff);
	uint32_t version = 0;

	for (int i = 0; i < header->e_phnum && version == 0; i++)
		if (segments[i].p_type == PT_NOTE && segments[i].p_offset % 4 == 0 &&
		    segments[i].p_offset <= size &&
		    segments[i].p_filesz <= size - segments[i].p_offset)
			version =
				marked_version(bytes + segments[i].p_offset, segments[i].p_filesz);
	if (version == 0)
		fail(STATUS_FAILED, "%s is no co-kernel: it does not bear the mark of one", path);
	if (version != COKERNEL_VERSION)
		fail(STATUS_FAILED, "%s is a co-kernel for version %u of the window, this is %u",
		     path, version, COKERNEL_VERSION);
}

/* Physical addresses of the file are offsets in the region. Returns the entry's. */
static uint64_t load_image(int device, const char *path)
{
	size_t size;
	const uint8_t *bytes = read_image(path, &size);
	const Elf64_Ehdr *header = (const Elf64_Ehdr *)bytes;
	const Elf64_Phdr *segments = (const Elf64_Phdr *)(bytes + header->e_phoff);
	uint64_t entry = 0;

	if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_machine != EM_X86_64 ||
	    header->e_phentsize != sizeof(*segments) || header->e_phoff > size ||
	    header->e_phnum * sizeof(*segments) > size - header->e_phoff)
		fail(STATUS_FAILED, "%s is no co-kernel", path);
	check_mark(path, bytes, size);
	for (int i = 0; i < header->e_phnum; i++) {
		const Elf64_Phdr *segment = &segments[i];
		struct cokernel_load load = {segment->p_paddr,
					     (uint64_t)(bytes + segment->p_offset),
					     segment->p_filesz, segment->p_memsz};

		if (segment->p_type != PT_LOAD || segment->p_memsz == 0)
			continue;
		if (segment->p_filesz > segment->p_memsz || segment->p_memsz > IMAGE_MAX ||
		    segment->p_offset > size || segment->p_filesz > size - segment->p_offset)
			fail(STATUS_FAILED, "%s is damaged", path);
		if (ioctl(device, COKERNEL_LOAD, &load) != 0)
			fail(STATUS_FAILED, "%s cannot be loaded: %s", path, strerror(errno));
		if (header->e_entry >= segment->p_vaddr &&
		    header->e_entry < segment->p_vaddr + segment->p_memsz)
			entry = header->e_entry - segment->p_vaddr + segment->p_paddr;
	}
	munmap((void *)bytes, size);
	return entry;
}

static void *map(int device, void *at, size_t size, off_t offset)
{
	void *address = mmap(at, size, PROT_READ | PROT_WRITE,
			     MAP_SHARED | MAP_NORESERVE | (at ? MAP_FIXED : 0), device, offset);

	if (address == MAP_FAILED)
		fail(STATUS_FAILED, "the co-kernel's memory cannot be mapped: %s", strerror(errno));
	return address;
}

struct cokernel cokernel_start(const struct options *options)
{
	struct cokernel cokernel;
	uint64_t entry;
	int device = open(COKERNEL_DEVICE, O_RDWR | O_CLOEXEC);

	if (device < 0)
		fail(STATUS_FAILED, "%s: %s; is the module diver_cokernel loaded?", COKERNEL_DEVICE,
		     strerror(errno));
	cokernel.device = files_own(device);
	if (ioctl(cokernel.device, COKERNEL_CLAIM, &options->claim) != 0)
		fail(STATUS_FAILED, "the region cannot be had: %s", claim_problem(errno));
	entry = load_image(cokernel.device, options->image);
	cokernel.window = map(cokernel.device, NULL, COKERNEL_WINDOW_SIZE, COKERNEL_MAP_WINDOW);
	cokernel.window->process = getpid();
	map(cokernel.device, (void *)COKERNEL_PROGRAM_START,
	    COKERNEL_PROGRAM_END - COKERNEL_PROGRAM_START,
	    COKERNEL_MAP_PROGRAM + COKERNEL_PROGRAM_START);
	if (ioctl(cokernel.device, COKERNEL_BOOT, &entry) != 0) {
		if (errno == EIO)
			fail(STATUS_FAILED, "the co-kernel gave up: %.*s", COKERNEL_REASON,
			     (const char *)cokernel.window->crash.reason);
		fail(STATUS_FAILED, "the co-kernel does not start: %s", strerror(errno));
	}
	return cokernel;
}

/* The clock of both kernels: asking Linux for the time may cost more than the wait it measures. */
static uint64_t ticks_of(const struct cokernel *cokernel, uint64_t nanoseconds)
{
	return nanoseconds * cokernel->window->tsc_khz / 1000000;
}

static void check(const struct cokernel *cokernel)
{
	if (__atomic_load_n(&cokernel->window->state, __ATOMIC_ACQUIRE) != COKERNEL_CRASHED)
		return;
	stream_snapshot();
	fail(STATUS_FAILED, "the co-kernel crashed: %.*s", COKERNEL_REASON,
	     (const char *)cokernel->window->crash.reason);
}

static bool look_for(volatile struct cokernel_mailbox *mailbox, uint32_t wanted)
{
	for (unsigned int looks = 0; looks < LOOKS; looks++)
		if (__atomic_load_n(&mailbox->state, __ATOMIC_ACQUIRE) == wanted)
			return true;
	return false;
}

/* The clock is asked only where it is not there soon. */
void cokernel_await(const struct cokernel *cokernel, volatile struct cokernel_mailbox *mailbox,
		    uint32_t wanted)
{
	static __thread uint32_t seen;
	uint64_t limit, spin = ticks_of(cokernel, cokernel->window->spin);

	if (look_for(mailbox, wanted))
		return;
	limit = __rdtsc() + spin;
	while (!look_for(mailbox, wanted)) {
		if (__rdtsc() < limit)
			continue;
		check(cokernel);
		__atomic_store_n(&mailbox->proxy_sleeps, 1, __ATOMIC_SEQ_CST);
		if (__atomic_load_n(&mailbox->state, __ATOMIC_SEQ_CST) != wanted)
			ioctl(cokernel->device, COKERNEL_WAIT, &seen);
		__atomic_store_n(&mailbox->proxy_sleeps, 0, __ATOMIC_SEQ_CST);
		limit = __rdtsc() + spin;
	}
}

void cokernel_pass(const struct cokernel *cokernel, volatile struct cokernel_mailbox *mailbox,
		   uint32_t state)
{
	__atomic_store_n(&mailbox->state, state, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(&mailbox->cokernel_sleeps, __ATOMIC_SEQ_CST))
		ioctl(cokernel->device, COKERNEL_KICK);
}

int64_t cokernel_request(const struct cokernel *cokernel, enum cokernel_request request,
			 const uint64_t arguments[5])
{
	volatile struct cokernel_mailbox *mailbox = &cokernel->window->mailboxes[0];
	int64_t result;

	mailbox->number = request;
	for (int i = 0; i < 5; i++)
		mailbox->arguments[i] = arguments[i];
	cokernel_pass(cokernel, mailbox, COKERNEL_REQUEST);
	cokernel_await(cokernel, mailbox, COKERNEL_DONE);
	result = mailbox->result;
	cokernel_pass(cokernel, mailbox, COKERNEL_IDLE);
	return result;
}
