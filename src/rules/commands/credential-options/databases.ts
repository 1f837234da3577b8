import type { SecretTaker } from "../options.ts";
import { password } from "./shapes.ts";

/** Options of a Redis server, which the image's entrypoint passes on when they stand alone. */
export const redisOption = /^(?:requirepass|masterauth)$/i;
/** What to give it instead. */
export const redisConfig = { secret: "redis_conf", usage: "redis-server {file}" };

/** `user/password@database`, `userid=user/password`; a path has more slashes, or begins with one. */
const login = /^(?:userid=)?[\w.$#-]+\/(?=[^/@ ]+(?:[@ ]|$))/i;

/** Clients and servers of databases. */
export const databases: readonly SecretTaker[] = [
  {
    programs: [
      ...["mysql", "mysqladmin", "mysqldump", "mysqlimport", "mysqlcheck", "mysqlshow", "mysqlslap", "mysql_upgrade"],
      ...[
        "mariadb",
        "mariadb-admin",
        "mariadb-dump",
        "mariadb-import",
        "mariadb-check",
        "mariadb-show",
        "mysqlsh",
        "mytop",
      ],
    ],
    options: [
      { option: "-p", style: "glued", ...password },
      { option: "--password", style: "assigned", ...password },
    ],
    instead: { secret: "my_cnf", usage: "{program} --defaults-extra-file={file} …" },
  },
  {
    programs: ["redis-server", "valkey-server", "keydb-server"],
    options: [
      { option: "--requirepass", style: "long", ...password },
      { option: "--masterauth", style: "long", ...password },
    ],
    instead: { secret: "redis_conf", usage: "{program} {file}" },
  },
  {
    programs: ["redis-cli", "valkey-cli", "keydb-cli"],
    options: [
      { option: "-a", style: "next", ...password },
      { option: "--pass", style: "next", ...password },
    ],
    instead: { secret: "redis_password", usage: 'REDISCLI_AUTH="$(cat {file})" {program} …' },
  },
  {
    programs: ["mongosh", "mongo"],
    options: [
      { option: "-p", style: "short", ...password },
      { option: "--password", style: "long", ...password },
    ],
    instead: {
      secret: "mongo_uri",
      usage: `{program} --nodb --eval 'db = connect(fs.readFileSync("{file}", "utf8"))' …`,
    },
  },
  {
    programs: ["mongodump", "mongorestore", "mongoimport", "mongoexport", "mongostat", "mongotop"],
    options: [
      { option: "-p", style: "short", ...password },
      { option: "--password", style: "long", ...password },
    ],
    instead: { secret: "mongo_yaml", usage: "{program} --config={file} …" },
  },
  {
    programs: ["sqlcmd", "bcp"],
    options: [{ option: "-P", style: "short", ...password }],
    instead: { secret: "sql_password", usage: 'SQLCMDPASSWORD="$(cat {file})" {program} …' },
  },
  {
    programs: ["sqlplus"],
    positions: [{ words: [login], at: 0, behind: login, until: /[@ ]/, ...password }],
    instead: { secret: "connect_sql", usage: "sqlplus /nolog @{file}" },
  },
  {
    programs: ["sqlldr", "expdp", "impdp"],
    positions: [{ words: [login], at: 0, behind: login, until: /[@ ]/, ...password }],
    instead: { secret: "parameters", usage: "{program} parfile={file}" },
  },
  {
    programs: ["cqlsh"],
    options: [{ option: "-p", style: "next", ...password }],
    instead: { secret: "cqlshrc", usage: "cqlsh --credentials {file} …" },
  },
];
