import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { configOf, type Env } from '../../src/config.ts';

const LIVE = {
  APP_URL: 'https://billing.example.com',
  STRIPE_API_URL: 'https://api.stripe.com',
  STRIPE_SECRET_KEY: 'sk_live_51abc',
  DEPLOYMENT_ID: 'quittance-acme',
};
type Changed = { readonly [K in keyof Env]?: Env[K] | undefined };
const envOf = (more: Changed): Env => {
  const changed: Env = { ...env, ...LIVE };
  for (const [name, value] of Object.entries(more)) Reflect.set(changed, name, value);
  return changed;
};
const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const OTHER = 'HxweHRobGBkWFxQVEhMQEQ4PDA0KCwgJBgcEBQIDAAE';
const SIGNED = { ALARM_WEBHOOK_SECRET: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' };

describe('a configuration that would harm somebody', () => {
  it.each([
    [
      'a live key and plain http',
      { APP_URL: 'http://billing.example.com' },
      'APP_URL has to begin with https://',
    ],
    ['a live key on this machine', { APP_URL: 'https://localhost:8787' }, 'not this machine'],
    ['a live key and no address', { APP_URL: '' }, 'APP_URL is not set'],
    ['a live key on workers.dev', { APP_URL: 'https://q.me.workers.dev' }, 'workers_dev = false'],
    ['a publishable key', { STRIPE_SECRET_KEY: 'pk_live_51abc' }, 'publishable key'],
    ['an organization’s key', { STRIPE_SECRET_KEY: 'sk_org_live_51abc' }, 'sk_org_'],
    ['a key in quotation marks', { STRIPE_SECRET_KEY: '"sk_live_51abc"' }, 'quotation marks'],
    ['a signing secret for a key', { STRIPE_SECRET_KEY: 'whsec_abc' }, 'signing secret'],
    ['what is no key', { STRIPE_SECRET_KEY: 'changeme' }, 'sk_test_…'],
    ['a link key that can be guessed', { LINK_KEYS: `k1:${'A'.repeat(43)}` }, 'can be guessed'],
    ['two link keys of one number', { LINK_KEYS: `k1:${KEY},k1:${OTHER}` }, 'one number'],
    ['one link key under two numbers', { LINK_KEYS: `k2:${KEY},k1:${KEY}` }, 'one key twice'],
    ['a sender with a line break', { EMAIL_FROM: 'a@b.example\r\nBcc: x@y.example' }, 'EMAIL_FROM'],
    ['a sender that is no address', { EMAIL_FROM: 'Billing <a@b.example>' }, 'EMAIL_FROM'],
    ['days that Stripe’s list outlives', { RETENTION_DAYS: 'events=7' }, 'RETENTION_DAYS'],
    ['days of nothing', { RETENTION_DAYS: 'jobs=14, moods=3' }, 'moods=3'],
    ['a contact that is none', { SECURITY_CONTACT: 'javascript:alert(1)' }, 'SECURITY_CONTACT'],
    [
      'an operator’s key that can be guessed',
      { OPERATOR_KEY: 'a'.repeat(64) },
      'OPERATOR_KEY can be guessed',
    ],
    ['a short operator’s key', { OPERATOR_KEY: 'hunter2' }, 'openssl rand -hex 32'],
    ['an operator’s key in quotation marks', { OPERATOR_KEY: `"${OTHER}"` }, 'quotation marks'],
    ['an alarm address that is none', { ALARM_EMAIL: 'duty' }, 'ALARM_EMAIL is no email address'],
    ['an alarm webhook without https', { ALARM_WEBHOOK: 'http://a.example', ...SIGNED }, 'https://'],
    ['an alarm webhook that is no address', { ALARM_WEBHOOK: 'a.example', ...SIGNED }, 'ALARM_WEBHOOK'],
    ['an alarm webhook with a password', { ALARM_WEBHOOK: 'https://a:b@c.example', ...SIGNED }, 'password'],
    ['an alarm webhook that nobody signs', { ALARM_WEBHOOK: 'https://a.example' }, 'ALARM_WEBHOOK_SECRET'],
    ['a database limit that is none', { DATABASE_LIMIT_MB: '10 GB' }, 'DATABASE_LIMIT_MB'],
    ['no rate limits', { RATE_KEY: undefined, RATE_LINK: undefined }, 'RATE_LINK is not bound'],
    ['half of Turnstile', { TURNSTILE_SITE_KEY: '1x00' }, 'TURNSTILE_SECRET_KEY is not set'],
    [
      'this machine’s address beside Stripe’s own API',
      { APP_URL: 'http://localhost:8787', STRIPE_SECRET_KEY: 'sk_test_51abc' },
      'which no customer reaches',
    ],
    ['the sender that is shipped', { EMAIL_FROM: 'billing@example.com' }, 'EMAIL_FROM is still'],
    ['the mail server that is shipped', { SMTP_HOST: 'smtp.example.com' }, 'SMTP_HOST is still'],
    ['a limit of mails that is none', { MAILS_PER_KEY_A_DAY: '0' }, 'MAILS_PER_KEY_A_DAY'],
    ['a return domain that is none', { EMAIL_RETURN_DOMAIN: 'bounces' }, 'EMAIL_RETURN_DOMAIN'],
  ])('%s is refused at the start, with the sentence that mends it', (_, more, sentence) => {
    expect(() => configOf(envOf(more))).toThrow(sentence);
  });

  it('is no good one: a restricted live key, two link keys, a domain of its own', () => {
    const good = envOf({ STRIPE_SECRET_KEY: 'rk_live_51abc', LINK_KEYS: `k2:${OTHER},k1:${KEY}` });
    expect(configOf(good).stripe.livemode).toBe(true);
    // As openssl's base64 ends, which the sentence about guessed keys says to use.
    expect(configOf(envOf({ LINK_KEYS: `k1:${KEY}=` })).linkKeys).toHaveLength(1);
  });
});
