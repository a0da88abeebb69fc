import { createMemoryStore, createSandbox, type Sandbox, type Store } from '#stripe-sandbox';
import type { Chosen } from '../../../scripts/simulation/worlds.ts';
import { consumeWork } from '../../../src/jobs/queue.ts';
import { receiveEvent } from '../../../src/operations/inbox/receive-event.ts';
import { enterSimulation } from '../kernel/globals.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import { createScheduler, type End, type Scheduler } from '../kernel/scheduler.ts';
import { d1Binding } from '../ports/d1.ts';
import { createEvents, type Events } from '../ports/events.ts';
import { createFaults, type Faults } from '../ports/faults.ts';
import { createPost, type Post } from '../ports/mail.ts';
import { createPorts } from '../ports/port.ts';
import { createQueue, type Queue } from '../ports/queue.ts';
import { createWeakSpots, spotsOf, type WeakSpots } from '../ports/spots.ts';
import { openSqliteD1, type Recorded, recording, type SqliteD1 } from '../ports/sqlite-d1.ts';
import { type StripeSide, stripeSide } from '../ports/stripe.ts';
import type { Away, Part } from './away.ts';
import { createIsolate, type Isolate } from './context.ts';
import { type Merchant, openMerchants } from './merchants.ts';
import { drawWorlds } from './stripe-worlds.ts';
import { watchTransitions } from './transitions.ts';

/** What was said to a person, and when: what is checked against it may not happen after. */
export type Answered = {
  readonly what:
    | 'void'
    | 'mark_uncollectible'
    | 'record_payment'
    | 'credit_note'
    | 'opt_out'
    | 'pause'
    | 'disconnect'
    | 'no_parent'
    | 'checkout';
  /** An invoice; for an opt-out and a parent's end a customer, for the end of a connection that connection. */
  readonly subject: string;
  readonly at: number;
};

/** The caps of a customer from an instant on, ms; null where it is not known which hold. */
export type Capped = {
  readonly customerId: string;
  readonly at: number;
  readonly caps: readonly { readonly amount: number; readonly currency: string }[] | null;
};

/** A database that went back: what was written between these instants is lost, ms. */
export type Restored = { readonly from: number; readonly at: number };

/** Everything there is in one seed's world. */
export type World = {
  readonly seed: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  readonly spots: WeakSpots;
  readonly store: SqliteD1;
  readonly sandbox: Sandbox;
  /** Which way Stripe goes in this seed where it does not say. */
  readonly worlds: Chosen;
  readonly stripe: StripeSide;
  readonly books: Store;
  /** The sandbox's account of a connection's. */
  readonly accountAtStripe: (account: string) => string;
  readonly merchants: readonly Merchant[];
  readonly events: Events;
  readonly queue: Queue;
  readonly post: Post;
  /** The ends of outages, ms. */
  readonly away: Away;
  /** The causes of alarms that were raised. */
  readonly alarmed: Set<string>;
  /** Until when something is planned that comes long after people stopped, ms. */
  readonly ahead: { until: number };
  /** Accounts whose owners ended the connection at Stripe, and when. */
  readonly revoked: Map<string, number>;
  /** The caps that customers set, in order. */
  readonly capped: Capped[];
  /** The restores of the database: what was written between these instants is lost, ms. */
  readonly restores: Restored[];
  readonly answered: Answered[];
  /** Who was named as whose parent, whether it was answered or not. */
  readonly families: { readonly childId: string; readonly parentId: string }[];
  /** What went wrong in a way that no fault explains. */
  readonly broken: string[];
  readonly logged: Map<string, number>;
  /** Runs one invocation of the Worker in one of its isolates. */
  readonly invoke: (
    name: string,
    work: (isolate: Isolate) => Promise<void>,
    ended?: (end: End) => void,
  ) => void;
  readonly running: () => number;
};

const CONNECTED = 'acct_1SimulatedBusiness';

/** What a world is made with. */
export type Means = {
  readonly migrations: readonly string[];
  /** Called at every step, for a readable trace. */
  readonly onStep: ((line: string) => void) | null;
  /** Called with every request to the database. */
  readonly record: ((recorded: Recorded) => void) | null;
  /** Worlds of Stripe's that are not left to the seed. */
  readonly pinned: Chosen;
  /** Nothing goes wrong but this, which is away for a day. */
  readonly outage?: Part | null;
};

