/** 1-based lines and columns; columns count UTF-16 units; the end is exclusive (SARIF's default). */
export interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
