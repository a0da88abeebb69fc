import { env, reset } from 'cloudflare:test';
import './honest-stripe.ts';
import { makeSchema } from './make-schema.ts';

// Files run one after another in one workerd (`isolate` in vitest.config.ts): each begins with an empty database, and with a
// Stripe that has no clock moved, no fault laid and no world chosen by the file before.
await fetch(`${env.STRIPE_API_URL}/_sandbox/reset`, { method: 'POST' });
for (let tries = 1; ; tries += 1) {
  // What the file before left under way may hold on to the database that is thrown away.
  await reset();
  try {
    await makeSchema(env.DB);
    break;
  } catch (error) {
    if (tries === 5 || !/d1_migrations already exists/.test(String(error))) throw error;
  }
}
