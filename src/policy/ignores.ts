import ignore from "ignore";
import type { Config, Ignore } from "../config/config.ts";
import type { Finding } from "../findings/finding.ts";

/** Takes out what the config ignores. `today` is `2026-12-31`; `notes` say which entries are over. */
export function applyIgnores(
  findings: readonly Finding[],
  { ignore: entries }: Config,
  today: string,
): { findings: Finding[]; ignored: number; notes: string[] } {
  const over = entries.filter(({ until }) => until !== undefined && until < today);
  const tests = entries.filter((entry) => !over.includes(entry)).map(matcher);
  const left = findings.filter((finding) => !tests.some((matches) => matches(finding)));
  return {
    findings: left,
    ignored: findings.length - left.length,
    notes: over.map(({ origin, rule, until }) => `${origin}: the ignore of ${rule} held until ${until} and is over`),
  };
}

function matcher({ rule, path, subject, key }: Ignore): (finding: Finding) => boolean {
  const paths = path === undefined ? undefined : ignore().add(path);
  return (finding) =>
    finding.rule === rule &&
    (key === undefined || finding.key === key) &&
    (subject === undefined || finding.subject === subject || nameIn(finding.subject) === subject) &&
    (paths === undefined || (ignore.isPathValid(finding.at.file) && paths.ignores(finding.at.file)));
}

/** `db` of `service:compose.yaml#db`, `deploy.sh` of `script:deploy.sh`. */
function nameIn(subject: string): string {
  return subject.slice(Math.max(subject.indexOf(":"), subject.lastIndexOf("#")) + 1);
}
