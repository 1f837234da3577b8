import type { Reporter } from "../findings/report.ts";
import { conciseReporter } from "./concise.ts";
import { githubReporter } from "./github.ts";
import { gitlabReporter } from "./gitlab.ts";
import { jsonReporter } from "./json.ts";
import { junitReporter } from "./junit.ts";
import { markdownReporter } from "./markdown.ts";
import { sarifReporter } from "./sarif.ts";
import { textReporter } from "./text.ts";

/** What a report can be written as, by the name given to `--format`. */
export const reporters = {
  text: textReporter,
  concise: conciseReporter,
  json: jsonReporter,
  sarif: sarifReporter,
  github: githubReporter,
  gitlab: gitlabReporter,
  junit: junitReporter,
  markdown: markdownReporter,
} as const satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof reporters;
