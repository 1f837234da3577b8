import type { SecretTaker } from "../options.ts";
import { password } from "./shapes.ts";

/** Administration of brokers, stores and screens. */
export const brokers: readonly SecretTaker[] = [
  {
    programs: ["mosquitto_passwd"],
    positions: [{ words: [], at: 2, flag: /^-[a-zA-Z]*b/, ...password }],
    instead: { secret: "mosquitto_passwords", usage: "password_file {file}   # in mosquitto.conf" },
  },
  {
    programs: ["mosquitto_pub", "mosquitto_sub"],
    options: [
      { option: "-P", style: "next", ...password },
      { option: "--pw", style: "next", ...password },
    ],
    instead: { secret: "mosquitto_pub", usage: "XDG_CONFIG_HOME=/run/secrets {program} …" },
  },
  {
    programs: ["rabbitmqctl"],
    positions: [{ words: [/^(?:add_user|change_password|authenticate_user)$/], at: 2, ...password }],
    instead: { secret: "rabbitmq_password", usage: "rabbitmqctl add_user USER < {file}" },
  },
  {
    programs: ["mc", "mcli"],
    positions: [
      { words: [/^alias$/, /^set$/], at: 5, ...password },
      { words: [/^config$/, /^host$/, /^add$/], at: 6, ...password },
      { words: [/^admin$/, /^user$/, /^add$/], at: 5, ...password },
    ],
    instead: { secret: "mc_host", usage: 'MC_HOST_NAME="$(cat {file})" mc …' },
  },
  {
    programs: ["grafana-cli", "grafana"],
    positions: [
      { words: [/^admin$/, /^reset-admin-password$/], at: 2, ...password },
      { words: [/^cli$/, /^admin$/, /^reset-admin-password$/], at: 3, ...password },
    ],
    instead: {
      secret: "grafana_password",
      usage: "grafana-cli admin reset-admin-password --password-from-stdin < {file}",
    },
  },
  {
    programs: ["x11vnc"],
    options: [{ option: "-passwd", style: "next", ...password }],
    instead: { secret: "vnc_password", usage: "x11vnc -passwdfile {file} …" },
  },
];
