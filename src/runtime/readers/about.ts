import type { CapturePlace, SubjectId, Value } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";

/** What every fact from one answer has in common. */
export interface About {
  subject: SubjectId;
  /** What was asked, as people name it: `container shop_db.1`. */
  file: string;
}

/** A fact's subject, place and order; `pointer` is a JSON pointer into the answer. */
export function seenAt(about: About, pointer: string, order = 0) {
  const place: CapturePlace = { in: "capture", file: about.file, pointer };
  return { subject: about.subject, place, seen: "observed", order } as const;
}

/** A text of an answer as a value: one literal, or none where it is empty. */
export function literal(text: string, start = 0): Value {
  return text === "" ? [] : [{ is: "literal", text: new Sealed(text), span: [start, start + text.length] }];
}

/** A step of a JSON pointer (RFC 6901). */
export function step(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
