|
    0[||||||||||||||||||||||||||100.0%] Tasks: 1, 0 thr, 0 kthr; 2 running|
	4-5 in=6
	5-6 bold
	6-37 in=2
	37-38 in=1
	38-39 bold
	40-46 in=6
	47-48 bold in=14
	48-49 in=6
	50-51 bold in=10
	52-55 in=6
	55-56 bold in=8
	57-58 bold in=8
	59-63 bold in=8
	63-64 in=6
	65-66 bold in=10
	67-74 in=6
    1[||||||||||||||||||||||||||100.0%] Load average: 9.77 7.88 5.24|
	4-5 in=6
	5-6 bold
	6-38 in=2
	38-39 bold
	40-44 in=6
	45-53 in=6
	54-58 bold
	59-63 bold in=14
	64-68 in=6
  Mem[|||||||              2.11G/23.5G] Uptime: 10:59:59|
	2-5 in=6
	5-6 bold
	6-9 in=2
	9-10 bold in=12
	10-11 in=5
	11-13 in=3
	27-38 bold in=8
	38-39 bold
	40-47 in=6
	48-56 bold in=14
  Swp[                           0K/0K]|
	2-5 in=6
	5-6 bold
	33-38 bold in=8
	38-39 bold
|
  [Setup]|
	2-3 in=2 on=2
	3-8 in=0 on=2
	8-9 in=2 on=2
Categories       Header Layout                                            |
	0-10 in=0 on=2
	10-16 on=2
	17-23 in=0 on=2
	23-24 on=2
	24-30 in=0 on=2
	30-74 on=2
Display options  [x]    2 columns - 50/50 (default)                           |
	17-20 in=0 on=7
	20-24 on=7
	24-25 in=0 on=7
	25-26 on=7
	26-33 in=0 on=7
	33-34 on=7
	34-35 in=0 on=7
	35-36 on=7
	36-41 in=0 on=7
	41-42 on=7
	42-51 in=0 on=7
	51-78 on=7
Header layout    [ ]    2 columns - 33/67|
	0-6 in=0 on=6
	6-7 on=6
	7-13 in=0 on=6
	13-16 on=6
	17-18 in=6
	19-20 in=6
Meters           [ ]    2 columns - 67/33|
	17-18 in=6
	19-20 in=6
Screens          [ ]    3 columns - 33/34/33|
	17-18 in=6
	19-20 in=6
Colors           [ ]    3 columns - 25/25/50|
	17-18 in=6
	19-20 in=6
                 [ ]    3 columns - 25/50/25|
	17-18 in=6
	19-20 in=6
                 [ ]    3 columns - 50/25/25|
	17-18 in=6
	19-20 in=6
                 [ ]    3 columns - 40/20/40|
	17-18 in=6
	19-20 in=6
                 [ ]    4 columns - 25/25/25/25|
	17-18 in=6
	19-20 in=6
|
|
|
|
|
|
F1      F2      F3      F4      F5      F6      F7      F8      F9      F10Done|
	2-8 on=6
	10-16 on=6
	18-24 on=6
	26-32 on=6
	34-40 on=6
	42-48 on=6
	50-56 on=6
	58-64 on=6
	66-72 on=6
	75-79 in=0 on=6
