import { weakSecret } from "../../src/rules/weak-secret.ts";
import { container } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const file = (name: string, content: string) => ({
  files: container(`files: {/run/secrets/${name}: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, ${content}"}`),
});

ruleTable(weakSecret, {
  "few characters": { ...file("pw", "x9canar"), says: "short" },
  digits: { ...file("pw", "4815162342"), says: "digits" },
  "one character": { ...file("pw", "aaaaaaaaaaaa"), says: "repeated" },
  "one word again": { ...file("pw", "canarycanarycanary"), says: "repeated" },
  "a product and a number": { ...file("pw", "postgres123"), says: "words" },
  "a word with other letters": { ...file("pw", "P@ssw0rd2024!"), says: "words" },
  "its own name": { ...file("larkspur_password", "larkspur-password"), says: "words" },
  "unknown words": { ...file("pw", "lantern-81-orchid-canary"), says: "quiet" },
  "made by a machine": { ...file("pw", "Kx7mQ2vR9pLw4tZcanary"), says: "quiet" },
  "a user's name": { ...file("db_user", "postgres"), says: "quiet" },
  "its second version": { ...file("db_user_v2", "postgres"), says: "quiet" },
  "the name of a database": { ...file("db_name", "shop"), says: "quiet" },
  "a file that nobody looked into": {
    files: container('files: {/run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"}'),
    says: "quiet",
  },
});
