const telling = ["git", "ci", "drone", "travis", "azure", "action", "jenkins", "woodpecker", "forgejo"];

/**
 * Whether a file says what jobs of continuous integration do. What such a job starts ends with it: a database after a
 * password that everybody
 * guesses harms nobody. Its name (`ci.yml`, `test.yml`) does not make it an example either.
 */
export function isJobFile(path: string): boolean {
  const lower = path.toLowerCase();
  // For most files the longer pattern is not worth compiling.
  if (!telling.some((word) => lower.includes(word))) return false;
  return /(?:^|\/)(?:\.(?:(?:github|gitea|forgejo)\/workflows|circleci|woodpecker|drone|travis|azure-?(?:pipelines|devops))\b|\.gitlab(?:-ci)?\b|gitlab\/(?!(?:[^/]*[._-])?(?:docker-?)?compose)[^/]+\.ya?ml$|[^/]*gitlab-ci\b|action\.ya?ml$|azure-pipelines?[^/]*\.ya?ml$|[^/]*jenkinsfile[^/]*$)/.test(
    lower,
  );
}
