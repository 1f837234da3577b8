import { printable, withoutCommands } from "../findings/printable.ts";
import type { LocatedFinding, LocatedReason, RunReport } from "../findings/report.ts";
import { plainAdvice } from "./advice.ts";
import { bySeverity } from "./order.ts";
import { fullText, shortSentences } from "./sentence.ts";

/**
 * JUnit's XML, for the test pages of CI servers: a failed case for each finding, a skipped one for what was not
 * checked, a passed one where there is neither.
 */
export function* junitReporter({ findings, gaps, remarks = [], elapsedMs, engine }: RunReport): Generator<string> {
  const suite = engine ? "runsecrets audit" : "runsecrets lint";
  const cases = Math.max(1, findings.length + gaps.length);
  const counts = `tests="${cases}" failures="${findings.length}" errors="0" skipped="${gaps.length}" time="${(elapsedMs / 1000).toFixed(3)}"`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="runsecrets" ${counts}>\n<testsuite name="${suite}" ${counts}>\n`;
  for (const finding of findings.toSorted(bySeverity)) yield failed(finding);
  for (const gap of gaps) yield skipped(gap);
  // Servers take a report without any case for a run that broke.
  if (findings.length + gaps.length === 0) yield `<testcase classname="${suite}" name="no secrets out of place"/>\n`;
  if (remarks.length > 0) yield `<system-out>${remarks.map(remark).join("\n")}</system-out>\n`;
  yield "</testsuite>\n</testsuites>\n";
}

function failed(finding: LocatedFinding): string {
  const { file, region, pointer, rule, severity, key, relatedRegions } = finding;
  const place = pointer === undefined ? `${file}:${region.startLine}:${region.startColumn}` : `${file} ${pointer}`;
  const body = [
    printable(place),
    fullText(plainAdvice(finding)),
    ...relatedRegions.map((one) => `also: ${printable(`${one.file}:${one.region.startLine} ${one.note}`)}`),
  ];
  const at = pointer === undefined ? ` file="${xml(printable(file))}" line="${region.startLine}"` : "";
  const name = printable(`${rule} ${key} ${pointer ?? `${region.startLine}:${region.startColumn}`}`);
  return (
    `<testcase classname="${xml(printable(file))}" name="${xml(name)}"${at}>` +
    `<failure type="${xml(printable(rule))}" message="${xml(`${severity}: ${shortSentences(plainAdvice(finding))}`)}">${lines(body)}</failure></testcase>\n`
  );
}

function skipped({ file, line, why }: LocatedReason): string {
  const place = printable(line === undefined ? file : `${file}:${line}`);
  return `<testcase classname="${xml(printable(file))}" name="${xml(`not checked ${place}`)}"><skipped message="${xml(`Not checked: ${place} ${printable(why)}`)}"/></testcase>\n`;
}

function remark({ file, line, why }: LocatedReason): string {
  return xml(`Note: ${printable(line === undefined ? file : `${file}:${line}`)} ${printable(why)}`);
}

/** Servers show the lines as they are; in a log they must not be commands. */
function lines(body: readonly string[]): string {
  return withoutCommands(xml(body.join("\n")), "&#58;");
}

/** Of text that is printable already, what XML would read otherwise or refuse. */
function xml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\ufffe\uffff]/g, "\ufffd");
}
