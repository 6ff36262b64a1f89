 Kernel configuration|
	0-1 on=4
	1-7 bold in=14 on=4
	7-8 on=4
	8-21 bold in=14 on=4
 ──────────────────────────────────────────────────────────────────────────────|
	0-1 on=4
	1-79 bold in=14 on=4
       ┌────────────────Processor type and features───────────────────┐|
	0-7 on=4
	7-24 bold in=15 on=7
	24-33 bold in=12 on=7
	33-34 on=7
	34-38 bold in=12 on=7
	38-39 on=7
	39-42 bold in=12 on=7
	42-43 on=7
	43-51 bold in=12 on=7
	51-70 bold in=15 on=7
	70-71 in=0 on=7
       │ Arrow keys navigate the menu.                                │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-14 in=0 on=7
	14-15 on=7
	15-19 in=0 on=7
	19-20 on=7
	20-28 in=0 on=7
	28-29 on=7
	29-32 in=0 on=7
	32-33 on=7
	33-38 in=0 on=7
	38-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ ┌──────────────────────────────────────────────────────────┐ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-68 in=0 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │      [*] SMP     Symmetric multi-processing support      │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-16 on=7
	16-19 in=0 on=7
	19-20 on=7
	20-21 in=1 on=7
	21-23 bold in=12 on=7
	23-28 on=7
	28-37 in=0 on=7
	37-38 on=7
	38-54 in=0 on=7
	54-55 on=7
	55-62 in=0 on=7
	62-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │      [*] X2APIC  Support x2apic                          │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-16 on=7
	16-19 in=0 on=7
	19-20 on=7
	20-21 in=1 on=7
	21-26 bold in=12 on=7
	26-28 on=7
	28-35 in=0 on=7
	35-36 on=7
	36-42 in=0 on=7
	42-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │      [ ] NUMA    NUMA memory allocation                  │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-16 on=7
	16-17 bold in=15 on=4
	17-18 on=4
	18-19 bold in=15 on=4
	19-20 on=7
	20-21 bold in=9 on=4
	21-24 bold in=11 on=4
	24-28 on=7
	28-32 bold in=15 on=4
	32-33 on=4
	33-39 bold in=15 on=4
	39-40 on=4
	40-50 bold in=15 on=4
	50-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │      [ ] MTRR    Memory type range registers             │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-16 on=7
	16-17 in=0 on=7
	17-18 on=7
	18-19 in=0 on=7
	19-20 on=7
	20-21 in=1 on=7
	21-24 bold in=12 on=7
	24-28 on=7
	28-34 in=0 on=7
	34-35 on=7
	35-39 in=0 on=7
	39-40 on=7
	40-45 in=0 on=7
	45-46 on=7
	46-55 in=0 on=7
	55-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │                                                          │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │                                                          │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │                                                          │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │                                                          │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │                                                          │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │                                                          │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ │                                                          │ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-68 on=7
	68-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       │ └──────────────────────────────────────────────────────────┘ │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-9 on=7
	9-10 in=0 on=7
	10-69 bold in=15 on=7
	69-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       ├──────────────────────────────────────────────────────────────┤  |
	0-7 on=4
	7-70 bold in=15 on=7
	70-71 in=0 on=7
	71-73 on=0
       │                 <  OK  >         <Cancel>                    │  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-25 on=7
	25-26 in=0 on=7
	26-28 on=7
	28-30 bold in=8 on=7
	30-32 on=7
	32-33 in=0 on=7
	33-42 on=7
	42-43 bold in=15 on=4
	43-49 bold in=11 on=4
	49-50 bold in=15 on=4
	50-70 on=7
	70-71 in=0 on=7
	71-73 on=0
       └──────────────────────────────────────────────────────────────┘  |
	0-7 on=4
	7-8 bold in=15 on=7
	8-71 in=0 on=7
	71-73 on=0
         |
	0-9 on=4
