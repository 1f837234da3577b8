import type { FactKind, GapCode, Sighting, SubjectId, TextPlace } from "../facts/index.ts";
import { type Own, say } from "../facts/shown.ts";

/** All that a file could have said. */
const everything: Readonly<Record<Exclude<FactKind, "gap">, true>> = {
  binding: true,
  secret: true,
  grant: true,
  mount: true,
  file: true,
  copy: true,
  command: true,
  build: true,
  read: true,
  text: true,
  setting: true,
  process: true,
  exposure: true,
  join: true,
  reset: true,
};

/** What is known of a file that could not be read: that nothing in it was seen. */
export function unread<Why extends string>(file: string, code: GapCode, why: Why & Own<Why>): Sighting {
  const about = Object.keys(everything) as (keyof typeof everything)[];
  return {
    facts: [
      {
        kind: "gap",
        about,
        code,
        why: say<Why>(why),
        subject: subjectOf(file),
        place: startOf(file),
        seen: "declared",
        order: 0,
      },
    ],
    subjects: [],
    links: [],
  };
}

/** The place of a whole file. */
export function startOf(file: string): TextPlace {
  return { in: "text", file, span: [0, 0], statement: [0, 0] };
}

/** The subject that would have been in the file, so that anyone who is linked to it is known to be incomplete. */
function subjectOf(file: string): SubjectId {
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (/\.ya?ml$/i.test(name)) return `project:${file}`;
  if (/dockerfile|containerfile/i.test(name)) return `context:${file}`;
  if (/\.[cm]?[jt]sx?$/i.test(name)) return `module:${file}`;
  return /\.env\b|^env\b/i.test(name) ? `env-file:${file}` : `script:${file}`;
}
