import type { GapCode } from "../../facts/index.ts";
import { type Shown, say, show, showName } from "../../facts/shown.ts";
import type { Scanner } from "../scanner.ts";
import { withoutComments } from "../text/json-comments.ts";
import { readYaml } from "../text/yaml.ts";
import { base, begin, type SystemScan } from "../workflow/scan.ts";
import { factsOf } from "./facts.ts";
import { fromHcl } from "./from-hcl.ts";
import { fromJson } from "./from-json.ts";
import { readHcl } from "./hcl.ts";

const mostText = 2 * 1024 * 1024;

/**
 * Reads a file of `docker buildx bake`, in HCL or in JSON: what targets are given as arguments, and what variables are
 * in for.
 */
export const scanBake: Scanner = ({ file, text }) => {
  const tooLarge = text.length > mostText;
  const isJson = /^\uFEFF?\s*\{/.test(text);
  const yaml = readYaml(isJson && !tooLarge ? withoutComments(text) : "");
  const scan: SystemScan = begin(file, "bake", yaml, "target");
  const gap = (code: GapCode, why: Shown) =>
    scan.facts.push({ kind: "gap", ...base(scan, scan.whole, [0, 0]), about: ["binding"], code, why });
  if (tooLarge) gap("too-large", say("too large to be read"));
  else if (isJson) factsOf(scan, fromJson(yaml));
  else factsOf(scan, fromHcl(readHcl(text)));
  if (yaml.problem) gap("malformed", show`not valid JSON (${showName(yaml.problem.code)})`);
  return { facts: scan.facts, subjects: [...scan.subjects.values()], links: [] };
};
