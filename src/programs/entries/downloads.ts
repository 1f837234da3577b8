import type { CredentialForm, ProgramEntry, Store } from "../entry.ts";
import { header, pair, password, token } from "./shapes.ts";

const registryLogin: CredentialForm = {
  verb: /^login$/,
  options: [
    { option: "-p", style: "short", ...password },
    { option: "--password", style: "long", ...password },
  ],
  fromFile: { secret: "registry_password", usage: "{program} login --username … --password-stdin < {file}" },
};

const registryCredentials: CredentialForm = {
  options: [
    { option: "--creds", style: "long", behind: pair, ...password },
    { option: "--src-creds", style: "long", behind: pair, ...password },
    { option: "--dest-creds", style: "long", behind: pair, ...password },
  ],
  fromFile: { secret: "registry_auth", usage: "{program} … --authfile {file}" },
};

const registryStore: Store = { words: [/^login$/], path: "~/.docker/config.json", undo: /^logout$/ };

/** What fetches, logs in elsewhere, or opens a connection. */
export const downloads: readonly ProgramEntry[] = [
  {
    names: ["docker"],
    credentials: [registryLogin],
    stores: [registryStore],
    does: ["starts-containers", "manages-containers"],
  },
  {
    names: ["podman"],
    credentials: [registryLogin, registryCredentials],
    stores: [registryStore],
    does: ["starts-containers", "manages-containers"],
  },
  { names: ["nerdctl"], credentials: [registryLogin], does: ["starts-containers", "manages-containers"] },
  { names: ["docker-compose"], does: ["starts-containers", "manages-containers"] },
  { names: ["podman-compose"], does: ["starts-containers"] },
  { names: ["kubectl", "oc"], does: ["starts-containers", "manages-containers", "manages-clusters"] },
  { names: ["docker-buildx", "buildctl"], does: ["manages-containers"] },
  { names: ["buildah"], credentials: [registryLogin, registryCredentials], does: ["manages-containers"] },
  { names: ["skopeo"], credentials: [registryLogin, registryCredentials], stores: [registryStore] },
  { names: ["crane"], credentials: [registryLogin], stores: [registryStore] },
  { names: ["oras", "helm"], credentials: [registryLogin] },
  {
    names: ["sshpass"],
    credentials: [
      {
        options: [{ option: "-p", style: "short", ...password }],
        fromFile: { secret: "ssh_password", usage: "sshpass -f {file} …" },
      },
    ],
  },
  {
    names: ["curl"],
    credentials: [
      {
        options: [
          { option: "-u", style: "short", pattern: /^-[a-zA-Z#]*u$/, behind: pair, ...password },
          { option: "--user", style: "long", behind: pair, ...password },
          { option: "-U", style: "short", behind: pair, ...password },
          { option: "--proxy-user", style: "long", behind: pair, ...password },
        ],
        fromFile: { secret: "netrc", usage: "curl --netrc-file {file} …" },
      },
      {
        options: [
          { option: "-H", style: "short", pattern: /^-[a-zA-Z#]*H$/, behind: header, ...token },
          { option: "--header", style: "long", behind: header, ...token },
          { option: "--oauth2-bearer", style: "long", ...token },
        ],
        fromFile: { secret: "auth_header", usage: "curl --header @{file} …" },
      },
    ],
  },
  {
    names: ["wget"],
    credentials: [
      {
        options: [
          { option: "--password", style: "long", ...password },
          { option: "--http-password", style: "long", ...password },
          { option: "--http-passwd", style: "long", ...password },
          { option: "--ftp-password", style: "long", ...password },
          { option: "--proxy-password", style: "long", ...password },
          { option: "--header", style: "long", behind: header, ...token },
        ],
        fromFile: { secret: "wgetrc", usage: "wget --config={file} …" },
      },
    ],
  },
  {
    names: ["http", "https", "xh"],
    credentials: [
      {
        options: [{ option: "-a", style: "next", behind: pair, ...password }],
        fromFile: { secret: "netrc", usage: "NETRC={file} {program} …" },
      },
    ],
  },
  {
    names: ["smbclient", "rpcclient"],
    credentials: [
      {
        options: [{ option: "-U", style: "short", behind: /^[^%]*%/, ...password }],
        fromFile: { secret: "smb_credentials", usage: "{program} -A {file} …" },
      },
    ],
  },
  {
    names: ["ngrok"],
    credentials: [
      {
        positions: [
          { words: [/^authtoken$/], at: 1, ...token },
          { words: [/^config$/, /^add-authtoken$/], at: 2, ...token },
        ],
        fromFile: { secret: "ngrok_yml", usage: "ngrok --config {file} …" },
      },
    ],
    does: ["keeps-running"],
  },
];
