import type { SubjectId } from "../../facts/index.ts";
import { withHoles } from "../compose/shell.ts";
import { readScript as readTexts } from "../shell/script.ts";
import type { Template } from "../text/interpolation.ts";
import type { SystemScan } from "./scan.ts";
import { scriptOf } from "./templates.ts";

/** `bash`, `bash -l {0}`, `sh -e {0}`; nothing: the usual one. */
const readable = /^$|^(?:\/\S*\/)?(?:ba|da|z|k)?sh\b/;

/**
 * Reads the shell text of a step. Several nodes, as GitLab has them in a list, are one script. Texts of other languages
 * are left only.
 */
export function readScript(scan: SystemScan, subject: SubjectId, nodes: readonly unknown[], shell = ""): void {
  if (!readable.test(shell)) return;
  const written = nodes.filter((node) => !scan.told.has(node)).flatMap((node) => scan.yaml.scalar(node) ?? []);
  for (const node of nodes) scan.told.add(node);
  const script = joined(written.map((one) => scriptOf(scan.system, one)));
  if (script) readShellText(scan, subject, script);
}

/** The same where the text is at hand. What a step starts beside itself ends with the job, but for a playbook's. */
export function readShellText(scan: SystemScan, subject: SubjectId, script: Template): void {
  const { whole, file, environment } = scan;
  const variables = new Map([...(environment.get(whole) ?? []), ...(environment.get(subject) ?? [])]);
  const text = { text: script.text, at: script.at, order: script.at(0) };
  const { facts, subjects } = readTexts(text, { subject, file, variables });
  const ends = scan.system !== "Ansible";
  for (const one of subjects) scan.subjects.set(one.id, ends ? { ...one, ephemeral: true } : one);
  const under = `step ${text.order}`;
  scan.facts.push(...withHoles(facts, script).map((fact) => (fact.subject === subject ? { ...fact, under } : fact)));
}

/** Texts one below the other. */
function joined(texts: readonly Template[]): Template | undefined {
  const [only, ...others] = texts;
  if (!only || others.length === 0) return only;
  const starts: number[] = [];
  const holes: Template["holes"][number][] = [];
  let text = "";
  for (const one of texts) {
    starts.push(text.length);
    for (const { index, part } of one.holes) holes.push({ index: text.length + index, part });
    text += `${one.text}\n`;
  }
  const at = (index: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const one = texts[low];
    return one ? one.at(Math.min(index - (starts[low] ?? 0), one.text.length)) : 0;
  };
  return { text, at, holes, indented: true };
}
