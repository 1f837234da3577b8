import { expect, it } from "vitest";
import { inputRoles } from "../../src/pipeline/input-roles.ts";

it("reports context where a target takes part, and what only others need to know never", () => {
  const roles = inputRoles(["compose.yaml"]);
  roles.addInput("base.yaml", "context");
  roles.addInput("app.env", "unreported");
  roles.addInput("app.env", "context");
  roles.addInput("compose.yaml", "unreported");
  const reported = (file: string, ...related: string[]) => roles.isReported(file, related);
  expect(reported("compose.yaml")).toBe(true);
  expect(reported("base.yaml")).toBe(false);
  expect(reported("base.yaml", "other.yaml", "app.env")).toBe(false);
  expect(reported("base.yaml", "compose.yaml")).toBe(true);
  expect(reported("app.env", "compose.yaml")).toBe(false);
  // What nobody read has no role, and its gap is reported.
  expect(reported("missing.env")).toBe(true);
});
