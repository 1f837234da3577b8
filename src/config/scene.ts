/** The way from the top of a configuration to one of its nodes. */
export type Path = readonly (string | number)[];

/** What a configuration is checked against, and how a node of it is named in an error: `runsecrets.yaml:3`. */
export interface ConfigScene {
  rules: readonly string[];
  at(path: Path, end: "key" | "value"): string;
}
