import { applyD1Migrations, env, reset } from 'cloudflare:test';
import './honest-stripe.ts';

// Files run one after another in one workerd (`isolate` in vitest.config.ts): each begins with an empty database.
await reset();
await applyD1Migrations(env.DB, env.MIGRATIONS);
