import type { Cause } from '../../../src/domain/watch/causes.ts';
import { FILLED, fillingId } from '../../support/filling.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What brings a cause about at an instant and what ends it, as SQL on the rows of a filled database. */
export type Trouble = { readonly begins: readonly string[]; readonly ends: readonly string[] };
/** What the world outside does: it is not in the database. */
export type Outside = { readonly outside: 'mail' | 'webhook' };

const connection = `'${FILLED.connectionId}'`;
const job = `'${fillingId('out', 0)}'`;

function ofJob(columns: string): Trouble {
  return {
    begins: [`UPDATE outbox SET ${columns} WHERE id = ${job}`],
    ends: [`UPDATE outbox SET state = 'done', failed_since = NULL WHERE id = ${job}`],
  };
}
function ofList(list: string, columns: Readonly<Record<string, string | number>>): Trouble {
  const names = Object.keys(columns).join(', ');
  const values = Object.values(columns).join(', ');
  return {
    begins: [
      `INSERT INTO sweeps (connection_id, list, ${names}) VALUES (${connection}, '${list}', ${values})`,
    ],
    ends: [`DELETE FROM sweeps WHERE list = '${list}'`],
  };
}
function ofRow(table: string, columns: Readonly<Record<string, string | number>>): Trouble {
  const names = Object.keys(columns).join(', ');
  const values = Object.values(columns).join(', ');
  return { begins: [`INSERT INTO ${table} (${names}) VALUES (${values})`], ends: [`DELETE FROM ${table}`] };
}
const sized = (bytes: number, at: number): Trouble => {
  const note = (size: number) =>
    `UPDATE watch_notes SET value = json_object('${new Date(at).toISOString().slice(0, 10)}', ${size}) WHERE name = 'size'`;
  return { begins: [note(bytes)], ends: [note(1)] };
};

/** How each cause comes about. The database may have 10,000,000,000 bytes. */
export function troubleOf(cause: Cause, at: number): Trouble | Outside {
  switch (cause) {
    case 'sweeps_stopped':
      return {
        begins: [
          `UPDATE watch_notes SET value = json_patch(value, '{"sweepRefunds":${at - HOUR}}') WHERE name = 'sweeps'`,
        ],
        ends: [`UPDATE watch_notes SET value = json_remove(value, '$.sweepRefunds') WHERE name = 'sweeps'`],
      };
    case 'work_late':
      return ofJob(`state = 'pending', kind = 'collect', due_at = ${at - HOUR}`);
    case 'work_failing':
      return ofJob(
        `state = 'pending', kind = 'collect', due_at = ${at + DAY}, failed_since = ${at - 7 * HOUR}`,
      );
    case 'mail_failing':
      return ofJob(`state = 'pending', kind = 'email', due_at = ${at + DAY}, failed_since = ${at - HOUR}`);
    case 'dead_effects':
      return ofJob(`state = 'dead'`);
    case 'collection_late':
      return {
        begins: [`UPDATE invoices SET collect_look_at = ${at - 2 * HOUR} WHERE status = 'open'`],
        ends: ['UPDATE invoices SET collect_look_at = NULL'],
      };
    case 'events_late':
      return ofList('events', { watermark: at - HOUR, touched_at: at - HOUR });
    case 'lists_unreadable':
      return ofList('events', { watermark: at, touched_at: at, failed_at: at, failure: `'Events: Read'` });
    case 'key_refused':
      return ofList('transactions', {
        watermark: at,
        touched_at: at,
        failed_at: at,
        failure: `'key_refused'`,
      });
    case 'stripe_refuses':
      return ofRow('stripe_refusals', {
        id: `'${fillingId('ref', 9)}'`,
        merchant_id: `'${FILLED.merchantId}'`,
        livemode: 0,
        subject_type: `'customer'`,
        subject_id: `'${FILLED.customerId}'`,
        code: `'parameter_invalid'`,
        message: `'No.'`,
        since: at - HOUR,
      });
    case 'money_paused':
      return {
        begins: [`UPDATE connections SET paused_at = ${at - 2 * HOUR}, pause_reason = 'behind'`],
        ends: ['UPDATE connections SET paused_at = NULL, pause_reason = NULL'],
      };
    case 'books_late':
      return {
        begins: [`UPDATE connections SET created_at = ${at - 3 * DAY}`],
        ends: [`UPDATE connections SET created_at = ${at}`],
      };
    case 'books_unexplained':
      return ofRow('findings', {
        connection_id: connection,
        kind: `'unclassified'`,
        subject: `'txn_1'`,
        state: `'unexplained'`,
        currency: `'USD'`,
        amount: 1,
        at,
        found_at: at,
      });
    case 'quarantined_events': {
      const event = `event_id = 'evt_handled_0'`;
      return {
        begins: [`UPDATE inbox SET state = 'quarantined', received_at = ${at} WHERE ${event}`],
        ends: [`UPDATE inbox SET state = 'handled' WHERE ${event}`],
      };
    }
    case 'unknown_objects':
      return ofRow('unknown_objects', {
        connection_id: connection,
        payment_id: `'pay_1'`,
        stripe_id: `'pi_1'`,
        reason: `'not_known'`,
        found_at: at,
      });
    case 'dead_letters':
      return ofRow('dead_letters', { id: `'1'`, body: `'{}'`, outcome: `'stopped'`, arrived_at: at });
    case 'open_too_long':
      return {
        begins: [`UPDATE stripe_customers SET stripe_customer_id = NULL, requested_at = ${at - 30 * DAY}`],
        ends: [`UPDATE stripe_customers SET stripe_customer_id = 'cus_filled_0'`],
      };
    case 'mail_refused': {
      const five = `id IN (SELECT id FROM emails ORDER BY id LIMIT 5)`;
      return {
        begins: [`UPDATE emails SET state = 'refused', outcome_at = ${at} WHERE ${five}`],
        ends: [`UPDATE emails SET state = 'sent' WHERE ${five}`],
      };
    }
    case 'alarm_mail_fails':
      return { outside: 'mail' };
    case 'alarm_webhook_fails':
      return { outside: 'webhook' };
    case 'database_filling':
      return sized(8_100_000_000, at);
    case 'database_full':
      return sized(9_600_000_000, at);
  }
}
