/* What a program finds when it starts: arguments, environment, auxiliary vector, standard input. */
#include <elf.h>
#include <link.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "check.h"

extern char **environ;
extern const ElfW(Ehdr) __ehdr_start;

int main(int count, char **words)
{
	char line[64] = "";
	const unsigned char *random = (const unsigned char *)getauxval(AT_RANDOM);
	int sum = 0;

	for (int i = 0; i < count; i++)
		printf("argument %d: <%s>\n", i, words[i]);
	for (int i = 0; environ[i]; i++)
		if (strncmp(environ[i], "_=", 2) != 0)
			printf("environment: <%s>\n", environ[i]);
	CHECK(words[count] == NULL && words + count + 1 == environ);
	CHECK(fgets(line, sizeof(line), stdin));
	printf("input: %s", line);
	CHECK(getauxval(AT_PAGESZ) == 4096 && getauxval(AT_CLKTCK) == 100);
	CHECK(getauxval(AT_PHENT) == sizeof(ElfW(Phdr)) && getauxval(AT_BASE) == 0);
	CHECK(getauxval(AT_PHNUM) == __ehdr_start.e_phnum);
	CHECK(getauxval(AT_PHDR) == (unsigned long)&__ehdr_start + __ehdr_start.e_phoff);
	CHECK(getauxval(AT_ENTRY) == __ehdr_start.e_entry);
	CHECK(getauxval(AT_UID) == getuid() && getauxval(AT_SECURE) == 0);
	CHECK(strcmp((const char *)getauxval(AT_PLATFORM), "x86_64") == 0);
	printf("file: %s\n", (const char *)getauxval(AT_EXECFN));
	for (int i = 0; i < 16; i++)
		sum |= random[i];
	CHECK(sum != 0);
	printf("hwcap: %lx %lx\n", getauxval(AT_HWCAP), getauxval(AT_HWCAP2));
	CHECK((unsigned long)__builtin_frame_address(0) % 16 == 0);
	return checked("start");
}
