import { secretReadableByAll } from "../../src/rules/secret-readable-by-all.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const row = (user: string, is: string) =>
  container(`user: "${user}"`, `files: {/run/secrets/pw: "${is}, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"}`);

ruleTable(secretReadableByAll, {
  "the default, and root": { files: row("0:0", "0444 0:0"), says: "quiet" },
  "the default, and another user": { files: row("1000:1000", "0444 0:0"), says: "open", severity: "low" },
  "closed to others": { files: row("1000:1000", "0440 0:1000"), says: "quiet" },
});
