package dev.diver.core.partition;

import java.nio.charset.StandardCharsets;

/** Plans for tests, as text; each as {@link PartitionPlanFormat} writes it. */
final class Plans {
    /** Two parts beside Linux, and no conflict. */
    static final String GOOD = """
            {
              "machine": {
                "type": "pc",
                "processors": 4,
                "memory": "1GiB"
              },
              "linux": {
                "processors": "0-1",
                "devices": [
                  "serial1"
                ]
              },
              "parts": [
                {
                  "name": "left",
                  "processors": "2",
                  "memory": [
                    {
                      "start": "0x20000000",
                      "size": "128MiB"
                    },
                    {
                      "start": "0x18001000",
                      "size": "20KiB"
                    }
                  ],
                  "devices": [
                    "serial2"
                  ],
                  "window": "4MiB"
                },
                {
                  "name": "right",
                  "processors": "3",
                  "memory": [
                    {
                      "start": "0x28000000",
                      "size": "64MiB"
                    }
                  ],
                  "window": "4MiB"
                }
              ]
            }
            """;

    /** Two nodes, the second one reaching over the hole, with two threads a core. */
    static final String NODES = """
            {
              "machine": {
                "type": "pc",
                "processors": 8,
                "memory": "4GiB",
                "nodes": [
                  {
                    "processors": "0-1,4-5",
                    "memory": [
                      {
                        "start": "0x0",
                        "size": "2GiB"
                      }
                    ]
                  },
                  {
                    "processors": "2-3,6-7",
                    "memory": [
                      {
                        "start": "0x80000000",
                        "size": "1GiB"
                      },
                      {
                        "start": "0x100000000",
                        "size": "1GiB"
                      }
                    ]
                  }
                ],
                "cores": [
                  "0-1",
                  "2-3",
                  "4-5",
                  "6-7"
                ]
              },
              "linux": {
                "processors": "0-1,4-5"
              },
              "parts": [
                {
                  "name": "second-node",
                  "processors": "2-3,6-7",
                  "memory": [
                    {
                      "start": "0x80000000",
                      "size": "1022MiB"
                    },
                    {
                      "start": "0x100000000",
                      "size": "1GiB"
                    }
                  ],
                  "window": "4MiB"
                }
              ]
            }
            """;

    /** A physical machine whose RAM has more than one hole. */
    static final String HARDWARE = """
            {
              "machine": {
                "type": "hardware",
                "processors": 2,
                "memory": "3GiB",
                "nodes": [
                  {
                    "processors": "0-1",
                    "memory": [
                      {
                        "start": "0x0",
                        "size": "1GiB"
                      },
                      {
                        "start": "0x50000000",
                        "size": "1GiB"
                      },
                      {
                        "start": "0x100000000",
                        "size": "1GiB"
                      }
                    ]
                  }
                ]
              },
              "linux": {
                "processors": "0"
              },
              "parts": [
                {
                  "name": "kernel",
                  "processors": "1",
                  "memory": [
                    {
                      "start": "0x60000000",
                      "size": "512MiB"
                    }
                  ],
                  "devices": [
                    "pci:03:00.0"
                  ],
                  "window": "4MiB"
                }
              ]
            }
            """;

    private Plans() {}

    static PartitionPlan read(String text) {
        return new PartitionPlanFormat().read(text.getBytes(StandardCharsets.UTF_8), "test.json");
    }
}
