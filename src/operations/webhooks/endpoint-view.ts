import type { EndpointRow } from '../../db/queries/webhooks.ts';
import type { OffReason } from '../../domain/webhooks/delivery.ts';
import type { Context } from '../core/context.ts';

/** An endpoint as staff see it. Instants in ms. */
export type EndpointView = {
  readonly id: string;
  readonly livemode: boolean;
  readonly url: string;
  readonly description: string | null;
  /** Null for every type. */
  readonly types: readonly string[] | null;
  readonly state: 'on' | 'off';
  readonly offReason: OffReason | null;
  readonly offAt: number | null;
  readonly failingSince: number | null;
  readonly lastSuccessAt: number | null;
  /** Until when the secret before the last rotation signs, too; null where none does. */
  readonly previousUntil: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
};

export type EndpointWithSecret = EndpointView & {
  /** Null where the same request is answered again: it is shown once. */
  readonly secret: string | null;
};

export function endpointView(row: EndpointRow, now: number): EndpointView {
  const { id, livemode, url, description, types, state, offReason, offAt, failingSince } = row;
  const { lastSuccessAt, createdAt, updatedAt } = row;
  const previousUntil = row.previousUntil !== null && row.previousUntil > now ? row.previousUntil : null;
  const standing = { state, offReason, offAt, failingSince, lastSuccessAt, previousUntil };
  return { id, livemode, url, description, types, ...standing, createdAt, updatedAt };
}

/** What the audit log shows of an endpoint: the rest of its address may be a secret. */
export const auditedEndpoint = ({ url, types }: Pick<EndpointRow, 'url' | 'types'>) => ({
  host: hostOf(url),
  types: types === null ? null : [...types],
});

export const hostOf = (url: string): string => new URL(url).host;

/** How businesses' systems are told. A context without it cannot be asked to. */
export function webhooksOf(ctx: Context) {
  if (ctx.webhooks == null) throw new Error('this context has no webhooks');
  return ctx.webhooks;
}
