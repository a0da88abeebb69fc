import { MIGRATIONS } from '../../src/domain/migrations.ts';
import { lacksOwner } from '../business/owner.ts';
import { currentNames } from '../migrations/former.ts';
import { type Answers, namesOf } from './answers.ts';
import { type CloudflareApi, fieldOf, listOf, textOf } from './api.ts';
import { lookAtDomain } from './domain.ts';
import type { Facts } from './facts.ts';
import { lookAtMailEvents } from './mail-events.ts';
import { bindsFiles, TEMPLATE } from './settings.ts';
import { lookAtStripe } from './stripe.ts';

/** Reads what there is, at Cloudflare and at Stripe. Changes nothing. */
export async function look(
  api: CloudflareApi,
  accountId: string,
  answers: Answers,
  template = TEMPLATE,
): Promise<Facts> {
  const names = namesOf(answers);
  const account = `/accounts/${accountId}`;
  const [subdomain, settings, databases, queues, bucket, domain, mailEvents, stripe] = await Promise.all([
    api.get(`${account}/workers/subdomain`),
    api.get(`${account}/workers/scripts/${names.worker}/settings`),
    api.get(`${account}/d1/database?name=${names.database}`),
    api.get(`${account}/queues?name=${names.queue}&name=${names.deadLetterQueue}`),
    (await bindsFiles(template)) ? api.get(`${account}/r2/buckets/${names.bucket}`) : undefined,
    answers.domain === null
      ? null
      : lookAtDomain(api, accountId, { host: answers.domain, worker: names.worker }),
    lookAtMailEvents(api, accountId, answers),
    lookAtStripe(answers),
  ]);
  const queueNamed = (name: string) => {
    const found = listOf(queues).find((queue) => textOf(queue, 'queue_name') === name);
    const consumers = listOf(fieldOf(found, 'consumers'));
    return found === undefined
      ? null
      : { consumer: textOf(consumers[0], 'script') ?? textOf(consumers[0], 'script_name') };
  };
  const databaseId = textOf(
    listOf(databases).find((database) => textOf(database, 'name') === names.database),
    'uuid',
  );
  return {
    accountId,
    subdomain: textOf(subdomain, 'subdomain'),
    worker: settings === null ? null : workerOf(settings),
    database: databaseId === null ? null : await lookAtDatabase(api, accountId, databaseId),
    queue: queueNamed(names.queue),
    deadLetterQueue: queueNamed(names.deadLetterQueue),
    bucket: bucket === undefined ? null : { isThere: bucket !== null },
    mailEvents,
    domain,
    stripe,
    migrations: MIGRATIONS,
  };
}

function workerOf(settings: unknown): NonNullable<Facts['worker']> {
  const bindings = listOf(fieldOf(settings, 'bindings'));
  const own = bindings.find((binding) => textOf(binding, 'name') === 'DEPLOYMENT_ID');
  return {
    deploymentId: textOf(own, 'text'),
    secrets: bindings.flatMap((binding) =>
      textOf(binding, 'type') === 'secret_text' ? [textOf(binding, 'name') ?? ''] : [],
    ),
  };
}

async function lookAtDatabase(
  api: CloudflareApi,
  accountId: string,
  id: string,
): Promise<NonNullable<Facts['database']>> {
  const rows = (sql: string) => api.rows(accountId, id, sql);
  const names = await rows(`SELECT name FROM sqlite_master WHERE type = 'table'`);
  const tables = names.flatMap(({ name }) =>
    typeof name === 'string' && !/^(?:sqlite_|_cf_)/.test(name) ? [name] : [],
  );
  const has = (table: string) => tables.includes(table);
  const [notes, applied, checksums, connections, sent, unowned] = await Promise.all([
    has('watch_notes') ? rows(`SELECT value FROM watch_notes WHERE name = 'deployment'`) : [],
    has('d1_migrations') ? rows('SELECT name FROM d1_migrations ORDER BY id') : [],
    has('migration_checksums') ? rows('SELECT name, sha256 FROM migration_checksums') : [],
    has('connections') ? rows(`SELECT livemode FROM connections WHERE account = 'self'`) : [],
    has('invoices') ? rows(`SELECT count(*) AS sent FROM invoices WHERE status <> 'draft'`) : [],
    has('invitations')
      ? rows(`SELECT id FROM merchants WHERE ${lacksOwner('merchants.id', Date.now())} LIMIT 1`)
      : [],
  ]);
  const note: unknown = JSON.parse(textOf(notes[0], 'value') ?? 'null');
  const account = textOf(note, 'account');
  return {
    id,
    tables,
    owner: textOf(note, 'deploymentId'),
    pinned: account === null ? null : { account, livemode: fieldOf(note, 'livemode') === true },
    applied: currentNames(applied.map((row) => textOf(row, 'name') ?? '')),
    checksums: new Map(checksums.map((row) => [textOf(row, 'name') ?? '', textOf(row, 'sha256') ?? ''])),
    businesses: connections.map(({ livemode }) => (livemode === 1 ? 'live' : 'test')),
    sentInvoices: Number(sent[0]?.sent ?? 0),
    hasOwner: connections.length > 0 && has('invitations') && unowned.length === 0,
  };
}
