import { secretReused } from "../../src/rules/secret-reused.ts";
import { engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const [one, two] = ["/uxy1vqmbu4ovi4214ekmoiocy", "/tfydkeyj07kehrp0832d6tixa"];
const file = (name: string, root: string, content: string, type = "tmpfs ro") =>
  `      /run/secrets/${name}: "0400 0:0, ${type}, ${root}, ${content}"`;
const containers = (...files: string[]) => ({
  files: engine(`containers:\n${files.map((text, index) => `  app${index}:\n    files:\n${text}`).join("\n")}`),
});

ruleTable(secretReused, {
  "two secrets of two containers": {
    ...containers(file("a", one, "lantern-canary"), file("b", two, "lantern-canary")),
    says: "reused",
    related: [false as unknown as string],
  },
  "two secrets of one container": {
    ...containers(`${file("a", one, "lantern-canary")}\n${file("b", two, "lantern-canary")}`),
    says: "reused",
  },
  "two files of one name on the host": {
    ...containers(
      file("pw", "/test/pw", "lantern-canary", "ext4 ro"),
      file("pw", "/prod/pw", "lantern-canary", "ext4 ro"),
    ),
    says: "reused",
  },
  "one secret under two names": {
    ...containers(file("a", one, "lantern-canary"), file("b", one, "lantern-canary")),
    says: "quiet",
  },
  "podman's copies of one secret": {
    ...containers(
      file("a", "/c/1/userdata/secrets/pw", "lantern-canary", "ext4 rw"),
      file("b", "/c/2/userdata/secrets/pw", "lantern-canary", "ext4 rw"),
    ),
    says: "quiet",
  },
  "other values": { ...containers(file("a", one, "lantern-canary"), file("b", two, "orchid-canary")), says: "quiet" },
  "users of one name": {
    ...containers(file("a_user", one, "lantern-canary"), file("b_user", two, "lantern-canary")),
    says: "quiet",
  },
  "short values": { ...containers(file("a", one, "abc"), file("b", two, "abc")), says: "quiet" },
});
