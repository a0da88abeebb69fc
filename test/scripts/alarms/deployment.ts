import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { aliasPlugin } from '../../../scripts/aliases.ts';
import { statementsOf } from '../../../scripts/database/statements.ts';
import { ROOT } from '../../../scripts/tools.ts';
import { RATE_BINDINGS } from '../../../src/domain/configuration.ts';
import { migrationsIn } from '../../simulation/migrations.ts';
import { fillingStatements } from '../../support/filling.ts';

/** The end of a tick at an instant that the request names; all else is as it is deployed. */
const WORKER = `
import { createDeps } from './src/deps.ts';
import { watchTick } from './src/operations/watch/watch-tick.ts';

export default {
  async fetch(request, env) {
    const { at } = await request.json();
    const { ctx, duty } = await createDeps(env);
    await watchTick({ ...ctx, now: () => at }, { duty, concluded: ['sweepWork'] });
    return new Response('ticked');
  },
};`;

/** A deployment whose alarms go to a real mail server: the Worker on a real D1 that holds a business and its invoices. */
export async function deployWatched(variables: Readonly<Record<string, string>>, at: number) {
  const bundle = await build({
    stdin: { contents: WORKER, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    plugins: [aliasPlugin()],
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      compatibilityDate: '2026-08-01',
      compatibilityFlags: ['nodejs_compat'],
      modules: true,
      script: bundle.outputFiles[0]?.text ?? '',
      bindings: {
        APP_URL: 'https://billing.example.test',
        DEPLOYMENT_ID: 'quittance-watched',
        STRIPE_API_URL: 'https://api.stripe.com',
        STRIPE_SECRET_KEY: 'sk_test_nobody',
        STRIPE_WEBHOOK_SECRETS: 'whsec_nobody',
        LINK_KEYS: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
        EMAIL_TRANSPORT: 'smtp',
        EMAIL_FROM: 'billing@example.test',
        SMTP_SECURITY: 'none',
        DATABASE_LIMIT_MB: '10000',
        ...variables,
      },
      d1Databases: { DB: 'watched' },
      queueProducers: { WORK: { queueName: 'watched' } },
      ratelimits: Object.fromEntries(
        Object.values(RATE_BINDINGS).map((name, place) => [
          name,
          { namespace_id: String(place), simple: { limit: 100, period: 60 as const } },
        ]),
      ),
      serviceBindings: { ASSETS: noAsset },
    }),
  );
  const database = await miniflare.getD1Database('DB');
  const run = async (statements: Iterable<string> | AsyncIterable<string>): Promise<void> => {
    for await (const statement of statements) await database.prepare(statement).run();
  };
  for (const migration of migrationsIn(ROOT)) await run(statementsOf(inOnePiece(migration)));
  const filling = { at, connections: 1, invoices: 10, open: 2, duePayments: 0, backlog: 0 };
  await run(fillingStatements(filling));
  return {
    run,
    tick: async (now: number): Promise<void> => {
      const answer = await miniflare.dispatchFetch('http://worker.test/', {
        method: 'POST',
        body: JSON.stringify({ at: now }),
      });
      const text = await answer.text();
      if (text !== 'ticked') throw new Error(text);
    },
    close: () => miniflare.dispose(),
  };
}

const noAsset = () => new Response(null, { status: 404 });

async function* inOnePiece(text: string): AsyncGenerator<string> {
  yield text;
}
