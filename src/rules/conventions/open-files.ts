/** Whether a file's name says that all may read it: public halves, certificates, templates, and what is encrypted. */
export function isOpenFile(path: string): boolean {
  return (
    /\.(?:crt|cer|csr|pub|example|sample|template|tmpl|tpl|dist|enc|age|sops|gpg|vault)$/i.test(path) ||
    /(?:^|[/._-])(?:example|sample|template|public|pub|ca|cert|fullchain)(?:[/._-]|$)/i.test(path)
  );
}
