/**
 * The workbench's window. {@link dev.diver.app.screen.Workbench} is the way in; it gets an engine and nothing else of the
 * core, so that it runs on a fake as well as on the real one.
 *
 * <p>Ids of the main controls, for tests and assistive tools (each action's button has the action's id):
 *
 * <ul>
 *   <li>window: {@code workbench}, {@code navigation}, {@code go-catalog}, {@code go-nets}, {@code go-machine},
 *       {@code go-runs}, {@code theme}, {@code shortcuts}, {@code palette-open}, {@code palette-field},
 *       {@code palette-list}, {@code modal}, {@code dialog-cancel}, {@code dialog-trouble}, {@code toasts},
 *       {@code problem-toast}, {@code close-anyway}
 *   <li>status bar: {@code status}, {@code running-dives}, {@code jobs}, {@code job-cancel}, {@code jobs-more},
 *       {@code caret}, {@code accelerator}, {@code messages}
 *   <li>catalog: {@code catalog}, {@code catalog-search}, {@code catalog-results}, {@code catalog-count},
 *       {@code catalog-facets}, {@code catalog-family-NAME}, {@code catalog-tag-NAME}, {@code catalog-mode},
 *       {@code catalog-pulled-only}, {@code catalog-import}, {@code kernel-page}, {@code kernel-name},
 *       {@code kernel-pull}, {@code kernel-pull-cancel}, {@code kernel-remove}, {@code kernel-new-net},
 *       {@code kernel-copy-reference}, {@code kernel-copy-digest}
 *   <li>dialogs of the catalog: {@code new-net-name}, {@code new-net-directory}, {@code new-net-template},
 *       {@code new-net-create}; {@code import-name}, {@code import-version}, {@code import-tags}, {@code import-add},
 *       {@code import-close}
 *   <li>net: {@code project-bar}, {@code project-chooser}, {@code project-mode}, {@code project-kernel},
 *       {@code project-build}, {@code project-dive}, {@code project-options}, {@code project-explain},
 *       {@code project-stop}, {@code files}, {@code editor}, {@code editor-find-field}, {@code problems},
 *       {@code build-output}, {@code nets}, {@code nets-recent}, {@code trust-accept},
 *       {@code new-file-name}, {@code new-file-create}
 *   <li>options: {@code dive-options}, {@code options-once}, {@code options-dive}, {@code options-explain}, {@code options-draw},
 *       {@code option-KEY}
 *   <li>dive: {@code dive-state}, {@code timeline}, {@code console} (the first one; others {@code console-NAME}),
 *       {@code dive-stop}, {@code dive-kill}, {@code dive-again}, {@code dive-plan}, {@code plan}, {@code plan-copy}
 *   <li>consoles, beside each: {@code console-more}, {@code console-COMMAND} as in {@code ConsoleCommand},
 *       {@code console-split}, {@code console-group}, {@code console-group-end}; {@code console-lines},
 *       {@code console-megabytes}, {@code console-font-size}, {@code console-set}; {@code console-save-file},
 *       {@code console-save-text}, {@code console-save-timed}, {@code console-save-raw}, {@code console-save-write};
 *       {@code shell}, {@code node-shell}; {@code replay-play}, {@code replay-place}, {@code replay-time},
 *       {@code replay-speed}, {@code replay-pauses}
 *   <li>runs: {@code runs}, {@code runs-table}, {@code runs-search}, {@code runs-outcome}, {@code runs-mode},
 *       {@code runs-net}, {@code runs-count}, {@code run-open}, {@code run-copy}, {@code run-folder}, {@code run-stop},
 *       {@code run-delete}, {@code runs-refresh}, {@code run-log}
 *   <li>nodes: {@code go-nodes}, {@code nodes}, {@code nodes-list}, {@code node-title}, {@code node-power}, {@code node-boot},
 *       {@code node-add}, {@code node-edit}, {@code node-remove}, {@code node-check}, {@code node-refresh},
 *       {@code node-open-console}, {@code node-open-shell}, {@code node-console}, {@code node-power-ACTION}, {@code node-confirm-name},
 *       {@code node-confirm}, {@code node-name}, {@code node-keep}, {@code node-ssh-identity}, {@code node-check-again},
 *       {@code node-trust-key}, {@code node-fingerprint}, {@code node-trust}, {@code node-forget-key}
 *   <li>machine: {@code machine}, {@code machine-examine}, {@code machine-repair}
 * </ul>
 *
 * <p>Rules: nothing of the engine is called on JavaFX's thread but plain getters; {@link dev.diver.app.screen.common.Tasks}
 * is the one way to it and back. The views of different packages do not know each other beyond what a test allows
 * (no cycles); the {@code shell} puts them together.
 */
package dev.diver.app.screen;
