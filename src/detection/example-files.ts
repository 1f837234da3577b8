import { isJobFile } from "./job-files.ts";
import { list } from "./names/table.ts";

const folders = list(`
  doc docs documentation fixture fixtures testdata test-data test_data __tests__ __fixtures__ __mocks__ test tests spec specs e2e mock mocks
  testing stubs
`);
const endings = list("md mdx rst adoc");
/** In any place but before a dash. */
const marks = list(
  "example examples sample samples template templates tmpl tpl dist skel j2 erb test tests testing e2e ci",
);
const marksAnywhere = list("example sample template");

/**
 * Whether a file is a template, documentation or a test's: `.env.example`, `docs/…`, `compose.test.yaml`. A folder
 * `examples/` is none of these:
 * people deploy what is there.
 */
export function isExampleFile(path: string): boolean {
  const names = path.toLowerCase().split("/");
  const name = names.pop() ?? "";
  if (names.some((folder) => folders.has(folder))) return true;
  if (name.includes(".") && endings.has(name.slice(name.lastIndexOf(".") + 1))) return true;
  if (isJobFile(path)) return false;
  if (/\.[cm]?[jt]sx?$/.test(name) && isTestProgram(name, names)) return true;
  // `test-api.sh` tries an interface; `test-db.yml` starts the database that the tests need.
  if (/^(?:tests?|e2e|smoke)[-_].*\.(?:ba)?sh$/.test(name)) return true;
  let at = 0;
  return name.split(/[._-]/).some((word) => {
    at += word.length + 1;
    return marksAnywhere.has(word) || (marks.has(word) && name[at - 1] !== "-");
  });
}

const testFolders = list(
  "cypress playwright storybook .storybook __snapshots__ test-utils testutils integration-tests",
);
const testWords = list(
  "test tests spec specs e2e cy mock mocks stories fixture fixtures vitest jest playwright cypress",
);

/**
 * Programs say that they are tests in more ways than other files do: `test-login.js`, `vitest.setup.ts`, `cypress/…`.
 */
function isTestProgram(name: string, folders: readonly string[]): boolean {
  return folders.some((folder) => testFolders.has(folder)) || name.split(/[._-]/).some((word) => testWords.has(word));
}
