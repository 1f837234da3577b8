import { expect, it } from "vitest";
import { scanJenkinsfile } from "../../src/scanners/jenkins/index.ts";
import { said } from "../support/said.ts";

const read = (text: string) => said(scanJenkinsfile({ file: "Jenkinsfile", text }));

it("reads what is assigned, what withEnv binds, steps, and options of containers", () => {
  const text = `#!groovy
// A = 'no'
/* B = 'no' */
def C = "c\${env.X}$Y.z"
pipeline {
  environment {
    D = 'it\\'s'
    E = credentials('e')
    F = """f
g"""
  }
  parameters {
    string(name: 'G', defaultValue: 'canary', description: 'x = "y"')
  }
}
node {
  withEnv(['H=h', "I=\${J}"]) {
    sh 'docker run -e K=k x'
    sh "echo \${L} \\$M"
    sh(returnStdout: true, script: '''echo n
      echo o''').trim()
    sh script: 'echo p', returnStatus: true
    powershell 'docker run -e Q=q x'
  }
  docker.image('mysql').withRun('-e R=r') { c -> }
  docker.build("app", "--build-arg S=\${T} .")
  env.U = 'u'
}
`;
  expect(read(text)).toEqual([
    "Jenkinsfile: job-env C=‹c›${X}?",
    "Jenkinsfile: job-env D=‹it's›",
    "Jenkinsfile: job-env F=‹f\ng›",
    "Jenkinsfile: job-env G=${G:-‹canary›}",
    "Jenkinsfile: job-env H=‹h›",
    "Jenkinsfile: job-env I=${J}",
    "Jenkinsfile: step ‹docker› ‹run› ‹-e› ‹K=k› ‹x›",
    "(x): container-env K=‹k›",
    "Jenkinsfile: step ‹echo› ${L} ${M}",
    "Jenkinsfile: step ‹echo› ‹n›",
    "Jenkinsfile: step ‹echo› ‹o›",
    "Jenkinsfile: step ‹echo› ‹p›",
    "Jenkinsfile: container-env R=‹r›",
    "Jenkinsfile: build-arg S=${T}",
    "Jenkinsfile: job-env U=‹u›",
  ]);
});

it("ends a text that is not closed with its line", () => {
  expect(read("A = 'open\nB = 'b'\n")).toEqual(["Jenkinsfile: job-env A=‹open›", "Jenkinsfile: job-env B=‹b›"]);
});
