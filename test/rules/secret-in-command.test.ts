import { secretInCommand } from "../../src/rules/secret-in-command.ts";
import { container } from "../support/engine-yaml.ts";
import { type Row, ruleTable } from "../support/rule-table.ts";
import { workflow } from "../support/workflow.ts";

const pat = `ghp_${"a1B2".repeat(9)}`;
const npmToken = `npm_${"a1B2".repeat(9)}`;

function run(...lines: string[]): Row["files"] {
  return { Dockerfile: ["FROM alpine:3.20", ...lines, ""].join("\n") };
}

function service(...lines: string[]): Row["files"] {
  return {
    "compose.yaml": ["services:", "  app:", "    image: app:1", ...lines.map((line) => `    ${line}`), ""].join("\n"),
  };
}

function quiet(...lines: string[]): Row {
  return { files: run(...lines), says: "quiet" };
}

ruleTable(secretInCommand, {
  "expanded into the arguments of a process": {
    files: container("command: [/start.sh]", "live: {commands: [[redis-server, --requirepass, hunter2canary9]]}"),
    says: "argument",
  },
  "expanded by a script that its settings hold is told there": {
    files: container(
      `command: ["sh", "-c", "redis-server --requirepass $(cat /run/secrets/x)"]`,
      "live: {commands: [[redis-server, --requirepass, hunter2canary9]]}",
    ),
    says: "expanded",
  },
  "arguments that its settings hold are told once": {
    files: container(
      `command: ["sh", "-c", "redis-server --requirepass hunter2canary9 & wait"]`,
      "live: {commands: [[/usr/bin/redis-server, --requirepass, hunter2canary9]]}",
    ),
    says: "argument",
  },
  "a program passes a secret to another one": {
    files: { "a.ts": 'spawn("mysql", ["-u", "a", "-p" + «process.env.DB_PASSWORD»]);\n' },
    says: "handed",
    severity: "medium",
    key: "DB_PASSWORD",
  },
  "a program passes what is no secret": {
    files: { "a.ts": 'spawn("node", [process.env.ENTRY]);\nspawn("x", [], { env: process.env });\n' },
    says: "quiet",
  },
  "a program starts a client with a password": {
    files: {
      "a.js": 'require("child_process").execSync("curl -u deploy:«quartz91x» https://n.example.net/docker");\n',
    },
    says: "argument",
  },
  "user and password of curl": {
    files: run("RUN curl -u deploy:«quartz91x» https://nexus.example.net/a.tgz -o a.tgz"),
    says: "argument",
    severity: "high",
    key: "curl -u",
  },
  "flags glued together": {
    files: run("RUN curl -fsSLu 'ci:«orchid-42-lane»' https://x.example.net"),
    says: "argument",
  },
  "a header of curl": {
    files: run('RUN curl -H "Authorization: Bearer «kX9vQ2mZ7tR4wL8pB3nD»" https://x.example.net/'),
    says: "argument",
    key: "curl -H",
  },
  "wget's options": {
    files: run("RUN wget --user=ci --password=«maple77river» https://x.example.net"),
    says: "argument",
    key: "wget --password",
  },
  "mysql's glued option, after wrappers": {
    files: run("RUN sudo -E mysql -uroot -p«S3dgeWarbler» -e 'create database app'"),
    says: "argument",
    key: "mysql -p",
  },
  "after many kinds of wrappers": {
    files: run(
      "RUN gosu app redis-cli -a «brassbell9»",
      "RUN timeout -k 5 10 redis-cli -a «brassbell9»",
      "RUN env -u A B=c redis-cli -a «brassbell9»",
      "RUN docker exec -e X=y -it db redis-cli -a «brassbell9»",
      "RUN docker run -p 80:80 --rm -v /a:/b img:1 redis-cli -a «brassbell9»",
      "RUN kubectl exec -n x pod -- redis-cli -a «brassbell9»",
      "RUN docker compose exec -T db /usr/bin/redis-cli -a «brassbell9»",
    ),
    says: Array(7).fill("argument"),
    key: "redis-cli -a",
  },
  "a glued option in quotes": { files: run("RUN mysql -p'«S3dge Warbler»' app"), says: "argument" },
  "a stage that is left after": {
    files: run("RUN sshpass -p «S3dgeWarbler» ssh x", "FROM scratch"),
    says: "argument",
    severity: "medium",
  },
  "accounts by chpasswd": { files: run("RUN echo 'root:«toor1234»' | chpasswd"), says: "argument", key: "chpasswd" },
  "accounts by a here-document": {
    files: run("RUN chpasswd <<EOF", "root:«orchid-42-lane»", "app:«maple77river»", "EOF"),
    says: ["argument", "argument"],
  },
  "one password twice for passwd": {
    files: run('RUN echo "«toor1234»\\ntoor1234" | passwd root'),
    says: "argument",
  },
  "a password file": { files: run("RUN htpasswd -bc /etc/nginx/users admin «maple77river»"), says: "argument" },
  "a pass phrase of openssl": {
    files: run("RUN openssl pkcs12 -export -passout pass:«maple77river» -in a.pem -out a.p12"),
    says: "argument",
  },
  "a token by its position": {
    files: run(`RUN npm config set //npm.example.net/:_authToken «${npmToken}»`),
    says: "argument",
    key: "npm",
  },
  "the keys of a store": {
    files: service(
      "entrypoint: >",
      '  /bin/sh -c "mc alias set store http://store:9000 admin «quartz-lantern-808»; mc mb store/x"',
    ),
    says: "argument",
    key: "mc",
  },
  "an option of any program": {
    files: service('command: ["serve", "--db-password=«brassbell9»"]'),
    says: "argument",
    key: "--db-password",
  },
  "an option and its value as two words": {
    files: run("RUN ./install.sh --admin-token «brassbell9xq» --port 80"),
    says: "argument",
  },
  "a property of Java": {
    files: service("command: java -Dspring.datasource.password=«brassbell9» -jar a.jar"),
    says: "argument",
  },
  "an assignment for helm": { files: run("RUN helm template --set auth.password=«brassbell9» ."), says: "argument" },
  "a server's password": {
    files: service('command: ["redis-server","--requirepass","«brassbell9»"]'),
    says: "argument",
    severity: "high",
  },
  "an option and its value in one word": {
    files: service("command:", "  - redis-server", "  - --requirepass «brassbell9»"),
    says: "argument",
  },
  "options for the image's entrypoint": { files: service("command: --requirepass «brassbell9»"), says: "argument" },
  "a health check in the JSON form": {
    files: service('healthcheck: {test: ["CMD", "redis-cli", "-a", "«brassbell9»", "ping"]}'),
    says: "argument",
    key: "redis-cli -a",
  },
  "a health check that needs no password": {
    files: service('healthcheck: {test: ["CMD-SHELL","mysqladmin ping -uroot -p«brassbell9»"]}'),
    says: "needless",
  },
  "HEALTHCHECK of a Dockerfile": { files: run("HEALTHCHECK CMD sqlcmd -S . -U sa -P «brassbell9»"), says: "argument" },
  "a fallback in a command": {
    files: service("command: redis-server --requirepass ${REDIS_PASSWORD:-«brassbell9»}"),
    says: "fallback",
  },
  "a statement to the database": {
    files: run(`RUN su postgres -c "psql --command \\"CREATE USER app WITH PASSWORD '«brassbell9»';\\""`),
    says: "statement",
  },
  "statements of a here-document": {
    files: run("RUN mysql <<'EOF'", "CREATE USER app IDENTIFIED BY '«brassbell9»';", "EOF"),
    says: "statement",
  },
  "a variable before a command, beside a secret mount": {
    files: run("RUN --mount=type=secret,id=k PASSWORD=«applePie77x» ./setup.sh"),
    says: "assigned",
    key: "PASSWORD",
  },
  "a variable that is exported": {
    files: service("entrypoint: sh -c 'export API_TOKEN=«brassbell9x» && exec app'"),
    says: "assigned",
    severity: "high",
  },
  "a field of a request": {
    files: run(`RUN curl -d '{"user": "ci", "password": "«brassbell9»"}' https://x.example.net/login`),
    says: "assigned",
    key: "password",
  },
  "a token of a known shape anywhere": {
    files: run(`RUN ./setup «${pat}»`),
    says: "token",
    key: "GitHub personal access token",
  },
  "a token for a registry in .npmrc": {
    files: run(`RUN echo "//npm.example.net/:_authToken=«${npmToken}»" > /root/.npmrc`),
    says: "written",
  },
  "a line of a config": {
    files: run("RUN printf 'host=db\\npassword=«brassbell9»\\n' >> /etc/app.ini"),
    says: "written",
    key: "password",
  },
  "a file that is all secret": { files: run("RUN echo «brassbell9x» > /etc/app/db_password"), says: "written" },
  "a line for psql": { files: run("RUN echo 'db:5432:*:app:«brassbell9»' | tee ~/.pgpass"), says: "written" },
  "a private key": {
    files: run("RUN «ssh-keygen -t ed25519 -N '' -f /etc/ssh/deploy_key»"),
    says: "generated",
    severity: "high",
  },
  "a certificate's private key": {
    files: run("RUN «openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/tls.key -out /etc/tls.crt»"),
    says: "generated",
    severity: "medium",
  },
  "a host's keys": { files: run("RUN apk add openssh && «ssh-keygen -A»"), says: "hostKey" },
  "a secret file in the arguments of a server": {
    files: service(`command: sh -c 'redis-server --requirepass "«$$(cat /run/secrets/redis_password)»"'`),
    says: "expanded",
    severity: "medium",
    key: "redis-server",
  },
  "by way of a variable": {
    files: service(`command: ["sh", "-c", "P=$$(cat /run/secrets/p) && exec serve --password \\"«$$P»\\""]`),
    says: "expanded",
  },
  "by way of the path's variable": {
    files: service(`command: ["sh", "-c", "serve --password \\"«$$(cat $$DB_PASSWORD_FILE)»\\""]`),
    says: "expanded",
  },
  "in a health check": {
    files: service('healthcheck: {test: ["CMD-SHELL", "redis-cli -a «$$(cat /run/secrets/p)» ping"]}'),
    says: "expanded",
    severity: "low",
  },

  "package pins": quiet("RUN apk add --no-cache libcrypto3=3.1.4-r1 libssl3=3.1.4-r1 gnupg=2.4"),
  "a file mount": quiet("RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci"),
  "an environment mount": quiet("RUN --mount=type=secret,id=gh,env=GH_TOKEN gh release download v1"),
  "a credentials file": quiet("RUN --mount=id=aws,type=secret,target=/root/.aws/credentials aws s3 cp s3://b/k ."),
  "a documented dummy": quiet("RUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile"),
  "options that only look like it": quiet(
    "RUN mkdir -p /a && cp -p a b && psql -p 5432 && ssh -p 2222 x && mysql -P 3306 -p && docker run -p 80:80 x",
    "RUN mysqladmin --password && redis-cli -n 3 && curl -u ci https://x && wget -P /tmp https://x && tar -xpf a",
  ),
  "switches about passwords": quiet("RUN adduser --disabled-password --gecos '' app && sudo --non-interactive true"),
  "a locked account": quiet("RUN usermod -p '*' app && useradd -p '!' bot"),
  references: quiet(
    "ARG REPO_PASS",
    'RUN wget --user=ci --password="$REPO_PASS" https://x && mysql -p"$MYSQL_PWD" && curl -u "ci:$P" x',
  ),
  "empty values": quiet("RUN jupyter lab --ServerApp.token='' --ServerApp.password= && gpg --passphrase '' --gen-key"),
  "names of secrets": quiet(
    "RUN docker build --secret id=npm,src=.npmrc . && docker service create --secret db_pw app",
  ),
  "output that asks": quiet(`RUN echo "set the password 'x' first" && grep "PASSWORD=abc123" /etc/app || true`),
  "accounts in /etc/passwd": quiet('RUN echo "app:x:1000:1000::/home/app:/bin/sh" >> /etc/passwd'),
  "keys that are looked at or removed": quiet(
    "RUN ssh-keygen -lf key.pub && ssh-keyscan x >> known && ssh-keygen -A && rm -rf /etc/ssh/ssh_host_*",
  ),
  "the default of Java's trust store": quiet(
    "RUN keytool -importcert -storepass changeit -keystore cacerts -file a.crt",
  ),
  "URLs have a rule of their own": quiet("RUN git clone https://oauth2:winterfox-88@git.example.net/g/r.git"),
  "read from the file into the environment": {
    files: service(`command: ["sh","-c","export PGPASSWORD=$$(cat /run/secrets/pg) && exec app"]`, "secrets: [pg]"),
    says: "quiet",
  },
  "a build that reads the file": quiet('RUN --mount=type=secret,id=t ./get --token "$(cat /run/secrets/t)"'),
  "a script's own variable": {
    files: { "deploy.sh": "DB_PASSWORD=«lantern808canary»\n" },
    says: "script",
    severity: "medium",
  },
  "a variable that is used later, told once where it is written": {
    files: { "deploy.sh": 'PW=«lantern808canary»\nmysql -p"$PW" app\nmysqldump -p$PW app\n' },
    says: "script",
  },
  "started in a container": {
    files: { "deploy.sh": "docker run redis:7 redis-server --requirepass «brassbell9canary»\n" },
    says: "argument",
    severity: "high",
  },
  "a login on the command line": {
    files: { "deploy.sh": "sudo docker login -u ci -p «lantern808canary» registry.example.net\n" },
    says: "argument",
  },
  "a quoted export": { files: { "deploy.sh": 'export "DB_PASSWORD=«lantern808canary»"\n' }, says: "script" },
  "read from outside": {
    files: { "deploy.sh": 'PW=\nread -rs PW\nmysql -p"$PW"\nDB_PASSWORD=$(cat /run/secrets/db)\n' },
    says: "quiet",
  },
  "the beginning of a text": { files: { "deploy.sh": 'SECRET_VALUE="{"\n' }, says: "quiet" },
  "a passphrase's file by a variable": {
    files: { "deploy.sh": 'KEY_FILE=keys/canary.key\nopenssl enc -pass file:"$KEY_FILE" -in a\n' },
    says: "quiet",
  },
  "user and password of Oracle's client": {
    files: {
      "a.sh":
        "sqlplus -s system/«lantern808canary»@//db:1521/xe @create.sql\nsqlplus / as sysdba\nsqlplus /nolog @/a/b\n",
    },
    says: "argument",
  },
  "Oracle's client by a path with a variable, in a container": {
    files: {
      "a.sh": "docker run o /bin/bash -c '$ORACLE_HOME/bin/sqlplus \"sys/«lantern808canary»@db as sysdba\"'\n",
    },
    says: "argument",
  },
  "an import into Oracle": {
    files: { "a.sh": "impdp userid=app/«lantern808canary» dumpfile=a.dmp\n" },
    says: "argument",
  },
  "a token of its own that everybody guesses": {
    files: {
      "a.sh": "kubectl create secret generic x --from-literal=SECRET_TOKEN=«secret» --from-literal=API_TOKEN=secret\n",
    },
    says: "argument",
  },
  "an option whose variable says more": {
    files: service('command: ["--data-dir", "/data", "--api-key", "${TYPESENSE_API_KEY:-«secret»}"]'),
    says: "fallback",
  },
  "the third line of a word with escapes": {
    files: { "a.sh": 'run "cat > x <<E\nA=\\$A\nDB_PASSWORD=«lantern808canary»\nB=\\"1\\"\nE"\n' },
    says: "assigned",
  },
  "an env file that a script writes": {
    files: { "a.sh": "cat > .env <<EOF\nDB_USER=app\nDB_PASSWORD=«postgres»\nAPI_TOKEN=$API_TOKEN\nEOF\n" },
    says: "written",
    severity: "medium",
    key: "DB_PASSWORD",
  },
  "a fallback in a file that a script writes": {
    files: {
      "a.sh":
        'sudo tee "$D/frpc.toml" > /dev/null <<EOF\nauth.token = "${PASSWORD:-«pa44canary808»}"\nEOF\ntee /etc/a.toml <<EOF\nauth.token = "${PASSWORD:-«pa44canary808»}"\nEOF\n',
    },
    says: ["written", "written"],
  },
  "what is shown, and an example that is written": {
    files: {
      "a.sh":
        "cat <<EOF\nDB_PASSWORD=lantern808canary\nEOF\ncat > .env.example <<EOF\nDB_PASSWORD=lantern808canary\nEOF\n",
    },
    says: "quiet",
  },
  "a file that a service writes, at its line": {
    files: service(
      "command:",
      "  - sh",
      "  - -c",
      "  - |",
      "    cat > /etc/a.conf <<EOF",
      "    port = 1",
      "    db_password = «lantern808canary»",
      "    EOF",
      "    exec app",
    ),
    says: "written",
  },
  "a file that a job writes for itself, and one with a name of the program": {
    files: {
      ...workflow("steps:\n  - run: |\n      cat > .env <<EOF\n      DB_PASSWORD=lantern808canary\n      EOF"),
      "a.sh": 'cat > a.py <<EOF\nPASSWORD = read()\nlogin({"password": PASSWORD})\nEOF\n',
    },
    says: "quiet",
  },
  "a cluster's variables": {
    files: {
      "a.sh":
        "oc new-app x -e MYSQL_PASSWORD=«lantern808canary» -e MYSQL_USER=a\nkubectl run a --image=x --env=DB_PASSWORD=«lantern808canary»\n",
    },
    says: ["argument", "argument"],
  },
});
