import { emailProblem } from './email-address.ts';

/** What is wrong with Stripe's key, as a sentence that says what to do, or null. https://docs.stripe.com/keys */
export function stripeKeyProblem(key: string): string | null {
  if (/^["'`]|["'`]$/.test(key))
    return 'STRIPE_SECRET_KEY has quotation marks around it: set it again without them';
  if (key.startsWith('pk_'))
    return 'STRIPE_SECRET_KEY is a publishable key (pk_…): give the secret or a restricted key (sk_… or rk_…)';
  if (key.startsWith('sk_org_'))
    return 'STRIPE_SECRET_KEY is an organization’s key (sk_org_…): give the secret or a restricted key of one account';
  if (key.startsWith('whsec_'))
    return 'STRIPE_SECRET_KEY is a signing secret (whsec_…): give a key (sk_… or rk_…)';
  return /^(sk|rk)_(test|live)_\w+$/.test(key)
    ? null
    : 'STRIPE_SECRET_KEY has to be a key of Stripe’s: sk_test_…, rk_test_…, sk_live_… or rk_live_…';
}

/** What is wrong with the address of a deployment that takes real money, or null. */
export function liveAddressProblem(address: {
  readonly protocol: string;
  readonly hostname: string;
  readonly isHere: boolean;
}): string | null {
  if (address.isHere)
    return 'STRIPE_SECRET_KEY is a live key, so APP_URL has to be a public address, not this machine';
  if (address.protocol !== 'https:')
    return 'STRIPE_SECRET_KEY is a live key, so APP_URL has to begin with https://';
  // Every preview of a Worker has such an address, with the same bindings.
  return address.hostname.endsWith('.workers.dev')
    ? 'STRIPE_SECRET_KEY is a live key, so APP_URL has to be a domain of your own: set a route, and workers_dev = false and preview_urls = false in wrangler.toml'
    : null;
}

/** A key of 32 random bytes has 30 different ones or so; fewer than this were typed. */
const FEWEST_DIFFERENT_BYTES = 12;

/** What is wrong with the keys of links, or null: one that can be guessed, and one that is there twice. */
export function linkKeysProblem(
  keys: readonly { readonly id: number; readonly secret: Uint8Array }[],
): string | null {
  if (keys.some(({ secret }) => new Set(secret).size < FEWEST_DIFFERENT_BYTES))
    return 'LINK_KEYS has a key that can be guessed: make each with `openssl rand -base64 32 | tr "+/" "-_"`';
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    return 'LINK_KEYS has two keys of one number: give the new one a number of its own';
  return new Set(keys.map(({ secret }) => secret.join())).size < keys.length
    ? 'LINK_KEYS has one key twice: a new number needs a new key'
    : null;
}

/** What is wrong with the key that opens the operator's report, or null. */
export function operatorKeyProblem(key: string): string | null {
  if (/^["'`]|["'`]$/.test(key))
    return 'OPERATOR_KEY has quotation marks around it: set it again without them';
  return key.length < 32 || new Set(key).size < FEWEST_DIFFERENT_BYTES || /\s/.test(key)
    ? 'OPERATOR_KEY can be guessed: make it with `openssl rand -hex 32`'
    : null;
}

/** What is wrong with the address that alarms are mailed to, or null. */
export function alarmEmailProblem(address: string): string | null {
  const problem = emailProblem(address);
  return problem === null ? null : `ALARM_EMAIL ${problem}`;
}

/** What is wrong with where alarms are posted, or null. Without a signature nobody could tell a forged alarm. */
export function alarmWebhookProblem(
  address: { readonly protocol: string; readonly isHere: boolean; readonly hasUser: boolean },
  secrets: readonly string[],
): string | null {
  if (address.protocol !== 'https:' && !(address.isHere && address.protocol === 'http:'))
    return 'ALARM_WEBHOOK has to begin with https://';
  if (address.hasUser)
    return 'ALARM_WEBHOOK has a user or password in it: leave them out, since each alarm is signed';
  return secrets.length === 0
    ? 'ALARM_WEBHOOK needs ALARM_WEBHOOK_SECRET (whsec_ and 32 random bytes in base64), which alarms are signed with'
    : null;
}

/** What is wrong with the database's limit, or null. */
export const databaseLimitProblem = (megabytes: number): string | null =>
  Number.isSafeInteger(megabytes) && megabytes >= 1
    ? null
    : 'DATABASE_LIMIT_MB has to be a whole number of megabytes, such as 10000';

/** What is wrong with the sender's address, or null. */
export function senderProblem(from: string): string | null {
  const problem = emailProblem(from);
  return problem === null ? null : `EMAIL_FROM ${problem}`;
}

/** What wrangler.toml ships: nobody's sender, and nobody's mail server. */
const SHIPPED = { EMAIL_FROM: 'billing@example.com', SMTP_HOST: 'smtp.example.com' } as const;

/** That a setting of mail is still as it was shipped, or null. */
export const shippedProblem = (name: keyof typeof SHIPPED, value: string): string | null =>
  value === SHIPPED[name] ? `${name} is still ${value}, as it is shipped: set your own under [vars]` : null;

/** The bindings that brake strangers, by what they count. */
export const RATE_BINDINGS = {
  network: 'RATE_NETWORK',
  link: 'RATE_LINK',
  key: 'RATE_KEY',
  refused: 'RATE_REFUSED',
  sign_in: 'RATE_SIGN_IN',
} as const;

/** What is wrong with Turnstile's keys, or null: one without the other would ask nobody, or refuse everybody. */
export function turnstileProblem(siteKey: string, secretKey: string): string | null {
  return (siteKey === '') === (secretKey === '')
    ? null
    : `${siteKey === '' ? 'TURNSTILE_SITE_KEY' : 'TURNSTILE_SECRET_KEY'} is not set, and the other key of Turnstile is: set both or none`;
}

/** What is wrong with where the app answers, or null. Forms and links are made of its origin. */
export function publicAddressProblem(address: {
  readonly protocol: string;
  readonly isHere: boolean;
  /** Stripe is on this machine, too. */
  readonly isAllHere: boolean;
  readonly isBare: boolean;
}): string | null {
  if (address.isHere && !address.isAllHere)
    return 'APP_URL is an address of this machine, which no customer reaches: set it to where the Worker answers, such as https://quittance.ACCOUNT.workers.dev or a domain of your own';
  if (address.protocol !== 'https:' && !(address.isHere && address.protocol === 'http:'))
    return 'APP_URL has to begin with https://';
  return address.isBare
    ? null
    : 'APP_URL has to be the bare address, such as https://billing.example.com: no path, query or user';
}

/** What wrangler.toml ships. */
const SHIPPED_DEPLOYMENT_ID = 'quittance';

/**
 * What is wrong with the deployment's name, or null. The shipped one is nobody's: two deployments that keep it would take each
 * other's payments at a shared account for their own.
 */
export function deploymentIdProblem(id: string, isHere: boolean): string | null {
  if (id === SHIPPED_DEPLOYMENT_ID && !isHere)
    return `DEPLOYMENT_ID is still "${id}", as it is shipped: give this deployment a name of its own in wrangler.toml, such as "${id}-acme", before its first payment, and never change it`;
  if (id.length > 100) return 'DEPLOYMENT_ID has to have at most 100 characters';
  return /^[\w.:-]+$/.test(id)
    ? null
    : 'DEPLOYMENT_ID has to be letters, digits, hyphens and dots, such as quittance-acme';
}

/** What is wrong with the client id of a Connect platform, or null. */
export const connectClientIdProblem = (id: string): string | null =>
  /^ca_\w{4,}$/.test(id)
    ? null
    : 'STRIPE_CONNECT_CLIENT_ID has to begin with ca_: Stripe’s Dashboard shows it under Connect, OAuth settings';

/** What is wrong with an origin that payers may be sent to, or null. */
export const checkoutOriginProblem = (origin: string): string | null =>
  /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/.test(origin)
    ? null
    : 'CHECKOUT_ORIGINS has to hold bare addresses, such as https://pay.example.com, separated by commas';

/** What is wrong with where weaknesses are reported, or null. */
export const contactProblem = (contact: string): string | null =>
  /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(contact)
    ? null
    : 'SECURITY_CONTACT has to begin with mailto: or https://';

/** What is wrong with the mail server's name, or null. */
export const hostProblem = (host: string): string | null =>
  /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])$/i.test(host)
    ? null
    : 'SMTP_HOST has to be the bare name of a server, such as smtp.example.com: no port, no smtp://';

/** What is wrong with the mail server's port, or null. */
export function portProblem(text: string): string | null {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    return 'SMTP_PORT has to be a port from 1 to 65535, such as 587';
  return port === 25
    ? 'SMTP_PORT is 25, by which Cloudflare lets no mail out: take 587 (or 465, with TLS from the first byte)'
    : null;
}

/** The databases beside the first are bound as DB_1 to DB_255: an id has a byte for it. */
export const MOST_DATABASE_CODE = 255;

/** What is wrong with a binding, or null. */
export function bindingProblem(
  name: string,
  kind: 'right' | 'missing' | 'wrong',
  mend: string,
): string | null {
  switch (kind) {
    case 'right':
      return null;
    case 'missing':
      return `${name} is not bound: ${mend}`;
    case 'wrong':
      return `${name} is bound to something else: ${mend}`;
  }
}

/** What mends a setting that is missing. */
export const notSet = (name: string, isSecret: boolean): string =>
  isSecret
    ? `${name} is not set: run \`npm run deploy\`, or \`npx wrangler secret put ${name}\``
    : `${name} is not set: run \`npm run deploy\`, or set it under [vars]`;
