import { notSet } from './domain/configuration.ts';

/** One setting that is wrong: which, and the sentence that mends it. Never its value. */
export class SettingError extends Error {
  readonly setting: string;
  constructor(setting: string, sentence: string) {
    super(sentence);
    this.setting = setting;
  }
}

/** A variable or secret, without blanks around it; null where it is not set. Throws where it is no plain text. */
export function optional(env: object, name: string): string | null {
  const value: unknown = Reflect.get(env, name);
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') {
    throw new SettingError(
      name,
      `${name} has to be text: put it in quotes under [vars], or set it as a secret; it is no binding`,
    );
  }
  const text = value.trim();
  if (text === '') return null;
  if (/^["'`]|["'`]$/.test(text)) {
    throw new SettingError(name, `${name} has quotation marks around it: set it again without them`);
  }
  return text;
}

export function required(env: object, name: string): string {
  const text = optional(env, name);
  if (text === null) throw new SettingError(name, notSet(name, SECRETS.includes(name)));
  return text;
}

/** Those that wrangler.toml names as secrets; a variable is read by whoever reads the configuration. */
const SECRETS: readonly string[] = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRETS', 'LINK_KEYS'];

/** A problem with a setting, if there is one, is thrown: nothing goes on with half of a configuration. */
export function refuse(name: string, problem: string | null): void {
  if (problem !== null) throw new SettingError(name, problem);
}

/** An address; `shape` is how one looks. */
export function readUrl(name: string, text: string, shape: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') {
    throw new SettingError(name, `${name} has to be an address, such as ${shape}`);
  }
  return url;
}

export const readList = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || ['127.0.0.1', '[::1]'].includes(hostname);

/** Signing secrets, separated by commas; `unset` is none, for the time before the endpoint exists. */
export function readSecrets(name: string, text: string): string[] {
  const secrets = readList(text).filter((secret) => secret !== 'unset');
  if (secrets.every((secret) => /^whsec_[^\s"'`]{4,}$/.test(secret))) return secrets;
  throw new SettingError(
    name,
    `${name} has to hold signing secrets (whsec_…), separated by commas, or unset`,
  );
}
