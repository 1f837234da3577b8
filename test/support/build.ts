import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds the command once for all tests, where its sources are newer than it. */
export default function build(): void {
  const script = join(import.meta.dirname, "../../scripts/ensure.mjs");
  execFileSync(process.execPath, [script], { stdio: ["ignore", "ignore", "inherit"] });
}
