/** Whether a line that is no instruction belongs to a template language, or to a merge that was not finished. */
export function looksForeign(line: string): boolean {
  return /^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/.test(line) || /\{\{|\{%|\{#|<%|^[%@]{1,2}\w/.test(line);
}
