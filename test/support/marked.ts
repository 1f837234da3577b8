/** Takes `«` and `»` out of texts and says where they stood: the spans a finding must have. */
export function marked(files: Readonly<Record<string, string>>): {
  files: Record<string, string>;
  spans: { file: string; span: readonly [number, number] }[];
} {
  const clean: Record<string, string> = {};
  const spans: { file: string; span: readonly [number, number] }[] = [];
  for (const [file, text] of Object.entries(files)) {
    let out = "";
    const open: number[] = [];
    for (const char of text) {
      if (char === "«") open.push(out.length);
      else if (char === "»") spans.push({ file, span: [open.pop() ?? 0, out.length] });
      else out += char;
    }
    clean[file] = out;
  }
  return { files: clean, spans };
}
