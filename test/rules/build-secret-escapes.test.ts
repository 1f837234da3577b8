import { buildSecretEscapes } from "../../src/rules/build-secret-escapes.ts";
import { type Row, ruleTable } from "../support/rule-table.ts";

function run(...lines: string[]): Row["files"] {
  return { Dockerfile: ["FROM alpine:3.20", ...lines, ""].join("\n") };
}

function quiet(...lines: string[]): Row {
  return { files: run(...lines), says: "quiet" };
}

const file = "RUN --mount=type=secret,id=tok";
const variable = "RUN --mount=type=secret,id=tok,env=TOK";

ruleTable(buildSecretEscapes, {
  "copied into the layer": {
    files: run("RUN --mount=type=secret,id=npmrc «cp /run/secrets/npmrc /root/.npmrc» && npm ci"),
    says: "copied",
    severity: "high",
    key: "npmrc",
  },
  "copied with all others": { files: run(`${file} «cp -r /run/secrets /etc/app»`), says: "copied" },
  "copied from its own place": {
    files: run("WORKDIR /app", "RUN --mount=type=secret,id=env,target=.env «install -m 600 .env /etc/app.env»"),
    says: "copied",
  },
  "copied in a stage that is left after": {
    files: run(`${file} «cp /run/secrets/tok /etc/tok»`, "FROM scratch"),
    says: "copied",
    severity: "medium",
  },
  "appended to a file": {
    files: run(`${file} «echo "TOKEN=$(cat /run/secrets/tok)" >> /etc/environment»`),
    says: "written",
  },
  "a variable redirected": { files: run(`${variable} «printf '%s' "$TOK" > /app/token»`), says: "written" },
  "decoded into a file": { files: run(`${file} «base64 -d /run/secrets/tok > /root/.kube/config»`), says: "written" },
  "through a pipe": {
    files: run(`${file} cat /run/secrets/tok | «tr -d '\\n'» | tee /etc/tok > /dev/null`),
    says: "written",
  },
  "from its standard input": { files: run(`${file} «tee /etc/tok < /run/secrets/tok > /dev/null»`), says: "written" },
  "by a here-document": {
    files: run(`${variable} <<EOT`, "«cat > /root/.netrc <<EOF»", "machine x login ci password $TOK", "EOF", "EOT"),
    says: "written",
  },
  "edited into a file": { files: run(`${variable} «sed -i "s/@TOKEN@/$TOK/" /etc/app.conf»`), says: "written" },
  "by way of another variable": {
    files: run(`${file} export T=$(cat /run/secrets/tok) && «echo "password=$T" > /etc/app.ini»`),
    says: "written",
  },
  "kept by npm": {
    files: run(`${file} «npm config set //r.example.net/:_authToken "$(cat /run/secrets/tok)"» && npm ci`),
    says: "stored",
  },
  "kept by git": {
    files: run(`${variable} «git config --global http.extraheader "Authorization: Bearer $TOK"»`),
    says: "stored",
  },
  "kept in a clone": {
    files: run(`${variable} «git clone https://x:$TOK@git.example.net/a/b.git /srv/b»`),
    says: "stored",
  },
  "kept in a clone with options": {
    files: run(
      `${file} «git clone --depth 1 --branch "$REF" "https://$(cat /run/secrets/tok)@git.example.net/a/b.git" b»`,
      "FROM scratch",
    ),
    says: "stored",
    severity: "medium",
  },
  "kept by a login": {
    files: run(`${file} cat /run/secrets/tok | «docker login -u ci --password-stdin»`),
    says: "stored",
  },
  "kept in a keyring": { files: run(`${file} «gpg --batch --import /run/secrets/tok»`), says: "stored" },
  printed: { files: run("RUN --mount=type=secret,id=db «cat /run/secrets/db»"), says: "printed", severity: "high" },
  "printed as a part of a line": { files: run(`${variable} «echo "token is $TOK"»`), says: "printed" },
  "printed by its name": { files: run(`${variable} «printenv TOK»`), says: "printed" },
  "all variables printed": { files: run(`${variable} «env» && make`), says: "environment" },
  traced: {
    files: run(`${variable} set -eux; «curl -H "Authorization: Bearer $TOK" https://x.example.net»`),
    says: "traced",
  },
  "traced while it is set": { files: run(`${file} set -x && «T=$(cat /run/secrets/tok)» && make`), says: "traced" },
  "traced inside a condition": {
    files: run(`${file} set -eux; if [ -s /run/secrets/tok ]; then «T="$(cat /run/secrets/tok)"»; export T; fi; make`),
    says: "traced",
  },
  "open to all": {
    files: run("RUN «--mount=type=secret,id=tok,mode=0644» make"),
    says: "mode",
    severity: "medium",
  },
  "open to all, beside a user": {
    files: run("USER app", "RUN «--mount=type=secret,id=tok,mode=0444» make"),
    says: "mode",
    severity: "low",
  },

  "a file mount": quiet("RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci"),
  "an environment mount": quiet("RUN --mount=type=secret,id=gh,env=GH_TOKEN gh release download v1"),
  "type after id": quiet("RUN --mount=id=aws,type=secret,target=/root/.aws/credentials aws s3 cp s3://b/k ."),
  "removed in the same layer": quiet(
    "RUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc && npm ci && rm -f ~/.npmrc",
    `${file} set -e; trap 'rm -rf /root/.ssh' EXIT; cp /run/secrets/tok /root/.ssh/id_ed25519; git fetch`,
    `${variable} git clone https://x:$TOK@git.example.net/a/b.git && rm -rf b/.git`,
    `${variable} npm config set //r/:_authToken "$TOK" && npm ci && npm config delete //r/:_authToken`,
    `${variable} git clone --depth 1 https://x:$TOK@git.example.net/a/b.git src && make -C src && rm -rf src`,
    `${file} docker login --password-stdin < /run/secrets/tok && docker pull x && docker logout`,
  ),
  "onto another mount": quiet(
    `${file} --mount=type=tmpfs,target=/root/.ssh cp /run/secrets/tok /root/.ssh/id_ed25519`,
    `${file} cp /run/secrets/tok /dev/shm/tok && make`,
  ),
  "certificates and public keys": quiet(
    "RUN --mount=type=secret,id=corp-ca cp /run/secrets/corp-ca /usr/local/share/ca-certificates/corp.crt && update-ca-certificates",
    "RUN --mount=type=secret,id=ca_bundle cat /run/secrets/ca_bundle >> /opt/conda/cacert.pem",
    "RUN --mount=type=secret,id=adb_key_pub cat /run/secrets/adb_key_pub > /root/.android/adbkey.pub",
  ),
  "a link": quiet(`${file} ln -s /run/secrets/tok /root/.npmrc && npm ci && rm /root/.npmrc`),
  "used, and not shown": quiet(
    `${file} TOK="$(cat /run/secrets/tok)" make`,
    `${file} curl -H "Authorization: Bearer $(cat /run/secrets/tok)" https://x.example.net -o /x.tgz`,
    `${file} cat /run/secrets/tok | ssh-add - && git fetch`,
    `${file} test -s /run/secrets/tok && wc -c /run/secrets/tok && sha256sum /run/secrets/tok`,
    `${file} cat /run/secrets/tok > /dev/null`,
    `${file} grep -q x /run/secrets/tok && . /run/secrets/tok && make`,
    `${variable} git -c http.extraheader="Authorization: Bearer $TOK" clone https://x.example.net/a`,
  ),
  "a trace that is off again": quiet(
    `${variable} set -x; make; set +x; curl -H "X: $TOK" https://x.example.net`,
    `${file} set -eux; { set +x; T="$(cat /run/secrets/tok)"; export T; set -x; } && make`,
  ),
  "variables of another kind": quiet(`${file} env && printenv PATH`),
  "the mount of another RUN": quiet(`${file} make`, "RUN cp /run/secrets/tok /etc/tok"),
  "a mode for its owner": quiet("RUN --mount=type=secret,id=tok,uid=1000,mode=0400 make"),
});
