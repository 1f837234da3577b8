import type { GapCode } from "../facts/index.ts";
import type { Rule } from "../rules/rule.ts";
import type { Finding } from "./finding.ts";
import type { ProposedFix } from "./proposed-fix.ts";
import type { Region } from "./region.ts";

export type { Region } from "./region.ts";

/** A finding with its place as people and SARIF name it. */
export interface LocatedFinding extends Omit<Finding, "at" | "related" | "remedy"> {
  file: string;
  region: Region;
  /** A JSON pointer (RFC 6901), where `file` is what a running system answered, and there are no lines. */
  pointer?: string;
  /** The line of the file where the region begins, with its values masked. */
  source?: string;
  relatedRegions: readonly { file: string; region: Region; pointer?: string; note: string }[];
  /** GitHub's `primaryLocationLineHash` of the line where the region starts; absent where there is no line. */
  lineHash?: string;
  /** What to do, as edits where that is safe. */
  fix?: ProposedFix;
  /** Sixteen bits of the value, where a baseline asks for them. */
  check?: string;
}

/** Something that was not looked at, and why. */
export interface LocatedReason {
  file: string;
  /** 1-based; absent where the whole file could not be read. */
  line?: number;
  column?: number;
  why: string;
}

/** Something that was not seen. */
export interface LocatedGap extends LocatedReason {
  code: GapCode;
}

/** Something that was not looked at, which is no reason to fail. */
export interface LocatedRemark extends LocatedReason {
  /** It is about the configuration, whatever files the run is about. */
  configured?: true;
}

/** Of an audit: which engine it was, and how deep one looked. */
export interface EngineOverview {
  endpoint: string;
  /** TLS was spoken without checking the engine's certificate. */
  unverified?: true;
  /** `Docker` or `podman`. */
  product: string;
  version: string;
  swarm: "none" | "worker" | "manager";
  /** Through the engine's socket only, with a probe inside each container, or with `/proc` of its host. */
  level: "socket" | "exec" | "proc";
  /** Secrets the engine knows. */
  secrets: number;
  /** Containers whose secrets were all seen and are as they should be. */
  sound: number;
  /** What to call the things that findings are listed under, where `file` is not enough. */
  titles: Readonly<Record<string, string>>;
}

/** Everything a reporter may say. */
export interface RunReport {
  findings: readonly LocatedFinding[];
  gaps: readonly LocatedGap[];
  /** What else was not looked at, one line each: no reason to fail, because it is often missing on purpose. */
  remarks?: readonly LocatedRemark[];
  /** How many files of each kind were read: `Dockerfile`, `compose file`, `env file`. */
  scanned: Readonly<Record<string, number>>;
  /** Findings that a suppression comment or the config silenced. */
  suppressed: number;
  /** Findings that the baseline knows. */
  baselined?: number;
  elapsedMs: number;
  /** Only of an audit. */
  engine?: EngineOverview;
  rules: readonly Rule[];
  version: string;
}

export interface ReporterOptions {
  color: boolean;
  /** Show why each finding was judged so. */
  verbose: boolean;
  /** For people: findings only, without a summary and without what was not checked. Reports for programs stay whole. */
  quiet?: boolean;
  /** Columns of the terminal; absent when piped. */
  width?: number;
  /** The address of the folder with the rules' pages, where the terminal shows links. */
  pages?: string;
  /** Is told what the report leaves out, for standard error. */
  notice?(line: string): void;
}

/** A long report comes in pieces, so that it need not be held whole. */
export type Reporter = (report: RunReport, options: ReporterOptions) => string | Generator<string>;
/** What a run found, and what it could not see. */
export interface LintResult {
  findings: LocatedFinding[];
  gaps: LocatedGap[];
  /** What else was not looked at, without being a reason to fail. */
  remarks: LocatedRemark[];
  /** How many files of each kind were read. */
  scanned: Record<string, number>;
  /** How many findings a comment or the config silenced. */
  suppressed: number;
  /** What to tell the user beside the report. */
  notes: string[];
}
