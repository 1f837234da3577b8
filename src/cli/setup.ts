/** What only a set-up needs, bundled apart: no other run loads it. */
export { completion } from "../completion/index.ts";
export { initCommand } from "../init/init-command.ts";
