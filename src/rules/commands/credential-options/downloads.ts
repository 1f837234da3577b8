import type { SecretTaker } from "../options.ts";
import { header, pair, password, token } from "./shapes.ts";

/** What fetches, logs in elsewhere, or opens a connection. */
export const downloads: readonly SecretTaker[] = [
  {
    programs: ["docker", "podman", "nerdctl", "buildah", "skopeo", "crane", "oras", "helm"],
    verb: /^login$/,
    options: [
      { option: "-p", style: "short", ...password },
      { option: "--password", style: "long", ...password },
    ],
    instead: { secret: "registry_password", usage: "{program} login --username … --password-stdin < {file}" },
  },
  {
    programs: ["skopeo", "podman", "buildah"],
    options: [
      { option: "--creds", style: "long", behind: pair, ...password },
      { option: "--src-creds", style: "long", behind: pair, ...password },
      { option: "--dest-creds", style: "long", behind: pair, ...password },
    ],
    instead: { secret: "registry_auth", usage: "{program} … --authfile {file}" },
  },
  {
    programs: ["sshpass"],
    options: [{ option: "-p", style: "short", ...password }],
    instead: { secret: "ssh_password", usage: "sshpass -f {file} …" },
  },
  {
    programs: ["curl"],
    options: [
      { option: "-u", style: "short", pattern: /^-[a-zA-Z#]*u$/, behind: pair, ...password },
      { option: "--user", style: "long", behind: pair, ...password },
      { option: "-U", style: "short", behind: pair, ...password },
      { option: "--proxy-user", style: "long", behind: pair, ...password },
    ],
    instead: { secret: "netrc", usage: "curl --netrc-file {file} …" },
  },
  {
    programs: ["curl"],
    options: [
      { option: "-H", style: "short", pattern: /^-[a-zA-Z#]*H$/, behind: header, ...token },
      { option: "--header", style: "long", behind: header, ...token },
      { option: "--oauth2-bearer", style: "long", ...token },
    ],
    instead: { secret: "auth_header", usage: "curl --header @{file} …" },
  },
  {
    programs: ["wget"],
    options: [
      { option: "--password", style: "long", ...password },
      { option: "--http-password", style: "long", ...password },
      { option: "--http-passwd", style: "long", ...password },
      { option: "--ftp-password", style: "long", ...password },
      { option: "--proxy-password", style: "long", ...password },
      { option: "--header", style: "long", behind: header, ...token },
    ],
    instead: { secret: "wgetrc", usage: "wget --config={file} …" },
  },
  {
    programs: ["http", "https", "xh"],
    options: [{ option: "-a", style: "next", behind: pair, ...password }],
    instead: { secret: "netrc", usage: "NETRC={file} {program} …" },
  },
  {
    programs: ["smbclient", "rpcclient"],
    options: [{ option: "-U", style: "short", behind: /^[^%]*%/, ...password }],
    instead: { secret: "smb_credentials", usage: "{program} -A {file} …" },
  },
  {
    programs: ["ngrok"],
    positions: [
      { words: [/^authtoken$/], at: 1, ...token },
      { words: [/^config$/, /^add-authtoken$/], at: 2, ...token },
    ],
    instead: { secret: "ngrok_yml", usage: "ngrok --config {file} …" },
  },
];
