import { eq } from 'drizzle-orm';
import type { EndpointRow } from '../../db/queries/webhooks.ts';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { giveUpPending } from '../../db/writes/webhooks.ts';
import type { StaffMessage } from '../../domain/message.ts';
import { may } from '../../domain/staff/roles.ts';
import { OFF_AFTER_MS, type OffReason } from '../../domain/webhooks/delivery.ts';
import { readBusinessMailboxes } from '../core/business-mailboxes.ts';
import type { Context } from '../core/context.ts';
import { distinctAddresses } from '../core/mailbox.ts';
import { staffMessageRows } from '../core/queue-message.ts';
import { commitEndpoint } from './commit-endpoint.ts';
import { hostOf } from './endpoint-view.ts';

/** Switches an endpoint off that nothing gets through to, or that is gone, and mails the business in the same commit. */
export async function stopEndpoint(
  ctx: Context,
  endpoint: EndpointRow,
  why: Exclude<OffReason, 'by_hand'>,
): Promise<void> {
  const { id: endpointId } = endpoint;
  const commandId = `stop_webhook_endpoint/${endpointId}/${ctx.now()}`;
  await commitEndpoint(ctx, { scope: endpoint, endpointId, commandId }, async (row, at) => {
    if (row.state === 'off') return null;
    const mail = await mailOf(ctx, row, at, why === 'gone' ? 'gone' : 'switched_off', commandId);
    return {
      entry: { type: 'webhook_endpoint_switched', data: { endpointId, on: false, why } },
      rows: [
        ctx.db
          .update(webhookEndpoints)
          .set({ state: 'off', offReason: why, offAt: at, updatedAt: at })
          .where(eq(webhookEndpoints.id, endpointId)),
        giveUpPending(ctx.db, endpointId),
        ...mail.rows,
      ],
      effects: mail.effects,
    };
  });
  ctx.log('webhook_endpoint_off', { id: endpointId, why });
}

/** Mails the business that nothing has got through for a day, once. */
export async function warnOfEndpoint(ctx: Context, endpoint: EndpointRow, since: number): Promise<void> {
  const { id: endpointId } = endpoint;
  const commandId = `warn_of_webhook_endpoint/${endpointId}/${since}`;
  await commitEndpoint(ctx, { scope: endpoint, endpointId, commandId }, async (row, at) => {
    if (row.failingSince === null || row.warnedAt !== null) return null;
    const mail = await mailOf(ctx, row, at, 'failing', commandId);
    return {
      entry: { type: 'webhook_failing_told', data: { endpointId, since } },
      rows: [
        ctx.db.update(webhookEndpoints).set({ warnedAt: at }).where(eq(webhookEndpoints.id, endpointId)),
        ...mail.rows,
      ],
      effects: mail.effects,
    };
  });
}

type Kind = Extract<StaffMessage, { template: 'staff_webhook' }>['kind'];

/** To those who can do something about it, and the business's own address, since it may have nobody who signs in. */
async function mailOf(ctx: Context, row: EndpointRow, at: number, kind: Kind, cause: string) {
  const { merchantId } = row;
  const { members, own } = await readBusinessMailboxes(ctx, merchantId);
  const people = members.filter(({ role }) => may(role, 'manage_keys')).map(({ written }) => written);
  const since = row.failingSince ?? at;
  const message = {
    template: 'staff_webhook',
    kind,
    host: hostOf(row.url),
    since,
    offAt: since + OFF_AFTER_MS,
  } as const;
  return staffMessageRows(ctx, at, {
    merchantId,
    cause,
    recipients: distinctAddresses([...people, ...own]),
    message,
  });
}
