import { applyD1Migrations, env, reset } from 'cloudflare:test';
import './honest-stripe.ts';

// Files run one after another in one workerd (`isolate` in vitest.config.ts): each begins with an empty database, and with a
// Stripe that has no clock moved, no fault laid and no world chosen by the file before.
await reset();
await fetch(`${env.STRIPE_API_URL}/_sandbox/reset`, { method: 'POST' });
await applyD1Migrations(env.DB, env.MIGRATIONS);
