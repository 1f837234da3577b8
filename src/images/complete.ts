import type { Behaviour, Exception, Family, Kind } from "./family.ts";

/** A family as it is written: checked by `familyProblems`, everything unsaid left out. */
export type WrittenFamily = Readonly<Record<string, unknown>>;

const usual: Partial<Record<Kind, string>> = {
  "suffix-file": "{VAR}_FILE={path}",
  "suffix-double-file": "{VAR}__FILE={path}",
  "prefix-file": "FILE__{VAR}={path}",
  "value-path": "{VAR}={path}",
};

/** Fills in what a family leaves unsaid. */
export function complete(written: WrittenFamily): Family {
  const given = renamed(written) as Partial<Family> & Pick<Family, "image" | "kind"> & { except?: WrittenFamily[] };
  const replacement = given.replacement ?? usual[given.kind];
  const unsaid = given.kind === "none" ? "n/a" : "unknown";
  const { except = [], ...rest } = given;
  const nothing: Behaviour = { bothSet: unsaid, missingFile: unsaid, exportedToEnv: unsaid, newline: unsaid };
  return {
    patterns: [given.image],
    scope: "list",
    secretVariables: [],
    otherVariables: [],
    pathVariables: [],
    paths: {},
    breaksIfSet: [],
    noFileEquivalent: [],
    notes: [],
    sources: [],
    ...nothing,
    ...rest,
    exceptions: except.map((one) => renamed(one) as unknown as Exception),
    ...(replacement !== undefined && { replacement }),
  };
}

function renamed(written: WrittenFamily): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(written).map(([key, value]) => [
      key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
