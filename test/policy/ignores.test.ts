import { expect, it } from "vitest";
import { defaultConfig, type Ignore } from "../../src/config/config.ts";
import { applyIgnores } from "../../src/policy/ignores.ts";
import { found } from "../support/findings.ts";

const finding = found("secret-in-env", [0, 5], {
  file: "legacy/compose.yaml",
  key: "A",
  subject: "service:legacy/compose.yaml#db",
});

function apply(entry: Partial<Ignore>, today = "2026-06-15") {
  const whole = { rule: "secret-in-env", because: "x", origin: "runsecrets.yaml:3", ...entry };
  return applyIgnores([finding, found("unused-secret", [0, 5])], { ...defaultConfig, ignore: [whole] }, today);
}

it.each<[Partial<Ignore>, number]>([
  [{}, 1],
  [{ rule: "secret-in-url" }, 0],
  [{ path: "legacy/" }, 1],
  [{ path: "legacy/**" }, 1],
  [{ path: "compose.yaml" }, 1],
  [{ path: "/compose.yaml" }, 0],
  [{ path: "*.env" }, 0],
  [{ subject: "db" }, 1],
  [{ subject: "service:legacy/compose.yaml#db" }, 1],
  [{ subject: "api" }, 0],
  [{ key: "A" }, 1],
  [{ key: "a" }, 0],
  [{ key: "A", path: "*.env" }, 0],
])("%j takes %i", (entry, amount) => {
  expect(apply(entry)).toMatchObject({ ignored: amount, notes: [] });
  expect(apply(entry).findings).toHaveLength(2 - amount);
});

it("holds through its last day, and then says that it is over", () => {
  expect(apply({ until: "2026-06-15" })).toMatchObject({ ignored: 1, notes: [] });
  expect(apply({ until: "2026-06-14" })).toMatchObject({
    ignored: 0,
    notes: ["runsecrets.yaml:3: the ignore of secret-in-env held until 2026-06-14 and is over"],
  });
});

it("takes paths outside the root as they are", () => {
  const outside = found("secret-in-env", [0, 5], { file: "../other/compose.yaml" });
  const config = { ...defaultConfig, ignore: [{ rule: "secret-in-env", because: "x", origin: "a:1", path: "*.yaml" }] };
  expect(applyIgnores([outside], config, "2026-01-01").findings).toEqual([outside]);
});
