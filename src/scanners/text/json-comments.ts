/**
 * JSON as editors let people write it, without its comments: blanks represent them, so that all keeps its place.
 * Trailing commas stay: YAML, of which JSON is a part, has them too.
 */
export function withoutComments(text: string): string {
  if (!/\/[/*]/.test(text)) return text;
  const comment = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
  return text.replace(comment, (found) => (found.startsWith('"') ? found : found.replace(/[^\r\n]/g, " ")));
}
