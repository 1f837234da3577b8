import type { ProgramEntry } from "../entry.ts";
import { password } from "./shapes.ts";

/** Administration of brokers, stores and screens. */
export const brokers: readonly ProgramEntry[] = [
  {
    names: ["mosquitto_passwd"],
    credentials: [
      {
        positions: [{ words: [], at: 2, flag: /^-[a-zA-Z]*b/, ...password }],
        fromFile: { secret: "mosquitto_passwords", usage: "password_file {file}   # in mosquitto.conf" },
      },
    ],
  },
  {
    names: ["mosquitto_pub", "mosquitto_sub"],
    credentials: [
      {
        options: [
          { option: "-P", style: "next", ...password },
          { option: "--pw", style: "next", ...password },
        ],
        fromFile: { secret: "mosquitto_pub", usage: "XDG_CONFIG_HOME=/run/secrets {program} …" },
      },
    ],
  },
  {
    names: ["rabbitmqctl"],
    credentials: [
      {
        positions: [{ words: [/^(?:add_user|change_password|authenticate_user)$/], at: 2, ...password }],
        fromFile: { secret: "rabbitmq_password", usage: "rabbitmqctl add_user USER < {file}" },
      },
    ],
  },
  {
    names: ["mc", "mcli"],
    credentials: [
      {
        positions: [
          { words: [/^alias$/, /^set$/], at: 5, ...password },
          { words: [/^config$/, /^host$/, /^add$/], at: 6, ...password },
          { words: [/^admin$/, /^user$/, /^add$/], at: 5, ...password },
        ],
        fromFile: { secret: "mc_host", usage: 'MC_HOST_NAME="$(cat {file})" mc …' },
      },
    ],
  },
  {
    names: ["grafana-cli", "grafana"],
    credentials: [
      {
        positions: [
          { words: [/^admin$/, /^reset-admin-password$/], at: 2, ...password },
          { words: [/^cli$/, /^admin$/, /^reset-admin-password$/], at: 3, ...password },
        ],
        fromFile: {
          secret: "grafana_password",
          usage: "grafana-cli admin reset-admin-password --password-from-stdin < {file}",
        },
      },
    ],
  },
  {
    names: ["x11vnc"],
    credentials: [
      {
        options: [{ option: "-passwd", style: "next", ...password }],
        fromFile: { secret: "vnc_password", usage: "x11vnc -passwdfile {file} …" },
      },
    ],
    does: ["keeps-running"],
  },
];
