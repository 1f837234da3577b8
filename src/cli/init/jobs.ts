import { type JobCommands, jobCommands } from "./command.ts";
import type { Project } from "./project.ts";
import { mentions, type Step, theirs } from "./step.ts";

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
  const commands = jobCommands(project);
  if (!commands) return unknownSource(file);
  const text = githubText(commands);
  return project.exists(file) ? theirs(project, file, text) : { do: "write", file, text };
}

function githubText({ install, run }: JobCommands): string {
  return `name: runsecrets
on: [push, pull_request]
permissions:
  contents: read
jobs:
  runsecrets:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: ${install}
      - run: ${run} lint -f github -f "markdown=$GITHUB_STEP_SUMMARY" -f sarif=runsecrets.sarif
      # For code scanning, add \`security-events: write\` above. A private repository needs GitHub Advanced Security,
      # and a pull request from a fork may not upload.
      # - uses: github/codeql-action/upload-sarif@v3
      #   if: \${{ !cancelled() }}
      #   with:
      #     sarif_file: runsecrets.sarif
`;
}

function gitlabStep(project: Project): Step {
  const file = ".gitlab-ci.yml";
  const commands = jobCommands(project);
  if (!commands) return mentioned(project, file) ?? unknownSource(file);
  const text = gitlabText(commands);
  return project.exists(file) ? theirs(project, file, text) : { do: "write", file, text };
}

function gitlabText({ install, run }: JobCommands): string {
  return `runsecrets:
  image: node:22
  script:
    - ${install}
    - ${run} lint -f text -f gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`;
}

/** Systems whose files hold more than one job: only the commands are known. */
function others(project: Project): Step[] {
  const files = ["Jenkinsfile", "azure-pipelines.yml", ".circleci/config.yml", "bitbucket-pipelines.yml"];
  const commands = jobCommands(project);
  return files
    .filter(project.exists)
    .map((file) =>
      commands
        ? theirs(project, file, `${commands.install}\n${commands.run} lint\n`)
        : (mentioned(project, file) ?? unknownSource(file)),
    );
}

function mentioned(project: Project, file: string): Step | undefined {
  const step = theirs(project, file, "");
  return step.do === "nothing" ? step : undefined;
}

function unknownSource(file: string): Step {
  return { do: "ask", file, why: "where would the job get runsecrets from? `init --source ADDRESS` writes it" };
}
