import { lint } from "../lint.ts";
import { rules } from "../rules/index.ts";
import { memoryWorkspace } from "../workspace/memory.ts";

/** Rules whose first examples are a file of each kind. More would be kept, and what is kept takes time to load. */
const ofEachKind = new Set(["secret-in-build-arg", "secret-default", "secret-in-env-file"]);

/** Lints one file of each kind, so that what is kept of this run serves the next one, whatever kinds of files that is about. */
export async function warm(): Promise<void> {
  const examples = rules.filter(({ id }) => ofEachKind.has(id)).map((rule) => rule.examples[0]?.bad.files);
  await lint(memoryWorkspace(Object.assign({}, ...examples)));
}
