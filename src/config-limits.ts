import { isLoopback, optional, refuse, SettingError } from './config-read.ts';
import { readStripeUrl } from './config-stripe.ts';
import { turnstileProblem } from './domain/configuration.ts';
import { parseRetention, type Retention } from './domain/retention.ts';

export type TurnstileConfig = {
  readonly siteKey: string;
  readonly secretKey: string;
  readonly verifyUrl: string;
};

export const readSiteKey = (env: object): string | null => pairedKey(env, 'TURNSTILE_SITE_KEY');
export const readTurnstileSecret = (env: object): string | null => pairedKey(env, 'TURNSTILE_SECRET_KEY');

/** One of Turnstile's keys. What is wrong between the two is said of the one that is missing. */
function pairedKey(env: object, name: string): string | null {
  const siteKey = optional(env, 'TURNSTILE_SITE_KEY') ?? '';
  const secretKey = optional(env, 'TURNSTILE_SECRET_KEY') ?? '';
  const missing = siteKey === '' ? 'TURNSTILE_SITE_KEY' : 'TURNSTILE_SECRET_KEY';
  refuse(missing, turnstileProblem(siteKey, secretKey));
  return optional(env, name);
}

/** https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
const TURNSTILE_VERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';

export function readVerifyUrl(env: object): string {
  const name = 'TURNSTILE_VERIFY_URL';
  const text = optional(env, name) ?? TURNSTILE_VERIFY_URL;
  if (/^https?:\/\/[^/]/.test(text) && URL.canParse(text)) return text;
  throw new SettingError(name, `${name} has to be an address, or left out: Cloudflare’s own is known`);
}

/** A business that sends more by one key says so. */
const MAILS_PER_KEY_A_DAY = 1000;

export function readMailsADay(env: object): number {
  const name = 'MAILS_PER_KEY_A_DAY';
  const text = optional(env, name);
  if (text === null) return MAILS_PER_KEY_A_DAY;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new SettingError(name, `${name} has to be a whole number from 1 to 9999999`);
}

export function readRetention(env: object): Retention {
  const parsed = parseRetention(optional(env, 'RETENTION_DAYS') ?? '');
  if (parsed.kind === 'wrong') throw new SettingError('RETENTION_DAYS', `RETENTION_DAYS: ${parsed.why}`);
  return parsed.value;
}

/** Whether businesses' own receivers may be on this machine. In a deployment that would let them reach what only it can. */
export function readWebhooksLocal(env: object): boolean {
  const name = 'WEBHOOKS_LOCAL';
  const text = optional(env, name);
  if (text === null) return false;
  if (text !== 'on') throw new SettingError(name, `${name} has to be on, or left out`);
  if (isLoopback(readStripeUrl(env))) return true;
  throw new SettingError(name, `${name} is for the sandbox on a developer’s machine: leave it out`);
}
