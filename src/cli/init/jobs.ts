import type { Project } from "./project.ts";
import { command, mentions, type Step, theirs } from "./step.ts";

/** The CI job, for each system that the project uses. */
export function jobSteps(project: Project): Step[] {
  const { exists, git } = project;
  const on = (host: string) => new RegExp(`[@/.]${host}[.:/]`).test(git?.remotes ?? "");
  const steps = [
    ...(exists(".github") || on("github") ? [githubStep(project)] : []),
    ...(exists(".gitlab-ci.yml") || on("gitlab") ? [gitlabStep(project)] : []),
    ...others(project),
  ];
  return steps.length > 0 ? steps : [{ do: "nothing", what: "no CI job: no system that would run it was seen" }];
}

function githubStep(project: Project): Step {
  const folder = ".github/workflows";
  const running = project.names(folder).find((name) => mentions(project.text(`${folder}/${name}`)));
  if (running !== undefined) return { do: "nothing", what: `${folder}/${running} runs runsecrets already` };
  const file = `${folder}/runsecrets.yml`;
  if (project.exists(file)) return { do: "add", file, text: githubText(project), why: "it is yours; add to it" };
  return { do: "write", file, text: githubText(project) };
}

function githubText(project: Project): string {
  const install = project.installed ? "      - run: npm ci --ignore-scripts\n" : "";
  return `name: runsecrets
on: [push, pull_request]
permissions:
  contents: read
  # security-events: write
jobs:
  runsecrets:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${install}      - run: ${command(project)} lint -f github -f "markdown=$GITHUB_STEP_SUMMARY" -f sarif=runsecrets.sarif
      # For code scanning, with the permission above:
      # - uses: github/codeql-action/upload-sarif@v3
      #   if: always()
      #   with:
      #     sarif_file: runsecrets.sarif
`;
}

function gitlabStep(project: Project): Step {
  const file = ".gitlab-ci.yml";
  const text = gitlabText(project);
  return project.exists(file) ? theirs(project, file, text) : { do: "write", file, text };
}

function gitlabText(project: Project): string {
  const install = project.installed ? "    - npm ci --ignore-scripts\n" : "";
  return `runsecrets:
  image: node:22
  script:
${install}    - ${command(project)} lint -f text -f gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`;
}

/** Systems whose files hold more than one job: one line is all that can be said for sure. */
function others(project: Project): Step[] {
  const files = ["Jenkinsfile", "azure-pipelines.yml", ".circleci/config.yml", "bitbucket-pipelines.yml"];
  return files.filter(project.exists).map((file) => theirs(project, file, `${command(project)} lint\n`));
}