/** Makes the world of a seed, at its first instant. */
export async function openWorld(
  seed: string,
  startMs: number,
  { migrations, onStep, record, pinned, outage = null }: Means,
): Promise<World> {
  const random = createRandom(seed);
  const scheduler = createScheduler(random.fork('lots'), startMs, onStep);
  const spotted = outage === null ? spotsOf(seed) : [];
  // A lost recheck shows only where few other events have the invoice checked again.
  const faults = createFaults(
    random.fork('faults'),
    outage !== null ? 0 : spotted.includes('decision') ? 0.2 : 1,
  );
  const spots = createWeakSpots(spotted, scheduler, random.fork('spots'), faults);
  const ports = createPorts(scheduler, random.fork('ports'), faults, spots);
  const store = openSqliteD1(migrations);
  const asked = record === null ? store : recording(store, record);
  const books = createMemoryStore();
  enterSimulation({
    scheduler,
    random: random.fork('machine'),
    fetch: (url, init) => stripe.fetch(url, init),
  });
  const sandbox = createSandbox({
    store: books,
    baseUrl: 'http://stripe.test',
    now: scheduler.now,
    seed,
    webhooks: { mode: 'off' },
    account: { payouts: 'manual' },
  });
  const worlds = drawWorlds(random.fork('worlds'), pinned);
  const stripe: StripeSide = stripeSide(sandbox, ports, (answered) => events.collect(answered));
  const { status, body } = await stripe.ask('POST', '/_sandbox/worlds', worlds);
  if (status !== 200) throw new Error(`no such world: ${JSON.stringify(body)}`);
  const platform = platformOf(await stripe.ask('GET', '/_sandbox/state'));
  await stripe.ask('POST', '/_sandbox/accounts', { id: CONNECTED, payouts: 'manual' });
  const merchants = openMerchants(asked, random.fork('merchants'), startMs, CONNECTED);
  watchTransitions(store, scheduler.now);

  const broken: string[] = [];
  const logged = new Map<string, number>();
  const alarmed = new Set<string>();
  const log = (event: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    logged.set(event, (logged.get(event) ?? 0) + 1);
    if (event === 'alarm_raised') alarmed.add(String(fields.cause));
    scheduler.note(`log ${event} ${JSON.stringify(fields)}`);
  };
  const away: Away = { d1Until: 0, mailUntil: 0, queueUntil: 0 };
  const restores: Restored[] = [];
  const binding = d1Binding(asked, ports, {
    isAway: () => scheduler.now() < away.d1Until,
    era: () => restores.length,
  });
  const queue: Queue = createQueue(
    ports,
    (batch, ended) =>
      invoke(
        'queue',
        ({ ctx, mailer }) => consumeWork(ctx, mailer, batch),
        (end) => ended(end.kind === 'done' ? 'done' : 'died'),
      ),
    log,
    () => away.queueUntil,
  );
  const post = createPost(ports, () => scheduler.now() < away.mailUntil);
  const isolates = ['a', 'b'].map((name): Isolate => {
    const own = random.fork(`isolate ${name}`);
    const skewMs = own.chance(0.5) ? own.between(-4_000, 4_000) : 0;
    if (skewMs !== 0) faults.happened('clock_skew');
    return createIsolate({
      scheduler,
      random: own,
      binding: d1Of(binding),
      enqueue: queue.enqueue,
      transport: post.transport,
      skewMs,
      log,
    });
  });
  const choose = random.fork('isolates');
  let running = 0;
  const invoke: World['invoke'] = (name, work, ended = () => undefined) => {
    const isolate = isolates[choose.int(isolates.length)];
    if (isolate === undefined) return;
    running += 1;
    const era = restores.length;
    scheduler.spawn(
      name,
      () => work(isolate),
      (end) => {
        running -= 1;
        if (end.kind === 'threw') log('invocation_threw', { name, error: String(end.error) });
        // What was said before a restore may be forgotten: nobody relies on it, and most ask again.
        ended(era === restores.length ? end : { kind: 'killed' });
      },
    );
  };
  const events: Events = createEvents(
    ports,
    books,
    () => [platform, CONNECTED],
    (body, signature, answered) => {
      let took = false;
      invoke(
        'webhook',
        async ({ ctx, verifier }) => {
          took = ['stored', 'not_used'].includes(await receiveEvent(ctx, verifier, body, signature));
        },
        (end) => answered(end.kind === 'done' && took),
      );
    },
  );
  return {
    seed,
    scheduler,
    random,
    faults,
    spots,
    store,
    sandbox,
    worlds,
    stripe,
    books,
    accountAtStripe: (account) => (account === 'self' ? platform : account),
    merchants,
    events,
    queue,
    post,
    away,
    alarmed,
    ahead: { until: 0 },
    revoked: new Map(),
    capped: [],
    restores,
    answered: [],
    families: [],
    broken,
    logged,
    invoke,
    running: () => running,
  };
}

/** The same database through a binding of its own: an isolate shares no memory with another. */
const d1Of = (binding: D1Database): D1Database => ({
  prepare: (sql) => binding.prepare(sql),
  batch: (statements) => binding.batch(statements),
  exec: (sql) => binding.exec(sql),
  withSession: (constraint) => binding.withSession(constraint),
  dump: () => binding.dump(),
});

function platformOf({ body }: { readonly body: unknown }): string {
  const account: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'account') : null;
  if (typeof account !== 'string') throw new Error('the sandbox has no account');
  return account;
}
