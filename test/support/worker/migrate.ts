import { applyD1Migrations, env } from 'cloudflare:test';
import './honest-stripe.ts';

await applyD1Migrations(env.DB, env.MIGRATIONS);
