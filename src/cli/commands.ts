/** What the command line loads for anything but its version and its help: one module, because each further one costs a millisecond or two at every start. */
export { rules } from "../rules/index.ts";
export { baselineCommand } from "./baseline.ts";
export { explain } from "./explain.ts";
export { imagesCommand } from "./images-command.ts";
export { lintCommand } from "./lint-command.ts";
export { rulesList } from "./rules-list.ts";
export { warm } from "./warm.ts";
