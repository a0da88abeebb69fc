import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { configOf, type Env } from '../../src/config.ts';

const LOCAL = {
  APP_URL: 'http://localhost:8787',
  STRIPE_API_URL: 'http://127.0.0.1:12111',
  STRIPE_SECRET_KEY: 'sk_test_sandbox',
};
const STRIPE = { STRIPE_API_URL: 'https://api.stripe.com' };
const envOf = (more: Partial<Env>): Env => ({ ...env, ...LOCAL, DEPLOYMENT_ID: 'quittance', ...more });

describe('the deployment id that is shipped', () => {
  it.each([
    ['with a public address', { APP_URL: 'https://billing.example.com' }],
    ['with Stripe’s own API and a test key', STRIPE],
    [
      'with a live key',
      { ...STRIPE, STRIPE_SECRET_KEY: 'sk_live_x', APP_URL: 'https://billing.example.com' },
    ],
    ['with blanks around it', { ...STRIPE, DEPLOYMENT_ID: ' quittance ' }],
  ])('is refused %s, with the sentence that mends it', (_what, more) => {
    expect(() => configOf(envOf(more))).toThrow(
      'DEPLOYMENT_ID is still "quittance", as it is shipped: give this deployment a name of its own in wrangler.toml',
    );
  });

  it('is taken on this machine', () => {
    expect(configOf(envOf({})).deploymentId).toBe('quittance');
  });

  it('and any other name is taken anywhere, but one that Stripe would not take', () => {
    const there = { ...STRIPE, APP_URL: 'https://billing.example.com' };
    expect(configOf(envOf({ ...there, DEPLOYMENT_ID: 'quittance-acme' })).deploymentId).toBe(
      'quittance-acme',
    );
    expect(() => configOf(envOf({ ...there, DEPLOYMENT_ID: 'x'.repeat(501) }))).toThrow('DEPLOYMENT_ID');
  });
});
