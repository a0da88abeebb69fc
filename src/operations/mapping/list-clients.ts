import { selectClients } from '../../db/queries/mapping.ts';
import { isCommonAmongClients } from '../../db/queries/mapping-search.ts';
import type { Lost } from '../../domain/customer/lost.ts';
import type { Confidence, ProposedBy } from '../../domain/mapping/propose.ts';
import type { ClientStatus, Decision } from '../../domain/mapping/status.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { connectionOf } from './connection-of.ts';
import { readSearch } from './read-search.ts';

/** A Stripe customer as the account listed it; without name and address where it was not listed. */
export type AtStripe = { readonly id: string; readonly name: string | null; readonly email: string | null };

/** A client among the mapped. */
export type ClientView = {
  readonly id: string;
  readonly name: string;
  readonly label: string | null;
  readonly email: string | null;
  readonly status: ClientStatus;
  readonly linkedTo: AtStripe | null;
  /** Why what it is or was linked to is not at Stripe, and which. */
  readonly lost: { readonly why: Lost; readonly stripeCustomerId: string | null } | null;
  readonly decision: Decision | null;
  readonly target: AtStripe | null;
  readonly proposal: {
    /** Null where several fit: `candidates` shows them. */
    readonly stripeCustomer: AtStripe | null;
    readonly by: ProposedBy;
    readonly confidence: Confidence;
    readonly candidates: number;
  } | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
};

export type ClientFilter = { readonly status: ClientStatus | null; readonly search: string | null };

/** A page of the clients, the newest first. Rejects with `not_connected`. */
export async function listClients(
  ctx: Context,
  { scope, filter, page }: Scoped<{ readonly filter: ClientFilter; readonly page: Page }>,
): Promise<Outcome<ListOf<ClientView>>> {
  const connection = await connectionOf(ctx, scope);
  if (connection.kind !== 'done') return connection;
  const search = await readSearch(ctx, connection.value, filter.search, isCommonAmongClients);
  const rows = await selectClients(ctx.db, connection.value, { status: filter.status, search }, page);
  return done(toPage(rows.map(viewOf), page.limit));
}

type Row = Awaited<ReturnType<typeof selectClients>>[number];

function viewOf({ client, customer, link, named, linkedTo }: Row): ClientView {
  const { proposed, proposedBy, confidence, candidates, failureCode } = client;
  const shown = (id: string, found: Row['named']): AtStripe => ({
    id,
    name: found?.name ?? null,
    email: found?.email ?? null,
  });
  const isOpen = client.linked === null || client.lost !== null;
  return {
    id: customer.id,
    name: customer.legalName,
    label: customer.label,
    email: customer.billingEmails[0] ?? customer.email,
    status: client.status,
    linkedTo: client.linked === null ? null : shown(client.linked, linkedTo),
    lost: client.lost === null ? null : { why: client.lost, stripeCustomerId: link?.lostId ?? null },
    decision: client.decision,
    target: client.target === null ? null : shown(client.target, named),
    proposal:
      !isOpen || proposedBy === null || confidence === null
        ? null
        : {
            stripeCustomer: proposed === null ? null : shown(proposed, client.target === null ? named : null),
            by: proposedBy,
            confidence,
            candidates,
          },
    failure: failureCode === null ? null : { code: failureCode, message: client.failure ?? failureCode },
  };
}
