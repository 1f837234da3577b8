/** Whether a line that is no instruction belongs to a template language, or to a merge that was not finished. */
export function looksForeign(line: string): boolean {
  return /^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/.test(line) || /\{\{|\{%|\{#|<%|^[%@]{1,2}\w/.test(line);
}

/**
 * Whether a template's mark begins a line, or is closed on another one: what is between them may cover lines of its
 * own.
 */
export function hasTemplateLines(text: string): boolean {
  return /^[ \t]*(?:\{[{%#]|<%)/m.test(text) || /\{\{[^{}\n]*$/m.test(text);
}
