import type { Place } from "../facts/index.ts";
import type { Shown } from "../facts/shown.ts";

/** One line that a report shows about something unseen that is no reason to fail: often it is meant to be missing. */
export interface Remark {
  place: Place;
  why: Shown;
}
