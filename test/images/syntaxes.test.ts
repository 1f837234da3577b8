import { expect, it } from "vitest";
import { parse } from "yaml";
import {
  type ComposeParts,
  composeLines,
  composeParts,
  dockerfileLine,
  envFileLine,
  lookUp,
  type Replacement,
  replacementOf,
  runOptions,
} from "../../src/images/index.ts";

function replacement(image: string, variable: string): Replacement {
  const knowledge = lookUp(image);
  const found = knowledge && replacementOf(knowledge, variable);
  if (!found) throw new Error(`nothing for ${variable} of ${image}`);
  return found;
}

const postgres = replacement("postgres", "POSTGRES_PASSWORD");
const elastic = replacement("elasticsearch", "ELASTIC_PASSWORD");
const netbox = replacement("netboxcommunity/netbox", "DB_PASSWORD");
const airflow = replacement("apache/airflow", "AIRFLOW__CORE__FERNET_KEY");

it("three parts of a compose file", () => {
  expect(composeParts(postgres)).toEqual<ComposeParts>({
    environment: ["POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password"],
    grant: ["- postgres_password"],
    secret: ["postgres_password:", "  file: ./secrets/postgres_password"],
  });
  expect(composeParts(elastic).grant).toEqual([
    "- source: elastic_password",
    "  target: /run/secrets/elastic_password",
    "  mode: 0400",
  ]);
  expect(composeParts(netbox).environment).toEqual([]);
});

it("a compose file that reads back as meant", () => {
  expect(parse(composeLines(postgres, "db").join("\n"))).toEqual({
    services: {
      db: { environment: { POSTGRES_PASSWORD_FILE: "/run/secrets/postgres_password" }, secrets: ["postgres_password"] },
    },
    secrets: { postgres_password: { file: "./secrets/postgres_password" } },
  });
  expect(parse(composeLines(netbox, "web").join("\n")).services).toEqual({ web: { secrets: ["db_password"] } });
  expect(parse(composeLines(airflow, "a").join("\n")).services.a.environment).toEqual({
    AIRFLOW__CORE__FERNET_KEY_CMD: "cat /run/secrets/airflow__core__fernet_key",
  });
});

it("lines of other files", () => {
  expect(envFileLine(postgres)).toBe("POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password");
  expect(envFileLine(netbox)).toBeUndefined();
  expect(dockerfileLine(postgres)).toBe("ENV POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password");
  expect(dockerfileLine(airflow)).toBe(
    'ENV AIRFLOW__CORE__FERNET_KEY_CMD="cat /run/secrets/airflow__core__fernet_key"',
  );
  expect(dockerfileLine(netbox)).toBeUndefined();
});

it("options of docker run", () => {
  expect(runOptions(postgres)).toEqual([
    "-e POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password",
    "-v ./secrets/postgres_password:/run/secrets/postgres_password:ro",
  ]);
  expect(runOptions(airflow)[0]).toBe("-e 'AIRFLOW__CORE__FERNET_KEY_CMD=cat /run/secrets/airflow__core__fernet_key'");
});
