import { startTracer } from "../../trace/tracer.ts";
import type { EngineCapture, Traced, TraceSighting } from "../capture.ts";
import { mountedSecrets } from "../readers/mounted-secrets.ts";
import { searchAnswers } from "../readers/search-answers.ts";
import { searchFiles } from "./deep.ts";
import { searchLogs } from "./logs.ts";
import type { TraceOptions } from "./options.ts";
import type { ProbeSession } from "./session.ts";

/** Looks for the values of mounted secrets in what was seen, in logs and, where that is asked, in files. */
export async function traceValues(
  capture: EngineCapture,
  options: TraceOptions,
  session: ProbeSession,
): Promise<Traced> {
  const secrets = mountedSecrets(capture);
  const tracer = startTracer(
    secrets.map(({ content }) => content),
    options.isCommon,
  );
  try {
    const skipped = new Map(tracer.skipped.map(({ secret, why }) => [secret, why]));
    const sightings: TraceSighting[] = [];
    if (skipped.size < secrets.length) {
      sightings.push(...searchAnswers(capture, tracer));
      if (options.logs > 0) sightings.push(...(await searchLogs(capture, tracer, options.logs, session)));
      if (options.deep > 0) sightings.push(...searchFiles(capture, tracer, options.deep, session));
    }
    return {
      secrets: secrets.map(({ name, homes }, index) => {
        const why = skipped.get(index);
        return { name, homes, ...(why && { skipped: why }) };
      }),
      sightings,
    };
  } finally {
    tracer.wipe();
  }
}
