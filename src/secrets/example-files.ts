const folders =
  /(?:^|\/)(?:docs?|documentation|fixtures?|testdata|test-data|test_data|__tests__|__fixtures__|__mocks__|tests?|specs?|e2e|mocks?|testing|stubs)\//i;
const word = "(?:example|examples|sample|samples|template|templates|tmpl|tpl|dist|skel|j2|erb|tests?|testing|e2e|ci)";
const segment = new RegExp(`(?:^|[._-])${word}(?:$|[._])|(?:^|[._-])(?:example|sample|template)(?:$|[._-])`, "i");
const prose = /\.(?:md|mdx|rst|adoc)$/i;

/**
 * Whether a file is a template, documentation or a test's: `.env.example`, `docs/…`, `compose.test.yaml`. A folder `examples/` is none of these:
 * people deploy what lies there.
 */
export function isExampleFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return folders.test(path) || segment.test(name) || prose.test(name);
}
