import { importsOf, resolved } from './imports.ts';

/**
 * The rooms of `src/operations`, top to bottom: each may use only those below it. A room that has no folder yet has its
 * place all the same.
 */
export const ROOMS: readonly (readonly [room: string, what: string])[] = [
  ['outbox', 'runs the jobs that commits left behind'],
  ['autopay', 'a customer turns automatic payment on, off, or pauses one invoice'],
  ['portal', 'what a customer sees and does when signed in'],
  ['dashboard', 'what staff see and do when signed in'],
  ['staff', 'who signs in for a business: invitations, roles, sessions, passkeys'],
  ['timeline', 'tells in words what the journal holds'],
  ['erasure', "a person's data is exported and erased"],
  ['retention', 'what is kept for its time and no longer'],
  ['checkout', 'a person pays one or several invoices: start, clear slots, claim, charge, return'],
  ['catch-up', "reads Stripe's events, by the minute and before a payment"],
  ['inbox', "stores and works on Stripe's events"],
  ['watch', 'health, sweeps, alarms'],
  ['recovery', 'unknown objects at Stripe: quarantine, adoption, rebuild'],
  ['reconciliation', 'the books against balance transactions'],
  ['books', 'payments, fees and payouts as an accountant takes them'],
  ['api', 'keys and idempotency of the API'],
  ['webhooks', "a business's own systems are told of events: endpoints, deliveries, replays"],
  ['mapping', "clients are mapped to the Stripe account's customers"],
  ['merchants', "the business's settings"],
  ['imports', 'customers from a file, and to one'],
  ['schedules', 'makes invoices by a billing schedule'],
  ['collection', 'charges what is due, reminds, retries'],
  ['emails', 'delivers queued messages'],
  ['attachments', 'files that go with an invoice: kept, given out, removed'],
  ['documents', 'e-invoices and credit notes as files'],
  ['statements', "a customer's account over a period, and its mail of each month"],
  ['disputes', "records a dispute and what it does to an invoice's money"],
  ['invoices', 'drafts, finalizing, sending, and verbs that forbid money'],
  ['credit-notes', 'corrects an invoice by a document of its own, and gives back what was paid'],
  ['connections', 'a Stripe account is connected, paused, disconnected'],
  ['stripe-lists', "reads one of Stripe's lists to its end"],
  ['refunds', 'requests, sends and records refunds'],
  ['payments', 'sessions, intents and the one door for outcomes'],
  ['money', 'allocations taken back, refunds inserted, credit spent: steps shared by the rooms above'],
  ['methods', 'cards and bank accounts on file'],
  ['customers', "customers, here and as Stripe's"],
  ['credits', "a customer's balance"],
  ['card-testing', 'counts refused cards, and blocks where there are too many'],
  ['refusals', 'what Stripe refuses for good, and its end'],
  ['sign-in', 'a link by mail is asked for, and which browsers it is for'],
  ['receipts', 'numbers what came and went, shows it as a document, verifies one'],
  ['resources', "rows → the API's JSON"],
  ['facts', 'rows → what the domain decides on'],
  ['core', 'the context, retry on conflict, scope, paging, messages'],
];

const ROOM = /^src\/operations\/([^/]+)\/[^/]+\.ts$/;

/** Sentences about imports of operations that run up, and about files that are in no room. */
export function upwardImports(files: ReadonlyMap<string, string>): readonly string[] {
  const floors = new Map(ROOMS.map(([room], floor) => [room, floor]));
  const floorOf = (path: string): number | undefined => floors.get(ROOM.exec(path)?.[1] ?? '');
  return [...files].flatMap(([path, source]) => {
    if (!path.startsWith('src/operations/')) return [];
    const own = floorOf(path);
    if (own === undefined) return [`${path} is in no room: name it in test/support/node/rooms.ts`];
    return importsOf(source).flatMap(({ specifier, line }) => {
      const target = specifier === null ? null : resolved(path, specifier);
      if (target === null || !target.startsWith('src/operations/')) return [];
      const other = floorOf(target);
      if (other !== undefined && other >= own) return [];
      return [`${path}:${line} imports ${target}, which is above it`];
    });
  });
}
