  1 $                                   |  1|
	0-4 in=#a52a2a underline
	4-5 in=#0000ff on=#e5e5e5 underline
	5-40 on=#e5e5e5 underline
	40-41 inverse
	43-44 in=#a52a2a
  2 /* Prints a table, and says how it w|  2 /* Prints a table, and says how it|
	2-3 in=#a52a2a
	4-6 in=#0000ff
	7-9 in=#0000ff
	9-12 in=#0000ff on=#ffff00
	12-13 in=#0000ff
	14-15 in=#0000ff
	16-22 in=#0000ff
	23-26 in=#0000ff
	27-31 in=#0000ff
	32-35 in=#0000ff
	36-38 in=#0000ff
	39-40 in=#0000ff
	40-41 inverse
	43-44 in=#a52a2a
	45-47 in=#0000ff
	48-50 in=#0000ff
	50-53 in=#0000ff on=#ffff00
	53-54 in=#0000ff
	55-56 in=#0000ff
	57-63 in=#0000ff
	64-67 in=#0000ff
	68-72 in=#0000ff
	73-76 in=#0000ff
	77-79 in=#0000ff
    ent. */$                            |    went. */|
	4-8 in=#0000ff
	9-12 in=#0000ff
	40-41 inverse
	45-50 in=#0000ff
	51-53 in=#0000ff
  3 static int rows = 12;$              |  3 static int rows = 12;|
	2-3 in=#a52a2a
	4-10 in=#2e8b57
	11-14 in=#2e8b57 on=#ffff00
	22-24 in=#ff00ff
	25-26 in=#0000ff
	40-41 inverse
	43-44 in=#a52a2a
	45-51 in=#2e8b57
	52-55 in=#2e8b57 on=#ffff00
	63-65 in=#ff00ff
  4 $                                   |  4|
	2-3 in=#a52a2a
	4-5 in=#0000ff
	40-41 inverse
	43-44 in=#a52a2a
  5 int main(int argc, char **argv)$    |  5 int main(int argc, char **argv)|
	2-3 in=#a52a2a
	4-7 in=#2e8b57 on=#ffff00
	13-16 in=#2e8b57 on=#ffff00
	23-27 in=#2e8b57
	35-36 in=#0000ff
	40-41 inverse
	43-44 in=#a52a2a
	45-48 in=#2e8b57 on=#ffff00
	54-57 in=#2e8b57 on=#ffff00
	64-68 in=#2e8b57
  6 {$                                  |  6 {|
	2-3 in=#a52a2a
	5-6 in=#0000ff
	40-41 inverse
	43-44 in=#a52a2a
  7 ^Ifor (int row = 0; row < rows; row+|  7         for (int row = 0; row < row|
	2-3 in=#a52a2a
	4-6 in=#0000ff
	6-9 in=#a52a2a
	11-14 in=#2e8b57 on=#ffff00
	21-22 in=#ff00ff
	40-41 inverse
	43-44 in=#a52a2a
	53-56 in=#a52a2a
	58-61 in=#2e8b57 on=#ffff00
	68-69 in=#ff00ff
    +) {$                               |    s; row++) {|
	8-9 in=#0000ff
	40-41 inverse
  8 ^I^Ifor (int column = 0; column < ar|  8                 for (int column = 0|
	2-3 in=#a52a2a
	4-8 in=#0000ff
	8-11 in=#a52a2a
	13-16 in=#2e8b57 on=#ffff00
	26-27 in=#ff00ff
	40-41 inverse
	43-44 in=#a52a2a
	61-64 in=#a52a2a
	66-69 in=#2e8b57 on=#ffff00
	79-80 in=#ff00ff
    gc; column++)$                      |    ; column < argc; column++)|
	17-18 in=#0000ff
	40-41 inverse
hello.c [+]                             |  9                         printf("%6d|
	0-40 bold inverse
	40-41 inverse
	43-44 in=#a52a2a
	71-74 on=#ffff00
	76-77 in=#ff00ff
	77-80 in=#6a5acd
 47 ^I}$                                |    ", row * column);|
	1-3 in=#a52a2a
	4-6 in=#0000ff
	7-8 in=#0000ff
	40-41 inverse
	45-46 in=#ff00ff
 48 ^Iconst char *name = argv[0];$      | 10                 putchar('\n');|
	1-3 in=#a52a2a
	4-6 in=#0000ff
	6-11 in=#2e8b57
	12-16 in=#2e8b57
	30-31 in=#ff00ff
	33-34 in=#0000ff
	40-41 inverse
	42-44 in=#a52a2a
	69-73 in=#6a5acd
 49 ^Iif (name == NULL)$                | 11         }|
	1-3 in=#a52a2a
	4-6 in=#0000ff
	6-8 in=#a52a2a
	18-22 in=#ff00ff
	23-24 in=#0000ff
	40-41 inverse
	42-44 in=#a52a2a
 50 ^I^Ireturn 1; /* a line that is long| 12         const char *name = argv[0];|
	1-3 in=#a52a2a
	4-8 in=#0000ff
	8-14 in=#a52a2a
	15-16 in=#ff00ff
	18-20 in=#0000ff
	21-22 in=#0000ff
	23-27 in=#0000ff
	28-32 in=#0000ff
	33-35 in=#0000ff
	36-40 in=#0000ff
	40-41 inverse
	42-44 in=#a52a2a
	53-58 in=#2e8b57
	59-63 in=#2e8b57
	77-78 in=#ff00ff
    er than the window is wide, so that | 13         if (name == NULL)|
	4-6 in=#0000ff
	7-11 in=#0000ff
	12-15 in=#0000ff
	16-22 in=#0000ff
	23-25 in=#0000ff
	26-31 in=#0000ff
	32-34 in=#0000ff
	35-39 in=#0000ff
	40-41 inverse
	42-44 in=#a52a2a
	53-55 in=#a52a2a
	65-69 in=#ff00ff
    it has to be wrapped or cut */$     | 14                 return 1; /* a line|
	4-6 in=#0000ff
	7-10 in=#0000ff
	11-13 in=#0000ff
	14-16 in=#0000ff
	17-24 in=#0000ff
	25-27 in=#0000ff
	28-31 in=#0000ff
	32-35 in=#0000ff
	40-41 inverse
	42-44 in=#a52a2a
	61-67 in=#a52a2a
	68-69 in=#ff00ff
	71-73 in=#0000ff
	74-75 in=#0000ff
	76-80 in=#0000ff
 51 ^Iprintf("%s: done\n", name);$      |     that is longer than the window is|
	1-3 in=#a52a2a
	4-6 in=#0000ff
	8-11 on=#ffff00
	13-14 in=#ff00ff
	14-16 in=#6a5acd
	16-17 in=#ff00ff
	18-22 in=#ff00ff
	22-24 in=#6a5acd
	24-25 in=#ff00ff
	33-34 in=#0000ff
	40-41 inverse
	46-50 in=#0000ff
	51-53 in=#0000ff
	54-60 in=#0000ff
	61-65 in=#0000ff
	66-69 in=#0000ff
	70-76 in=#0000ff
	77-79 in=#0000ff
 52 ^Ireturn 0;$                        |    wide, so that it has to be wrapped|
	1-3 in=#a52a2a
	4-6 in=#0000ff
	6-12 in=#a52a2a
	13-14 in=#ff00ff
	15-16 in=#0000ff
	40-41 inverse
	45-50 in=#0000ff
	51-53 in=#0000ff
	54-58 in=#0000ff
	59-61 in=#0000ff
	62-65 in=#0000ff
	66-68 in=#0000ff
	69-71 in=#0000ff
	72-79 in=#0000ff
 53 }$                                  |    or cut */|
	1-3 in=#a52a2a
	5-6 in=#0000ff
	40-41 inverse
	45-47 in=#0000ff
	48-51 in=#0000ff
	52-54 in=#0000ff
 54 Wärme 漢字 é$                       | 15         printf("%s: done\n", name);|
	0-4 in=#a52a2a underline
	4-14 on=#e5e5e5 underline
	14-15 in=#0000ff on=#e5e5e5 underline
	15-38 on=#e5e5e5 underline
	38-39 inverse
	40-42 in=#a52a2a
	53-56 on=#ffff00
	58-59 in=#ff00ff
	59-61 in=#6a5acd
	61-62 in=#ff00ff
	63-67 in=#ff00ff
	67-69 in=#6a5acd
	69-70 in=#ff00ff
hello.c [+]                              hello.c [+]                            |
	0-80 inverse
:split|
