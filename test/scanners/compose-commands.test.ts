import { describe, expect, it } from "vitest";
import { saidInService, scanText, serviceText, shownValue } from "./compose-said.ts";

it("what a shell starts is told from what is started itself", () => {
  const body = "command: sh -c 'a && b'\nhealthcheck:\n  test: c\npost_start:\n  - command: d";
  const commands = scanText(serviceText(body)).facts.filter((fact) => fact.kind === "command");
  const shell = Object.fromEntries(commands.map((fact) => [shownValue(fact.words[0]?.value ?? []), fact.shell]));
  expect(shell).toEqual({ "‹a›": true, "‹b›": true, "‹c›": true, "‹d›": undefined });
});

describe("commands", () => {
  it.each([
    [
      "a list",
      'command: ["redis-server", "--requirepass", "canary"]',
      ["start: ‹redis-server› ‹--requirepass› ‹canary›"],
    ],
    [
      "a text is split, no shell runs",
      'command: redis-server --requirepass \'a b\' "c\\"d" e\\ f',
      ['start: ‹redis-server› ‹--requirepass› ‹a b› ‹c"d› ‹e f›'],
    ],
    ["what Compose would drop is read", "command: a && b --token canary", ["start: ‹a› ‹&&› ‹b› ‹--token› ‹canary›"]],
    ["variables are filled in first", "command: run ${X:-a b} $$HOME", ["start: ‹run› ${X:-‹a b›} ‹$HOME›"]],
    ["a folded text", "command: >\n  run\n  --token canary\n", ["start: ‹run› ‹--token› ‹canary›"]],
    [
      "a shell in a list",
      'command: ["sh", "-c", "mysql -pcanary && exec app"]',
      ["start: ‹mysql› ‹-pcanary›", "start: ‹exec› ‹app›"],
    ],
    [
      "a shell in a text",
      "entrypoint: sh -c 'mysql -pcanary && exec app'",
      ["entrypoint", "start: ‹mysql› ‹-pcanary›", "start: ‹exec› ‹app›"],
    ],
    [
      "a shell with options",
      'command: [/usr/bin/env, bash, -eo, pipefail, -c, "run --token canary"]',
      ["start: ‹run› ‹--token› ‹canary›"],
    ],
    [
      "words after a script",
      'command: ["sh", "-c", "run $$ARG", "--", "canary"]',
      ["start: ‹run› ${ARG}", "start: ‹sh› ‹-c› ‹--› ‹canary›"],
    ],
    [
      "a script file is no script text",
      'command: ["sh", "run.sh", "-c", "canary"]',
      ["start: ‹sh› ‹run.sh› ‹-c› ‹canary›"],
    ],
    [
      "a doubled dollar is the shell's own",
      'command: ["sh", "-c", "run $$PW ${PW} \'${X:-canary}\'"]',
      ["start: ‹run› ${PW} ${PW} ${X:-‹canary›}"],
    ],
    [
      "a shell as entry point, its script as command",
      'command: ["run --token canary"]\nentrypoint: ["/bin/sh", "-c"]',
      ["entrypoint", "start: ‹run› ‹--token› ‹canary›"],
    ],
    [
      "health, for a shell",
      "healthcheck:\n  test: mysqladmin ping -pcanary || exit 1",
      ["health: ‹mysqladmin› ‹ping› ‹-pcanary›", "health: ‹exit› ‹1›"],
    ],
    [
      "health, CMD-SHELL",
      'healthcheck:\n  test: ["CMD-SHELL", "mysqladmin ping -pcanary"]',
      ["health: ‹mysqladmin› ‹ping› ‹-pcanary›"],
    ],
    ["health, CMD", 'healthcheck:\n  test: ["CMD", "mysqladmin", "-pcanary"]', ["health: ‹mysqladmin› ‹-pcanary›"]],
    ["health, NONE", 'healthcheck:\n  test: ["NONE"]', []],
    ["nothing", "command: []\nentrypoint: ''\nhealthcheck: {test: }", ["entrypoint"]],
  ])("%s", (_title, body, expected) => {
    expect(saidInService(body)).toEqual(expected);
  });

  it("a name bound in a shell is bound", () => {
    const [, binding] = saidInService("entrypoint: sh -c 'export API_TOKEN=canary && exec app'");
    expect(binding).toBe("process-env API_TOKEN=‹canary›");
  });

  it("shell texts of any style keep their places", () => {
    const bodies = [
      "command:\n  - sh\n  - -c\n  - |\n    true\n    run $$A x${B}canary'c\n    d'",
      'command: ["sh", "-c", "run $$A x${B}canary\'c\\n    d\'"]',
      "command: >-\n  sh -c \"run $$A\n  x${B}canary'c d'\"",
    ];
    for (const body of bodies) {
      const text = serviceText(body);
      const literals = scanText(text).facts.flatMap((fact) =>
        fact.kind === "command" ? fact.words.flatMap(({ value }) => value.filter((part) => part.is === "literal")) : [],
      );
      const found = literals.find((part) => part.text.matches(/canary/));
      expect(found && text.slice(...found.span)).toBe("canary");
    }
  });
});
