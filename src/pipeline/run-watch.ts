import { isUserError } from "../errors.ts";
import type { GapCode } from "../facts/index.ts";
import { fingerprint } from "../findings/fingerprint.ts";
import type { LocatedFinding } from "../findings/report.ts";
import type { Host } from "../runtime/probe/host.ts";
import type { EngineEvent } from "../runtime/watch/event.ts";
import { followEvents } from "../runtime/watch/follow-events.ts";
import { type AuditOptions, runAudit } from "./run-audit.ts";

/** Who is told what changes. */
export interface Hearer {
  found(finding: LocatedFinding): void;
  resolved(finding: LocatedFinding): void;
  /** What is no finding, in one line. */
  note(line: string): void;
}

/** Events that come together are one. */
const together = 100;
/** More containers at once are all of them. */
const mostAtOnce = 50;
/** After what happened to one container the whole is audited, when it has been quiet for so long. */
const quiet = 2_000;
/** After these, what is still there is unknown. */
const unasked: ReadonlySet<GapCode> = new Set(["stopped", "no-answer", "bad-answer", "remote"]);

/** As many gaps are remembered as told. */
const mostGaps = 10_000;
const firstPause = 500;
const longestPause = 10_000;

/** Audits an engine, and then what changes, until `signal` ends it. An engine that goes away is waited for. */
export async function runWatch(
  options: AuditOptions & { signal: AbortSignal },
  host: Host,
  hearer: Hearer,
): Promise<void> {
  const { signal } = options;
  const watch = startWatch(options, host, hearer);
  let pause = firstPause;
  let answered = false;
  while (!signal.aborted) {
    const ended = new AbortController();
    try {
      let working: Promise<void> | undefined;
      const open = () => {
        if (answered && pause > firstPause) hearer.note("the engine answers again");
        [answered, pause] = [true, firstPause];
        // What happened before this moment is part of the first audit, and what happens from here on is heard.
        working = watch.work(AbortSignal.any([signal, ended.signal]));
      };
      await followEvents(options, host, signal, { open, event: watch.hear });
      ended.abort();
      await working;
    } catch (error) {
      ended.abort();
      // Who never answered is an error of anyone who started this.
      if (!answered || !isUserError(error)) throw error;
    }
    if (signal.aborted) return;
    if (pause === firstPause) hearer.note("the engine went away; waiting for it");
    await sleep(pause, signal);
    pause = Math.min(longestPause, pause * 2);
  }
}

function startWatch(options: AuditOptions & { signal: AbortSignal }, host: Host, hearer: Hearer) {
  const known = new Map<string, LocatedFinding>();
  const due = { containers: new Set<string>(), whole: true };
  let wake = () => {};
  const toldGaps = new Set<string>();

  const add = (findings: readonly LocatedFinding[]) => {
    for (const finding of findings) {
      const id = fingerprint(finding);
      if (!known.has(id)) hearer.found(finding);
      known.set(id, finding);
    }
  };
  const auditAll = async (ended: AbortSignal) => {
    const { report } = await runAudit({ ...options, signal: ended }, host);
    if (ended.aborted) return;
    add(report.findings);
    for (const { file, code, why } of report.gaps) {
      const line = `not checked: ${file} ${why}`;
      // What ends while it is looked at is heard of anyway.
      if (!toldGaps.has(line) && code !== "ended") hearer.note(line);
      if (toldGaps.size < mostGaps) toldGaps.add(line);
    }
    // What was not seen is not gone.
    if (report.gaps.some(({ code }) => unasked.has(code))) return;
    const unsure = new Set(report.gaps.map(({ file }) => file));
    const now = new Set(report.findings.map(fingerprint));
    for (const [id, finding] of known) {
      if (now.has(id) || unsure.has(finding.file)) continue;
      known.delete(id);
      hearer.resolved(finding);
    }
  };
  const auditSome = async (containers: readonly string[], ended: AbortSignal) => {
    try {
      const { report } = await runAudit({ ...options, containers, signal: ended }, host);
      if (!ended.aborted) add(report.findings);
    } catch (error) {
      // It ended before it could be looked at.
      if (!isUserError(error)) throw error;
    }
  };
  return {
    hear({ calls, id }: EngineEvent): void {
      const isWanted = (options.containers ?? []).length === 0;
      if (calls === "look" && isWanted) due.containers.add(id);
      else due.whole = true;
      wake();
    },
    /** Audits what is due until `ended`; an engine that stops answering ends it as well. */
    async work(ended: AbortSignal): Promise<void> {
      due.whole = true;
      let settleAt = Number.POSITIVE_INFINITY;
      let finish = () => {};
      // One for all its waits: a listener for each would stay.
      ended.addEventListener("abort", () => finish());
      try {
        while (!ended.aborted) {
          const some = [...due.containers];
          due.containers.clear();
          if (due.whole || some.length > mostAtOnce || Date.now() >= settleAt) {
            due.whole = false;
            settleAt = Number.POSITIVE_INFINITY;
            await auditAll(ended);
          } else if (some.length > 0) {
            await auditSome(some, ended);
            settleAt = Date.now() + quiet;
          }
          if (due.whole || due.containers.size > 0) continue;
          await new Promise<void>((resolve) => {
            const timer = Number.isFinite(settleAt) ? setTimeout(resolve, settleAt - Date.now()) : undefined;
            wake = () => {
              clearTimeout(timer);
              setTimeout(resolve, together);
            };
            finish = resolve;
          });
          wake = () => {};
          finish = () => {};
        }
      } catch (error) {
        if (!isUserError(error)) throw error;
      }
    },
  };
}

function sleep(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
