import { makeId } from '../../../src/domain/ids.ts';
import type { Random } from '../kernel/random.ts';
import type { SqliteD1 } from '../ports/sqlite-d1.ts';

/** A business of the simulation, and the account at Stripe that its money goes to. */
export type Merchant = {
  readonly id: string;
  readonly connectionId: string;
  /** As in `connections.account`. */
  readonly account: string;
  readonly timeZone: string;
  readonly scope: { readonly merchantId: string; readonly livemode: boolean };
};

const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo'] as const;

/** Two businesses: one on the deployment's own account, one on a connected account. Their rows are there at the start. */
export function openMerchants(store: SqliteD1, random: Random, atMs: number, connected: string): Merchant[] {
  return ['self', connected].map((account, index) => {
    const id = makeId('mer', atMs, random.bytes(9));
    const connectionId = makeId('con', atMs, random.bytes(9));
    const timeZone = random.pick(ZONES);
    const receiptsBy = random.chance(0.8) ? 'quittance' : 'stripe';
    const policy = random.pick(['never', 'on_send', 'on_send', 'on_due_date']);
    const address = JSON.stringify({ line1: '1 Harbour Street', town: 'Portland', country: 'US' });
    insert(store, 'merchants', {
      id,
      legal_name: `Business ${index} Ltd`,
      display_name: `Business ${index}`,
      email: `billing-${index}@business.test`,
      address,
      brand_color: '#1f4b99',
      locale: 'en',
      time_zone: timeZone,
      default_currency: 'USD',
      invoice_series: `B${index}-`,
      payment_links: 1,
      receipts_by: receiptsBy,
      collect_policy: policy,
      collect_hour: random.int(24),
      notice_days: random.pick([0, 1, 3]),
      public_saved_method: 1,
      part_payments: 1,
      created_at: atMs,
      updated_at: atMs,
    });
    connect(store, { id: connectionId, merchantId: id, account, atMs });
    return { id, connectionId, account, timeZone, scope: { merchantId: id, livemode: false } };
  });
}

/** An account is connected, for the first time or again. */
export function connect(
  store: SqliteD1,
  made: { readonly id: string; readonly merchantId: string; readonly account: string; readonly atMs: number },
): void {
  insert(store, 'connections', {
    id: made.id,
    merchant_id: made.merchantId,
    account: made.account,
    livemode: 0,
    state: 'active',
    created_at: made.atMs,
    events_watermark: 0,
  });
}

function insert(store: SqliteD1, table: string, row: Readonly<Record<string, string | number>>): void {
  const names = Object.keys(row);
  const marks = names.map(() => '?').join(', ');
  const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`;
  store.all({ sql, values: Object.values(row) });
}
