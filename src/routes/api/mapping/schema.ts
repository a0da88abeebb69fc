import { z } from '@hono/zod-openapi';
import { LOST } from '../../../domain/customer/lost.ts';
import { CONFIDENCES, PROPOSED_BY } from '../../../domain/mapping/propose.ts';
import {
  CLIENT_STATUSES,
  DECISIONS,
  IMPORT_STATES,
  MAPPING_STATES,
  ROW_STATES,
} from '../../../domain/mapping/status.ts';
import type { ClientView } from '../../../operations/mapping/list-clients.ts';
import type { ImportRow, MappingView } from '../../../operations/mapping/read-mapping.ts';
import { shownInstant } from '../schemas/fields.ts';

export const written = (ms: number): string => new Date(ms).toISOString();
const writtenOrNull = (ms: number | null): string | null => (ms === null ? null : written(ms));

const count = z.int();
export const clientStatus = z.enum(CLIENT_STATUSES).openapi({
  description: [
    '`proposed`: a Stripe customer fits, or several, and nobody has decided. `to_map`, `to_create`, `ignored`: decided.',
    '`mapped`: linked to a Stripe customer. `failed`: the last import could not do it. `lost`: Stripe does not have what',
    'it is linked to.',
  ].join(' '),
});
export const importState = z.enum(IMPORT_STATES);
export const rowState = z.enum(ROW_STATES);

export const clientImport = z
  .strictObject({
    id: z.string(),
    object: z.literal('client_import'),
    state: importState.openapi({ description: '`stopped`: the account was disconnected meanwhile.' }),
    begunBy: z.string(),
    begunAt: shownInstant,
    endedAt: shownInstant.nullable(),
    total: count,
    done: count,
    skipped: count,
    failed: count,
    waiting: count.openapi({ description: 'What is left to be done, or was when it ended.' }),
    slowedByStripe: z.boolean().openapi({ description: 'Stripe asked for fewer requests a second.' }),
  })
  .openapi('ClientImport');

export const shownImport = (row: ImportRow): z.input<typeof clientImport> => ({
  id: row.id,
  object: 'client_import',
  state: row.state,
  begunBy: row.begunBy,
  begunAt: written(row.begunAt),
  endedAt: writtenOrNull(row.endedAt),
  total: row.total,
  done: row.done,
  skipped: row.skipped,
  failed: row.failed,
  waiting: row.total - row.done - row.skipped - row.failed,
  slowedByStripe: row.slowed > 0,
});

export const clientMapping = z
  .strictObject({
    object: z.literal('client_mapping'),
    connectionId: z.string(),
    state: z.enum(['none', ...MAPPING_STATES]).openapi({
      description: [
        '`none`: the account’s customers were never read. `reading` to `proposing`: they are being read and compared.',
        '`stopped`: Stripe refuses the list. `pruned`: the copy was deleted, 30 days after it was last used.',
      ].join(' '),
    }),
    readAt: shownInstant.nullable(),
    failure: z.string().nullable().openapi({ description: 'Stripe’s words, where the list was not read.' }),
    stripeCustomers: count,
    clients: z.strictObject({
      undecided: count,
      proposed: count,
      to_map: count,
      to_create: count,
      ignored: count,
      mapped: count,
      failed: count,
      lost: count,
    }),
    lastDecision: z
      .strictObject({ id: z.string(), kind: z.string(), clients: count, at: shownInstant })
      .nullable()
      .openapi({ description: 'What `POST /mapping/decisions/undo` undoes.' }),
    lastImport: clientImport.nullable(),
    completedAt: shownInstant
      .nullable()
      .openapi({ description: 'When an import first came to its end: configuration is complete.' }),
  })
  .openapi('ClientMapping');

export const shownMapping = (view: MappingView): z.input<typeof clientMapping> => ({
  object: 'client_mapping',
  connectionId: view.connectionId,
  state: view.state,
  readAt: writtenOrNull(view.readAt),
  failure: view.failure,
  stripeCustomers: view.listed,
  clients: view.clients,
  lastDecision: view.lastDecision && { ...view.lastDecision, at: written(view.lastDecision.at) },
  lastImport: view.lastImport && shownImport(view.lastImport),
  completedAt: writtenOrNull(view.completedAt),
});

export const atStripe = z
  .strictObject({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() })
  .openapi('MappedStripeCustomer', { description: 'A Stripe customer as the account listed it.' });

export const proposedBy = z.enum(PROPOSED_BY);

export const mappedClient = z
  .strictObject({
    id: z.string(),
    object: z.literal('mapped_client'),
    name: z.string(),
    label: z.string().nullable(),
    email: z.string().nullable(),
    status: clientStatus,
    linkedTo: atStripe.nullable(),
    lost: z
      .strictObject({ why: z.enum(LOST), stripeCustomerId: z.string().nullable() })
      .nullable()
      .openapi({ description: 'Why Stripe does not have it. Automatic payment rests until it is mended.' }),
    decision: z.enum(DECISIONS).nullable(),
    target: atStripe.nullable(),
    proposal: z
      .strictObject({
        stripeCustomer: atStripe.nullable(),
        by: proposedBy,
        confidence: z.enum(CONFIDENCES),
        candidates: count,
      })
      .nullable(),
    failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  })
  .openapi('MappedClient', {
    description:
      '`target` is what it is to be mapped to. A proposal has no `stripeCustomer` where several fit equally well.',
  });

export const shownClient = (view: ClientView): z.input<typeof mappedClient> => ({
  ...view,
  object: 'mapped_client',
});
