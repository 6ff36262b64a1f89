/* A ustar stream: POSIX.1-2017, pax, "ustar Interchange Format". */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

#define BLOCK	       512
#define SIZE_MAX_OCTAL 077777777777LL /* 11 digits: 8 GiB */
#define PATH_SIZE      4096
#define DEPTH_MAX      64

struct header {
	char name[100];
	char mode[8];
	char uid[8];
	char gid[8];
	char size[12];
	char mtime[12];
	char checksum[8];
	char type;
	char link[100];
	char magic[6];
	char version[2];
	char user[32];
	char group[32];
	char device_major[8];
	char device_minor[8];
	char prefix[155];
	char padding[12];
};

_Static_assert(sizeof(struct header) == BLOCK, "ustar");

static void put(int channel, const void *bytes, size_t count)
{
	const char *at = bytes;

	while (count > 0) {
		ssize_t written = write(channel, at, count);

		if (written < 0 && errno != EINTR)
			return;
		if (written > 0) {
			at += written;
			count -= (size_t)written;
		}
	}
}

/* The name in one piece, or parted at a slash into prefix and name. */
static bool set_name(struct header *header, const char *name)
{
	size_t length = strlen(name);
	const char *slash;

	if (length <= sizeof(header->name)) {
		memcpy(header->name, name, length);
		return true;
	}
	if (length > sizeof(header->prefix) + 1 + sizeof(header->name))
		return false;
	slash = strchr(name + length - sizeof(header->name) - 1, '/');
	if (!slash || slash == name || (size_t)(slash - name) > sizeof(header->prefix))
		return false;
	memcpy(header->prefix, name, (size_t)(slash - name));
	memcpy(header->name, slash + 1, strlen(slash + 1));
	return true;
}

static bool put_header(int channel, const char *path, const struct stat *stat, char type,
		       const char *link)
{
	char name[PATH_SIZE];

	struct header header = {.type = type, .magic = "ustar", .version = {'0', '0'}};
	const unsigned char *bytes = (const unsigned char *)&header;
	unsigned long long size = type == '0' ? (unsigned long long)stat->st_size : 0;
	unsigned int sum = 0;

	/* A directory's name ends with a slash, as all tar programs write it. */
	snprintf(name, sizeof(name), "%s%s", path[0] == '/' ? path + 1 : path,
		 type == '5' ? "/" : "");
	if (!set_name(&header, name) || size > SIZE_MAX_OCTAL ||
	    strlen(link) > sizeof(header.link)) {
		fprintf(stderr,
			"init: %s has too long a name, or is too large, to be brought back\n",
			path);
		return false;
	}
	snprintf(header.mode, sizeof(header.mode), "%07o", stat->st_mode & 07777U);
	snprintf(header.uid, sizeof(header.uid), "%07o", 0U);
	snprintf(header.gid, sizeof(header.gid), "%07o", 0U);
	snprintf(header.size, sizeof(header.size), "%011llo", size);
	snprintf(header.mtime, sizeof(header.mtime), "%011llo",
		 (unsigned long long)stat->st_mtime & SIZE_MAX_OCTAL);
	memcpy(header.link, link, strlen(link));
	memset(header.checksum, ' ', sizeof(header.checksum));
	for (size_t i = 0; i < sizeof(header); i++)
		sum += bytes[i];
	snprintf(header.checksum, sizeof(header.checksum), "%06o", sum);
	put(channel, &header, sizeof(header));
	return true;
}

/* As many bytes as the header says, even if the file has become shorter. */
static void put_content(int channel, int file, long long size)
{
	char buffer[64 * BLOCK];

	while (size > 0) {
		size_t part = size < (long long)sizeof(buffer) ? (size_t)size : sizeof(buffer);
		ssize_t count = read(file, buffer, part);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0) {
			memset(buffer, 0, part);
			count = (ssize_t)part;
		}
		put(channel, buffer, (size_t)count);
		size -= count;
		if (size == 0 && count % BLOCK != 0) {
			static const char zeros[BLOCK];

			put(channel, zeros, BLOCK - (size_t)(count % BLOCK));
		}
	}
}

static void put_path(int channel, const char *path, unsigned int depth);

static void put_directory(int channel, const char *path, unsigned int depth)
{
	DIR *directory = opendir(path);
	struct dirent *entry;

	while (directory && (entry = readdir(directory))) {
		char *child;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (asprintf(&child, "%s/%s", path, entry->d_name) < 0)
			break;
		put_path(channel, child, depth + 1);
		free(child);
	}
	if (directory)
		closedir(directory);
}

/* Files, directories with all below, symbolic links; nothing else can be brought back. */
static void put_path(int channel, const char *path, unsigned int depth)
{
	struct stat stat;
	char link[101];

	if (lstat(path, &stat) != 0) {
		fprintf(stderr, "init: output %s: %s\n", path, strerror(errno));
	} else if (S_ISREG(stat.st_mode)) {
		int file = open(path, O_RDONLY | O_CLOEXEC);

		if (file < 0)
			fprintf(stderr, "init: output %s: %s\n", path, strerror(errno));
		else if (put_header(channel, path, &stat, '0', ""))
			put_content(channel, file, stat.st_size);
		if (file >= 0)
			close(file);
	} else if (S_ISDIR(stat.st_mode) && depth < DEPTH_MAX) {
		if (put_header(channel, path, &stat, '5', ""))
			put_directory(channel, path, depth);
	} else if (S_ISLNK(stat.st_mode)) {
		ssize_t length = readlink(path, link, sizeof(link));

		if (length > 0 && length < (ssize_t)sizeof(link)) {
			link[length] = '\0';
			put_header(channel, path, &stat, '2', link);
		} else {
			fprintf(stderr, "init: output %s: the link is too long\n", path);
		}
	} else {
		fprintf(stderr, "init: output %s: it lies too deep, or is no file\n", path);
	}
}

void send_outputs(const char *device, char *const *paths)
{
	static const char end[2 * BLOCK];
	struct termios terminal;
	int channel = open(device, O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (channel < 0) {
		fprintf(stderr, "init: no %s to bring outputs back: %s\n", device, strerror(errno));
		return;
	}
	if (tcgetattr(channel, &terminal) == 0) {
		cfmakeraw(&terminal);
		cfsetspeed(&terminal, B115200);
		tcsetattr(channel, TCSANOW, &terminal);
	}
	for (; *paths; paths++)
		put_path(channel, *paths, 0);
	put(channel, end, sizeof(end));
	tcdrain(channel);
	close(channel);
}
