/* "pack FILE": run lengths and bytes, to standard output. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

int main(int count, char **words)
{
	static unsigned char in[4096], out[2 * sizeof(in)];
	int file = count > 1 ? open(words[1], O_RDONLY) : 0;
	struct stat stat;
	ssize_t got;

	CHECK(file >= 0 && fstat(file, &stat) == 0);
	while ((got = read(file, in, sizeof(in))) > 0) {
		size_t used = 0;

		for (ssize_t i = 0; i < got;) {
			ssize_t from = i;

			while (i < got && in[i] == in[from] && i - from < 255)
				i++;
			out[used++] = (unsigned char)(i - from);
			out[used++] = in[from];
		}
		CHECK(write(1, out, used) == (ssize_t)used);
	}
	CHECK(close(file) == 0 && lseek(77, 0, SEEK_SET) == -1);
	return failures;
}
