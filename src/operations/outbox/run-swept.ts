import { readStripeEvents } from '../catch-up/read-stripe-events.ts';
import { compareHandedOver } from '../catch-up/sweep-customers.ts';
import { readHandedOver } from '../connections/sweep-accounts.ts';
import type { Context, QueueMessage } from '../core/context.ts';
import { runImport } from '../imports/run.ts';
import { importRow } from '../mapping/import-row.ts';
import { runImport as runClientImport } from '../mapping/run-import.ts';
import { stepMapping } from '../mapping/step-mapping.ts';
import { checkSetup } from '../methods/sweep-setups.ts';
import { reconcileNow } from '../reconciliation/reconcile-daily.ts';
import { checkRefund } from '../refunds/sweep-refunds.ts';
import { runHandedOver } from '../schedules/sweep-schedules.ts';
import { mailHandedOver, noteHandedOver } from '../statements/sweep-statements.ts';
import { lookBackAt } from '../watch/look-back.ts';
import { checkHandedOver } from '../watch/sweep.ts';
import { runTurn } from '../webhooks/sweep-deliveries.ts';
import { noteOverdue } from '../webhooks/sweep-overdue.ts';

/** The most pages of one connection's events in one invocation; its budget may end the run earlier. */
const PAGES = 50;

/** Works on what a tick handed over. Each takes its check first, so that a message that comes twice works once. */
export async function runSwept(
  ctx: Context,
  { of, id, until }: Extract<QueueMessage, { kind: 'sweep' }>,
): Promise<void> {
  switch (of) {
    case 'events':
      return readStripeEvents(ctx, { connectionId: id, mostPages: PAGES });
    case 'account':
      return readHandedOver(ctx, id, until);
    case 'books':
      return reconcileNow(ctx, id);
    case 'payment':
      return checkHandedOver(ctx, id, until);
    case 'look_back':
      return lookBackAt(ctx, id, until);
    case 'refund':
      return checkRefund(ctx, id, until);
    case 'setup':
      return checkSetup(ctx, id, until);
    case 'stripe_customer':
      return compareHandedOver(ctx, id, until);
    case 'customer_import':
      await runImport(ctx, { importId: id });
      return;
    case 'mapping':
      await stepMapping(ctx, { connectionId: id, dueBy: until });
      return;
    case 'client_import':
      await runClientImport(ctx, { importId: id, dueBy: until });
      return;
    case 'statement_run':
      return noteHandedOver(ctx, id, until);
    case 'statement':
      return mailHandedOver(ctx, id, until);
    case 'schedule':
      return runHandedOver(ctx, id, until);
    case 'webhook_endpoint':
      return runTurn(ctx, { endpointId: id, dueBy: until });
    case 'webhook_overdue':
      return noteOverdue(ctx, { merchantId: id, dueBy: Math.max(ctx.now(), until) });
    case 'client_import_row': {
      const [importId = '', customerId = ''] = id.split('/');
      await importRow(ctx, { importId, customerId });
      return;
    }
  }
}
