import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { configOf, type Env } from '../../src/config.ts';

const LIVE = {
  APP_URL: 'https://billing.example.com',
  STRIPE_API_URL: 'https://api.stripe.com',
  STRIPE_SECRET_KEY: 'sk_live_51abc',
  DEPLOYMENT_ID: 'quittance-acme',
};
const envOf = (more: Partial<Env>): Env => ({ ...env, ...LIVE, ...more });
const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const OTHER = 'HxweHRobGBkWFxQVEhMQEQ4PDA0KCwgJBgcEBQIDAAE';

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
    ['a return domain that is none', { EMAIL_RETURN_DOMAIN: 'bounces' }, 'EMAIL_RETURN_DOMAIN'],
  ])('%s is refused at the start, with the sentence that mends it', (_, more, sentence) => {
    expect(() => configOf(envOf(more))).toThrow(sentence);
  });

  it('is no good one: a restricted live key, two link keys, a domain of its own', () => {
    const good = envOf({ STRIPE_SECRET_KEY: 'rk_live_51abc', LINK_KEYS: `k2:${OTHER},k1:${KEY}` });
    expect(configOf(good).stripe.livemode).toBe(true);
  });
});
