import type { ProgramEntry } from "../entry.ts";
import { password } from "./shapes.ts";

/** Options of a Redis server, which the image's entrypoint passes on when they are only. */
export const redisOption = /^(?:requirepass|masterauth)$/i;
/** What to give it instead. */
export const redisConfig = { secret: "redis_conf", usage: "redis-server {file} …" };

/** `user/password@database`, `userid=user/password`; a path has more slashes, or begins with one. */
const login = /^(?:userid=)?[\w.$#-]+\/(?=[^/@ ]+(?:[@ ]|$))/i;

/** Clients and servers of databases. */
export const databases: readonly ProgramEntry[] = [
  {
    names: [
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
    credentials: [
      {
        options: [
          { option: "-p", style: "glued", ...password },
          { option: "--password", style: "assigned", ...password },
        ],
        fromFile: { secret: "my_cnf", usage: "{program} --defaults-extra-file={file} …" },
      },
    ],
    withoutPassword: /^ping$/,
  },
  {
    names: ["redis-server", "valkey-server", "keydb-server"],
    credentials: [
      {
        options: [
          { option: "--requirepass", style: "long", ...password },
          { option: "--masterauth", style: "long", ...password },
        ],
        fromFile: { secret: "redis_conf", usage: "{program} {file} …" },
      },
    ],
    does: ["keeps-running"],
  },
  {
    names: ["redis-cli", "valkey-cli", "keydb-cli"],
    credentials: [
      {
        options: [
          { option: "-a", style: "next", ...password },
          { option: "--pass", style: "next", ...password },
        ],
        fromFile: { secret: "redis_password", usage: 'REDISCLI_AUTH="$(cat {file})" {program} …' },
      },
    ],
  },
  {
    names: ["mongosh", "mongo"],
    credentials: [
      {
        options: [
          { option: "-p", style: "short", ...password },
          { option: "--password", style: "long", ...password },
        ],
        fromFile: {
          secret: "mongo_uri",
          usage: `{program} --nodb --eval 'db = connect(fs.readFileSync("{file}", "utf8"))' …`,
        },
      },
    ],
  },
  {
    names: ["mongodump", "mongorestore", "mongoimport", "mongoexport", "mongostat", "mongotop"],
    credentials: [
      {
        options: [
          { option: "-p", style: "short", ...password },
          { option: "--password", style: "long", ...password },
        ],
        fromFile: { secret: "mongo_yaml", usage: "{program} --config={file} …" },
      },
    ],
  },
  {
    names: ["sqlcmd", "bcp"],
    credentials: [
      {
        options: [{ option: "-P", style: "short", ...password }],
        fromFile: { secret: "sql_password", usage: 'SQLCMDPASSWORD="$(cat {file})" {program} …' },
      },
    ],
  },
  {
    names: ["sqlplus"],
    credentials: [
      {
        positions: [{ words: [login], at: 0, behind: login, until: /[@ ]/, ...password }],
        fromFile: { secret: "connect_sql", usage: "sqlplus /nolog @{file}" },
      },
    ],
  },
  {
    names: ["sqlldr", "expdp", "impdp"],
    credentials: [
      {
        positions: [{ words: [login], at: 0, behind: login, until: /[@ ]/, ...password }],
        fromFile: { secret: "parameters", usage: "{program} parfile={file}" },
      },
    ],
  },
  {
    names: ["cqlsh"],
    credentials: [
      {
        options: [{ option: "-p", style: "next", ...password }],
        fromFile: { secret: "cqlshrc", usage: "cqlsh --credentials {file} …" },
      },
    ],
  },
];
